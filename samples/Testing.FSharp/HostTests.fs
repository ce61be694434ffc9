module Testing.FSharp.HostTests

open System
open Duroxide
open Duroxide.Core
open Duroxide.Testing
open Xunit

let order = InstanceId "order-1"

[<Fact>]
let ``An order that is shipped is not refunded`` () =
    let host = OrchestrationTestHost(Orders.registry)
    host.Fake(Orders.charge, (fun order -> $"receipt of {order}")) |> ignore

    host.Start(Orders.fulfil, order, "teapot") |> ignore
    host.Raise(order, "Shipped", "P-7")

    Assert.Equal("sent as P-7", host.Output<string> order)
    Assert.Empty(host.World.RunsOf "Refund")

[<Fact>]
let ``An order that is not shipped in three days is refunded`` () =
    let host = OrchestrationTestHost(Orders.registry)
    host.Fake(Orders.charge, (fun order -> $"receipt of {order}")) |> ignore
    host.Fake(Orders.refund, (fun receipt -> $"refunded {receipt}")) |> ignore
    host.Start(Orders.fulfil, order, "teapot") |> ignore

    host.Advance(TimeSpan.FromDays 3.)

    Assert.Equal("refunded receipt of teapot", host.Output<string> order)

[<Fact>]
let ``A card that is declined fails the order`` () =
    let host = OrchestrationTestHost(Orders.registry)
    host.Fake("Charge", [ FakeAnswer.Fails "declined" ]) |> ignore

    host.Start(Orders.fulfil, order, "teapot") |> ignore

    Assert.Equal("declined", host.FailureOf(order).Display)

[<Fact>]
let ``A crash and a lost result do not matter`` () =
    let host = OrchestrationTestHost(Orders.registry)

    host.Fake(Orders.charge, (fun order -> $"receipt of {order}")).LoseNextResult "Charge"
    |> ignore

    host.Start(Orders.fulfil, order, "teapot") |> ignore
    host.Crash()
    host.Raise(order, "Shipped", "P-7")

    Assert.Equal("sent as P-7", host.Output<string> order)
    Assert.Equal(2, Seq.length (host.World.RunsOf "Charge"))
