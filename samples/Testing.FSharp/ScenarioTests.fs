module Testing.FSharp.ScenarioTests

open Duroxide
open Duroxide.Core
open Duroxide.Testing
open Expecto

let order = InstanceId "order-1"

let succeeded activity (world: World) =
    world.RunsOf activity |> Seq.exists (fun run -> run.Succeeded && run.IsRecorded)

let sent (world: World) =
    match world[order].Output with
    | null -> false
    | output -> output.StartsWith "\"sent as"

let fulfilling =
    Scenario("an order is fulfilled", Orders.registry)
        .Start(Orders.fulfil, order, "teapot")
        .Activity("Charge", [ FakeAnswer.Returns "receipt"; FakeAnswer.Fails "declined" ])
        .Activity("Refund", [ FakeAnswer.Returns "refunded" ])
        .Given([ Stimulus.Raise(order, "Shipped", "P-7").Maybe() ])
        .Finally(
            "A receipt ends in a parcel or a refund.",
            fun world -> not (succeeded "Charge" world) || sent world || succeeded "Refund" world
        )

let hurrying =
    Scenario("an order in a hurry", Orders.registry)
        .Start(Orders.hasty, order, "teapot")
        .Activity("Charge", [ FakeAnswer.Returns "receipt" ])
        .Given([ Stimulus.Raise(order, "Shipped", "P-7") ])

let answering =
    Scenario("the warehouse answers", Orders.registry)
        .Start(Orders.hasty, order, "teapot")
        .Activity("Charge", [ FakeAnswer.Returns("receipt").AndRaise("Charged", "order-1") ])
        .Given(
            [
                Stimulus
                    .Raise(order, "Shipped", "P-7")
                    .When(fun world -> world[order].Waits |> Seq.exists (fun wait -> wait.Operation :? Operation.Event))
            ]
        )
        .OrderDoesNotMatter(fun world -> world[order].Output)

let tests =
    testList
        "Scenario"
        [
            test "A parcel that leaves once somebody waits is not missed" {
                answering.Exhaust().EnsureHolds() |> ignore
            }

            test "Orders are fulfilled whatever happens" {
                fulfilling.Explore(seed = 1L, runs = 1_000).EnsureHolds() |> ignore
            }

            test "Orders are fulfilled in every order of events" {
                let all = fulfilling.Exhaust(ExhaustOptions(LostResults = 1)).EnsureHolds()

                Expect.isTrue all.IsComplete "complete"
                Expect.isEmpty all.Coverage.Unreached "unreached"
            }

            test "A parcel that leaves before the wait is missed" {
                let found = hurrying.Explore(seed = 1L, runs = 100)

                Expect.throwsT<CounterexampleException> (fun () -> found.EnsureHolds() |> ignore) "a counterexample"
            }
        ]
