module Duroxide.FSharp.Tests.BuilderTests

open System
open Duroxide
open Duroxide.Core
open Duroxide.FSharp
open Expecto

let private step (name: string) : Durable<string> = Activity.callNamed name ()

let private set (key: string) = Value.set key true

let private keys (driver: Driver) =
    driver.Applied
    |> List.choose (function
        | EffectCase.ChangeValue(ValueCase.SetValue(key, _)) -> Some key
        | _ -> None)

let tests =
    testList
        "Builder"
        [
            test "A block binds one thing after the other" {
                let driver =
                    Driver.Of(
                        orchestration {
                            let! one = step "one"
                            let! two = step "two"
                            return one + two
                        }
                    )

                Expect.sequenceEqual driver.Activities [ "one" ] "activities asked for"
                driver.Complete("one", "1")
                driver.Complete("two", "2")
                Expect.equal (driver.Output()) "12" "output"
            }

            test "A block is cold, and one value runs as often as it is bound" {
                let runs = ref 0

                let twice =
                    orchestration {
                        runs.Value <- runs.Value + 1
                        return! step "step"
                    }

                Expect.equal runs.Value 0 "how often it ran"

                let driver =
                    Driver.Of(
                        orchestration {
                            let! one = twice
                            let! two = twice
                            return one + two
                        }
                    )

                driver.Complete("step", "1")
                driver.Complete("step", "2")
                Expect.equal (driver.Output()) "12" "output"
                Expect.sequenceEqual driver.Activities [ "step"; "step" ] "activities asked for"
            }

            test "And runs both sides at a time" {
                let driver =
                    Driver.Of(
                        orchestration {
                            let! one = step "one"
                            and! two = step "two"
                            and! three = step "three"
                            and! four = step "four"
                            return String.Join(",", one, two, three, four)
                        }
                    )

                Expect.sequenceEqual driver.Activities [ "one"; "two"; "three"; "four" ] "activities asked for"

                for name in [ "four"; "two"; "three"; "one" ] do
                    driver.Complete(name, name)

                Expect.equal (driver.Output()) "one,two,three,four" "output"
            }

            test "And waits for all sides before it raises the first failure" {
                let driver =
                    Driver.Of(
                        orchestration {
                            try
                                let! _ = step "one"
                                and! _ = step "two"
                                return "none"
                            with :? ActivityFailedException as failed ->
                                return failed.Activity
                        }
                    )

                driver.Fail("two", "broken")
                Expect.equal driver.Ending None "ending"
                driver.Complete("one", "1")
                Expect.equal (driver.Output()) "two" "output"
            }

            test "Match, return and do take orchestrations" {
                let driver =
                    Driver.Of(
                        orchestration {
                            do! set "begun"

                            match! step "which" with
                            | "left" -> return! step "left"
                            | _ -> return! step "right"
                        }
                    )

                driver.Complete("which", "left")
                driver.Complete("left", "done")
                Expect.equal (driver.Output()) "done" "output"
                Expect.sequenceEqual (keys driver) [ "begun" ] "values that were set"
            }

            test "Loops repeat durable steps" {
                let driver =
                    Driver.Of(
                        orchestration {
                            let mutable text = ""

                            for name in [ "a"; "b" ] do
                                let! part = step name
                                text <- text + part

                            while text.Length < 4 do
                                let! part = step "more"
                                text <- text + part

                            return text
                        }
                    )

                driver.Complete("a", "1")
                driver.Complete("b", "2")
                driver.Complete("more", "3")
                driver.Complete("more", "4")
                Expect.equal (driver.Output()) "1234" "output"
            }

            test "A loop and a branch may end in do! although the block gives something" {
                let block =
                    orchestration {
                        for name in [ "a"; "b" ] do
                            do! Log.info name

                        if true then
                            do! Log.info "c"

                        try
                            do! Log.info "d"
                        with _ ->
                            do! Log.info "e"

                        return 4
                    }

                let driver = Driver.Of block
                Expect.equal (driver.Output<int>()) 4 "output"
                Expect.sequenceEqual (driver.Traces |> List.map _.Message) [ "a"; "b"; "c"; "d" ] "lines"
            }

            test "A failed activity is caught with its details" {
                let driver =
                    Driver.Of(
                        orchestration {
                            try
                                return! step "risky"
                            with :? ActivityFailedException as failed ->
                                let! saved = step "rescue"
                                return $"{failed.Activity}: {failed.Failure.Message}, {saved}"
                        }
                    )

                driver.Fail("risky", "no luck")
                driver.Complete("rescue", "saved")
                Expect.equal (driver.Output()) "risky: no luck, saved" "output"
            }

            test "Finally and use run when the block goes on past them" {
                let disposed = ref 0

                let driver =
                    Driver.Of(
                        orchestration {
                            use _ =
                                { new IDisposable with
                                    member _.Dispose() = disposed.Value <- disposed.Value + 1
                                }

                            try
                                return! step "one"
                            finally
                                disposed.Value <- disposed.Value + 10
                        }
                    )

                Expect.equal disposed.Value 0 "value"
                driver.Complete("one", "1")
                // Once live, and once replayed.
                Expect.equal disposed.Value 22 "value"
            }

            test "Finally does not run in a lost branch, nor at continue-as-new" {
                let ran = ref false

                let branch =
                    orchestration {
                        try
                            return! step "slow"
                        finally
                            ran.Value <- true
                    }

                let driver =
                    Driver.Of(
                        orchestration {
                            let! _ = race branch (Timer.after TimeSpan.Zero)

                            try
                                return! Orchestration.continueAsNew ()
                            finally
                                ran.Value <- true
                        }
                        : Durable<int>
                    )

                driver.Fire()
                Expect.isTrue driver.Next.IsSome "some"
                Expect.isFalse ran.Value "value"
            }

            test "An orchestration of unknown type can be bound without an annotation" {
                let twice body =
                    orchestration {
                        let! one = body
                        let! two = body
                        return one, two
                    }

                let driver = Driver.Of(twice (step "step"))
                driver.Complete("step", "1")
                driver.Complete("step", "2")
                Expect.equal (driver.Output<string * string>()) ("1", "2") "output"
            }

            test "A handle of the context can be bound" {
                let driver =
                    Driver.Of(
                        orchestration {
                            let! context = Orchestration.context
                            let! result = context.ScheduleActivity<string, string>("step", "")
                            return result
                        }
                    )

                driver.Complete("step", "1")
                Expect.equal (driver.Output()) "1" "output"
            }

            test "A recursion with a durable step goes on for thousands of rounds" {
                let rec count rest : Durable<int> =
                    orchestration {
                        if rest = 0 then
                            return 0
                        else
                            let! _ = Queue.receive<int> "next"
                            return! count (rest - 1)
                    }

                let driver = Driver.Of(count 200)

                for round in 1..200 do
                    driver.Enqueue("next", round)

                Expect.equal (driver.Output()) 0 "output"
            }

            test "A recursion without a durable step fails the instance and not the process" {
                let rec forever () : Durable<int> = orchestration { return! forever () }

                let driver = Driver.Of(forever ())

                Expect.stringContains driver.Failure.Display "calls its own code without end" "failure"
            }

            test "An orchestration cannot be started where none runs" {
                Expect.throwsC (fun () -> Cold.here (step "one") |> ignore) (fun thrown ->
                    Expect.stringContains thrown.Message "No orchestration is running on this thread" "message")
            }
        ]
