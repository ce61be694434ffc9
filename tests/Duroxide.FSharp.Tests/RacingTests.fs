module Duroxide.FSharp.Tests.RacingTests

open System
open Duroxide
open Duroxide.Core
open Duroxide.FSharp
open Expecto

let private step (name: string) : Durable<string> = Activity.callNamed name ()

let private day = TimeSpan.FromDays 1.

let private cancelled (driver: Driver) =
    driver.Applied
    |> List.choose (function
        | EffectCase.Cancel operation -> Some operation.Value
        | _ -> None)

let tests =
    testList
        "Racing"
        [
            test "The first to complete wins, and the other one is cancelled" {
                let approval =
                    orchestration {
                        match! race (Event.wait<bool> "approved") (Timer.after day) with
                        | First approved -> return Some approved
                        | Second() -> return None
                    }

                let inTime = Driver.Of approval
                inTime.Raise("approved", true)
                Expect.equal (inTime.Output()) (Some true) "output"
                Expect.sequenceEqual (cancelled inTime) [ 3L ] "what was cancelled"

                let late = Driver.Of approval
                late.Fire()
                Expect.equal (late.Output<bool option>()) None "output"
                Expect.sequenceEqual (cancelled late) [ 2L ] "what was cancelled"
            }

            test "A branch of several steps stops where it is when it has lost" {
                let steps =
                    orchestration {
                        let! one = step "one"
                        let! two = step "two"
                        return one + two
                    }

                let driver = Driver.Of(Orchestration.timeout day steps)
                driver.Complete("one", "1")
                driver.Fire()
                Expect.equal (driver.Output<string option>()) None "output"
                Expect.sequenceEqual driver.Activities [ "one"; "two" ] "activities asked for"
            }

            test "Branches begin in their order" {
                let steps = orchestration { return! step "one" }
                let driver = Driver.Of(race3 steps (step "two") (Timer.after day))

                match driver.Asked with
                | [ OperationCase.Activity one; OperationCase.Activity two; OperationCase.Timer _ ] ->
                    Expect.equal (one.Name, two.Name) ("one", "two") "name"
                | other -> failwith $"{other}"

                driver.Complete("two", "2")
                Expect.equal (driver.Output<Choice<string, string, unit>>()) (Choice2Of3 "2") "output"
            }

            test "A message that a lost wait received goes back to its queue" {
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
                Expect.equal (driver.Output<(int * string) * string>()) ((0, "first"), "second") "output"
            }

            test "Any gives the place and the result of the first" {
                let driver = Driver.Of(any [ step "a"; step "b"; step "c" ])
                driver.Complete("b", "B")
                Expect.equal (driver.Output<int * string>()) (1, "B") "output"
            }

            test "All gives the results in their order" {
                let driver = Driver.Of(all [ for name in [ "a"; "b"; "c" ] -> step name ])

                for name in [ "c"; "a"; "b" ] do
                    driver.Complete(name, name.ToUpperInvariant())

                Expect.equal (driver.Output<string list>()) [ "A"; "B"; "C" ] "output"
            }

            test "Each result is handled as it comes" {
                let driver =
                    Driver.Of(
                        orchestration {
                            do! eachCompleted (fun text -> Value.set text 1) [ step "a"; step "b"; step "c" ]
                            return! Value.all |> Orchestration.map _.Count
                        }
                    )

                for name in [ "c"; "a"; "b" ] do
                    driver.Complete(name, name)

                Expect.equal (driver.Output()) 3 "output"

                let keys =
                    driver.Applied
                    |> List.choose (function
                        | EffectCase.ChangeValue(ValueCase.SetValue(key, _)) -> Some key
                        | _ -> None)

                Expect.sequenceEqual keys [ "c"; "a"; "b" ] "values that were set"
            }

            test "A handle is begun now and awaited later, or cancelled" {
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

                Expect.sequenceEqual driver.Activities [ "one"; "two"; "three" ] "activities asked for"
                driver.Complete("one", "1")
                driver.Complete("three", "3")
                Expect.equal (driver.Output()) "13" "output"
                Expect.sequenceEqual (cancelled driver) [ 3L ] "what was cancelled"
            }

            test "A mapped operation stays one operation" {
                let letter = Queue.receive<string> "letters" |> Orchestration.map _.Length
                let driver = Driver.Of(race letter (Timer.after day))
                driver.Enqueue("letters", "four")

                match driver.Output<Raced<int, unit>>() with
                | First length -> Expect.equal length 4 "value"
                | Second() -> failwith "late"
            }

            test "When a branch cannot begin, those before it are cancelled" {
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
                Expect.sequenceEqual driver.Activities [ "one"; "after" ] "activities asked for"
                Expect.sequenceEqual (cancelled driver) [ 2L ] "what was cancelled"
            }
        ]
