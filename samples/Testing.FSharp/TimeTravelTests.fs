module Testing.FSharp.TimeTravelTests

open System
open Duroxide
open Duroxide.Core
open Duroxide.Testing
open Xunit

let order = InstanceId "order-1"

let recording =
    let host = OrchestrationTestHost(Orders.registry)

    host.Fake(Orders.charge, (fun order -> $"receipt of {order}")).Start(Orders.fulfil, order, "teapot")
    |> ignore

    host.Advance(TimeSpan.FromHours 2.)
    host.Raise(order, "Shipped", "P-7")
    host[order].Recording

[<Fact>]
let ``A recording is walked and changed`` () =
    let travel = TimeTravel(recording, Orders.registry)

    let charged =
        nonNull (travel.ForwardTo(fun moment -> moment.Event.Fact :? Fact.Resolved))

    Assert.Equal("Charge(\"teapot\") returned \"receipt of teapot\"", charged.Text)
    Assert.Equal(2, charged.Waits.Count)

    let declined = Failure.Application(ApplicationKind.ActivityFailed, "declined")

    let other =
        travel.Change(charged.Event.Id, Fact.Resolved(EventId 3L, Outcome.Failed declined))

    Assert.IsType<Ending.Failed> other.Ending |> ignore

[<Fact>]
let ``A recording is asked what would have been`` () =
    let travel = TimeTravel(recording, Orders.registry)

    let lost = travel.LeaveOut(EventId 6L)
    Assert.Null lost.Ending

    let late = travel.Insert(EventId 5L, Fact.Resolved(EventId 5L, Outcome.Fired()))
    Assert.Contains("call Refund(\"receipt of teapot\")", late.ToString())

    let other = travel.ChangeInput "kettle"
    Assert.Contains("call Charge(\"kettle\")", other.ToString())

[<Fact>]
let ``A recording goes on offline from one of its events`` () =
    let travel = TimeTravel(recording, Orders.registry)
    let charged = travel.ForwardTo(fun moment -> moment.Event.Fact :? Fact.Resolved)

    let fork = travel.Fork((nonNull charged).Event.Id)
    fork.Fake(Orders.refund, (fun receipt -> $"refunded {receipt}")) |> ignore
    fork.Advance(TimeSpan.FromDays 3.)

    Assert.Equal("refunded receipt of teapot", fork.Output<string> order)
