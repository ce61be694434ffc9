module Duroxide.FSharp.Tests.UnionTests

open System
open System.Reflection
open Microsoft.FSharp.Reflection
open Duroxide
open Duroxide.Core
open Duroxide.FSharp
open Expecto

// The names of the cases of a union of the core, and of the pattern that stands for it.
let private cases (union: Type) =
    union.GetNestedTypes() |> Array.map _.Name |> Set.ofArray

// A pattern has seven cases at most, so that one may stand for several, which are those of a union of F#.
let private parts (pattern: string) =
    match pattern with
    | "ChangeValue" -> FSharpType.GetUnionCases typeof<ValueCase> |> Array.map _.Name
    | case -> [| case |]

let private patterns (union: Type) =
    typeof<CallError>.Assembly.GetExportedTypes()
    |> Array.filter (fun each -> each.Name = $"{union.Name}Case")
    |> Array.collect (fun patterns -> patterns.GetMethods(BindingFlags.Public ||| BindingFlags.Static))
    |> Array.filter (fun pattern -> pattern.Name.StartsWith '|')
    |> Array.collect (fun pattern -> pattern.Name.Split('|', StringSplitOptions.RemoveEmptyEntries))
    |> Array.collect parts
    |> Set.ofArray

let private unions =
    [
        typeof<Operation>
        typeof<Effect>
        typeof<Outcome>
        typeof<Failure>
        typeof<PoisonSubject>
        typeof<Ending>
        typeof<Interruption>
        typeof<Fact>
        typeof<Delivery>
    ]

let tests =
    testList
        "Unions"
        [
            for union in unions do
                test $"A pattern names every case of {union.Name}" {
                    Expect.equal (patterns union) (cases union) "cases"
                }

            test "A pattern reads like a union of F# and stands beside the constructor" {
                let text outcome =
                    match outcome with
                    | OutcomeCase.Succeeded text -> text
                    | OutcomeCase.Failed failure -> failure.Display
                    | OutcomeCase.Fired -> "fired"

                Expect.equal (text (Outcome.Succeeded "1")) "1" "text"
                Expect.equal (text (Outcome.Failed(Failure.Cancelled "enough"))) "canceled: enough" "failure"
                Expect.equal (text (Outcome.Fired())) "fired" "text"
            }
        ]
