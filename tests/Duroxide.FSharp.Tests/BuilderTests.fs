module Duroxide.FSharp.Tests.BuilderTests

open System
open Duroxide
open Duroxide.Core
open Duroxide.FSharp
open Xunit

let private step (name: string) : Durable<string> = Activity.callNamed name ()

let private set (key: string) = Value.set key true

let private keys (driver: Driver) =
    driver.Applied
    |> List.choose (function
        | EffectCase.SetValue(key, _) -> Some key
        | _ -> None)

[<Fact>]
let ``A block binds one thing after the other`` () =
    let driver =
        Driver.Of(
            orchestration {
                let! one = step "one"
                let! two = step "two"
                return one + two
            }
        )

    Assert.Equal<string>([ "one" ], driver.Activities)
    driver.Complete("one", "1")
    driver.Complete("two", "2")
    Assert.Equal("12", driver.Output())

[<Fact>]
let ``A block is cold, and one value runs as often as it is bound`` () =
    let runs = ref 0

    let twice =
        orchestration {
            runs.Value <- runs.Value + 1
            return! step "step"
        }

    Assert.Equal(0, runs.Value)

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
    Assert.Equal("12", driver.Output())
    Assert.Equal<string>([ "step"; "step" ], driver.Activities)

[<Fact>]
let ``And runs both sides at a time`` () =
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

    Assert.Equal<string>([ "one"; "two"; "three"; "four" ], driver.Activities)

    for name in [ "four"; "two"; "three"; "one" ] do
        driver.Complete(name, name)

    Assert.Equal("one,two,three,four", driver.Output())

[<Fact>]
let ``And waits for all sides before it raises the first failure`` () =
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
    Assert.Equal(None, driver.Ending)
    driver.Complete("one", "1")
    Assert.Equal("two", driver.Output())

[<Fact>]
let ``Match, return and do take orchestrations`` () =
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
    Assert.Equal("done", driver.Output())
    Assert.Equal<string>([ "begun" ], keys driver)

[<Fact>]
let ``Loops repeat durable steps`` () =
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
    Assert.Equal("1234", driver.Output())

[<Fact>]
let ``A loop and a branch may end in do! although the block gives something`` () =
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
    Assert.Equal(4, driver.Output<int>())
    Assert.Equal<string>([ "a"; "b"; "c"; "d" ], driver.Traces |> List.map _.Message)

[<Fact>]
let ``A failed activity is caught with its details`` () =
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
    Assert.Equal("risky: no luck, saved", driver.Output())

[<Fact>]
let ``Finally and use run when the block goes on past them`` () =
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

    Assert.Equal(0, disposed.Value)
    driver.Complete("one", "1")
    // Once live, and once replayed.
    Assert.Equal(22, disposed.Value)

[<Fact>]
let ``Finally does not run in a lost branch, nor at continue-as-new`` () =
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
    Assert.True driver.Next.IsSome
    Assert.False ran.Value

[<Fact>]
let ``An orchestration of unknown type can be bound without an annotation`` () =
    let twice body =
        orchestration {
            let! one = body
            let! two = body
            return one, two
        }

    let driver = Driver.Of(twice (step "step"))
    driver.Complete("step", "1")
    driver.Complete("step", "2")
    Assert.Equal(("1", "2"), driver.Output<string * string>())

[<Fact>]
let ``A handle of the context can be bound`` () =
    let driver =
        Driver.Of(
            orchestration {
                let! context = Orchestration.context
                let! result = context.ScheduleActivity<string, string>("step", "")
                return result
            }
        )

    driver.Complete("step", "1")
    Assert.Equal("1", driver.Output())

[<Fact>]
let ``A recursion with a durable step goes on for thousands of rounds`` () =
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

    Assert.Equal(0, driver.Output())

[<Fact>]
let ``A recursion without a durable step fails the instance and not the process`` () =
    let rec forever () : Durable<int> = orchestration { return! forever () }

    let driver = Driver.Of(forever ())

    Assert.Contains("calls its own code without end", driver.Failure.Display)

[<Fact>]
let ``An orchestration cannot be started where none runs`` () =
    let thrown =
        Assert.Throws<InvalidOperationException>(fun () -> Cold.here (step "one") |> ignore)

    Assert.Contains("No orchestration is running on this thread", thrown.Message)
