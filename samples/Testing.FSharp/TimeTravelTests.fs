module Testing.FSharp.TimeTravelTests

open System
open Duroxide
open Duroxide.Core
open Duroxide.Testing
open Expecto

let order = InstanceId "order-1"

let recording =
    let host = OrchestrationTestHost(Orders.registry)

    host.Fake(Orders.charge, (fun order -> $"receipt of {order}")).Start(Orders.fulfil, order, "teapot")
    |> ignore

    host.Advance(TimeSpan.FromHours 2.)
    host.Raise(order, "Shipped", "P-7")
    host[order].Recording

let tests =
    testList
        "Time travel"
        [
            test "A recording is walked and changed" {
                let travel = TimeTravel(recording, Orders.registry)

                let charged =
                    nonNull (travel.ForwardTo(fun moment -> moment.Event.Fact :? Fact.Resolved))

                Expect.equal charged.Text "Charge(\"teapot\") returned \"receipt of teapot\"" "text"
                Expect.equal charged.Waits.Count 2 "count"

                let declined = Failure.Application(ApplicationKind.ActivityFailed, "declined")

                let other =
                    travel.Change(charged.Event.Id, Fact.Resolved(EventId 3L, Outcome.Failed declined))

                Expect.isTrue (other.Ending :? Ending.Failed) "the order fails"
            }

            test "A recording is asked what would have been" {
                let travel = TimeTravel(recording, Orders.registry)

                let lost = travel.LeaveOut(EventId 6L)
                Expect.isNull lost.Ending "ending"

                let late = travel.Insert(EventId 5L, Fact.Resolved(EventId 5L, Outcome.Fired()))
                Expect.stringContains (late.ToString()) "call Refund(\"receipt of teapot\")" "text"

                let other = travel.ChangeInput "kettle"
                Expect.stringContains (other.ToString()) "call Charge(\"kettle\")" "text"
            }

            test "A recording goes on offline from one of its events" {
                let travel = TimeTravel(recording, Orders.registry)
                let charged = travel.ForwardTo(fun moment -> moment.Event.Fact :? Fact.Resolved)

                let fork = travel.Fork((nonNull charged).Event.Id)
                fork.Fake(Orders.refund, (fun receipt -> $"refunded {receipt}")) |> ignore
                fork.Advance(TimeSpan.FromDays 3.)

                Expect.equal (fork.Output<string> order) "refunded receipt of teapot" "output"
            }
        ]
