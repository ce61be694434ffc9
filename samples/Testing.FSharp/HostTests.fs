module Testing.FSharp.HostTests

open System
open Duroxide
open Duroxide.Testing
open Expecto

let order = InstanceId "order-1"

let tests =
    testList
        "Host"
        [
            test "An order that is shipped is not refunded" {
                let host = OrchestrationTestHost(Orders.registry)
                host.Fake(Orders.charge, (fun order -> $"receipt of {order}")) |> ignore

                host.Start(Orders.fulfil, order, "teapot") |> ignore
                host.Raise(order, "Shipped", "P-7")

                Expect.equal (host.Output<string> order) "sent as P-7" "output"
                Expect.isEmpty (host.World.RunsOf "Refund") "refund"
            }

            test "An order that is not shipped in three days is refunded" {
                let host = OrchestrationTestHost(Orders.registry)
                host.Fake(Orders.charge, (fun order -> $"receipt of {order}")) |> ignore
                host.Fake(Orders.refund, (fun receipt -> $"refunded {receipt}")) |> ignore
                host.Start(Orders.fulfil, order, "teapot") |> ignore

                host.Advance(TimeSpan.FromDays 3.)

                Expect.equal (host.Output<string> order) "refunded receipt of teapot" "output"
            }

            test "A card that is declined fails the order" {
                let host = OrchestrationTestHost(Orders.registry)
                host.Fake("Charge", [ FakeAnswer.Fails "declined" ]) |> ignore

                host.Start(Orders.fulfil, order, "teapot") |> ignore

                Expect.equal (host.FailureOf(order).Display) "declined" "failure"
            }

            test "A crash and a lost result do not matter" {
                let host = OrchestrationTestHost(Orders.registry)

                host.Fake(Orders.charge, (fun order -> $"receipt of {order}")).LoseNextResult "Charge"
                |> ignore

                host.Start(Orders.fulfil, order, "teapot") |> ignore
                host.Crash()
                host.Raise(order, "Shipped", "P-7")

                Expect.equal (host.Output<string> order) "sent as P-7" "output"
                Expect.equal (Seq.length (host.World.RunsOf "Charge")) 2 "charge"
            }
        ]
