module Duroxide.FSharp.Tests.RacingTests

open System
open Duroxide
open Duroxide.Core
open Duroxide.FSharp
open Xunit

let private step (name: string) : Durable<string> = Activity.callNamed name ()

let private day = TimeSpan.FromDays 1.

let private cancelled (driver: Driver) =
    driver.Applied
    |> List.choose (function
        | EffectCase.Cancel operation -> Some operation.Value
        | _ -> None)

[<Fact>]
let ``The first to complete wins, and the other one is cancelled`` () =
    let approval =
        orchestration {
            match! race (Event.wait<bool> "approved") (Timer.after day) with
            | First approved -> return Some approved
            | Second() -> return None
        }

    let inTime = Driver.Of approval
    inTime.Raise("approved", true)
    Assert.Equal(Some true, inTime.Output())
    Assert.Equal<int64>([ 3L ], cancelled inTime)

    let late = Driver.Of approval
    late.Fire()
    Assert.Equal(None, late.Output<bool option>())
    Assert.Equal<int64>([ 2L ], cancelled late)

[<Fact>]
let ``A branch of several steps stops where it is when it has lost`` () =
    let steps =
        orchestration {
            let! one = step "one"
            let! two = step "two"
            return one + two
        }

    let driver = Driver.Of(Orchestration.timeout day steps)
    driver.Complete("one", "1")
    driver.Fire()
    Assert.Equal(None, driver.Output<string option>())
    Assert.Equal<string>([ "one"; "two" ], driver.Activities)

[<Fact>]
let ``Branches begin in their order`` () =
    let steps = orchestration { return! step "one" }
    let driver = Driver.Of(race3 steps (step "two") (Timer.after day))

    match driver.Asked with
    | [ OperationCase.Activity one; OperationCase.Activity two; OperationCase.Timer _ ] ->
        Assert.Equal(("one", "two"), (one.Name, two.Name))
    | other -> failwith $"{other}"

    driver.Complete("two", "2")
    Assert.Equal(Choice2Of3 "2", driver.Output<Choice<string, string, unit>>())

[<Fact>]
let ``A message that a lost wait received goes back to its queue`` () =
    let letter = Queue.receive<string> "letters"

    let driver =
        Driver.Of(
            orchestration {
                do! Event.wait<unit> "go"
                let! winner = any [ letter; letter ]
                let! next = letter
                return winner, next
            }
        )

    driver.Enqueue("letters", "first")
    driver.Enqueue("letters", "second")
    driver.Raise("go", ())
    Assert.Equal(((0, "first"), "second"), driver.Output<(int * string) * string>())

[<Fact>]
let ``Any gives the place and the result of the first`` () =
    let driver = Driver.Of(any [ step "a"; step "b"; step "c" ])
    driver.Complete("b", "B")
    Assert.Equal((1, "B"), driver.Output<int * string>())

[<Fact>]
let ``All gives the results in their order`` () =
    let driver = Driver.Of(all [ for name in [ "a"; "b"; "c" ] -> step name ])

    for name in [ "c"; "a"; "b" ] do
        driver.Complete(name, name.ToUpperInvariant())

    Assert.Equal<string list>([ "A"; "B"; "C" ], driver.Output<string list>())

[<Fact>]
let ``Each result is handled as it comes`` () =
    let driver =
        Driver.Of(
            orchestration {
                do! eachCompleted (fun text -> Value.set text 1) [ step "a"; step "b"; step "c" ]
                return! Value.all |> Orchestration.map _.Count
            }
        )

    for name in [ "c"; "a"; "b" ] do
        driver.Complete(name, name)

    Assert.Equal(3, driver.Output())

    let keys =
        driver.Applied
        |> List.choose (function
            | EffectCase.SetValue(key, _) -> Some key
            | _ -> None)

    Assert.Equal<string>([ "c"; "a"; "b" ], keys)

[<Fact>]
let ``A handle is begun now and awaited later, or cancelled`` () =
    let driver =
        Driver.Of(
            orchestration {
                let! one = Handle.start (step "one")
                let! two = Handle.start (orchestration { return! step "two" })
                let! three = step "three"
                do! Handle.cancel two
                let! first = one
                return first + three
            }
        )

    Assert.Equal<string>([ "one"; "two"; "three" ], driver.Activities)
    driver.Complete("one", "1")
    driver.Complete("three", "3")
    Assert.Equal("13", driver.Output())
    Assert.Equal<int64>([ 3L ], cancelled driver)

[<Fact>]
let ``A mapped operation stays one operation`` () =
    let letter = Queue.receive<string> "letters" |> Orchestration.map _.Length
    let driver = Driver.Of(race letter (Timer.after day))
    driver.Enqueue("letters", "four")

    match driver.Output<Raced<int, unit>>() with
    | First length -> Assert.Equal(4, length)
    | Second() -> failwith "late"

[<Fact>]
let ``When a branch cannot begin, those before it are cancelled`` () =
    let steps =
        orchestration {
            let! _ = step "one"
            return! step "two"
        }

    let body =
        orchestration {
            try
                let! _ = race steps (Event.wait<bool> "")
                return "unexpected"
            with :? ArgumentException ->
                return! step "after"
        }

    let driver = Driver.Of body
    Assert.Equal<string>([ "one"; "after" ], driver.Activities)
    Assert.Equal<int64>([ 2L ], cancelled driver)
