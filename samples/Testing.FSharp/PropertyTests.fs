module Testing.FSharp.PropertyTests

open System
open FsCheck
open Duroxide
open Duroxide.Testing
open Duroxide.Testing.Properties
open Expecto

let check property =
    Check.One(Config.QuickThrowOnFailure.WithArbitrary [ typeof<DurableArbitraries> ], property)

let tests =
    testList
        "Property"
        [
            test "Whatever is ordered and whatever happens, a receipt ends in a parcel or a refund" {
                check (fun (article: int) (charged: Answer<string>) (parcels: Arrivals<Guid>) (schedule: Schedule) ->
                    let order = InstanceId "order-1"

                    Scenario("an order is fulfilled", Orders.registry)
                        .Start(Orders.fulfil, order, $"article {article}")
                        .Activity("Charge", [ charged.Fake ])
                        .Activity("Refund", [ FakeAnswer.Returns "refunded" ])
                        .GivenInOrder(parcels.Events(order, "Shipped"))
                        .MayWaitForever()
                        .Finally(
                            "A receipt ends in a parcel or a refund.",
                            fun world ->
                                not (ScenarioTests.succeeded "Charge" world)
                                || ScenarioTests.sent world
                                || ScenarioTests.succeeded "Refund" world
                        )
                    |> schedule.Check)
            }
        ]
