/// One order from its arrival to its end: ordinary code that may be stopped after any line, and goes on there in another
/// process.
module OrderFulfilment.FSharp.Workflow

open System
open Duroxide
open Duroxide.FSharp

// Three days in a real shop.
let private deadline = TimeSpan.FromSeconds 2.

let private patient =
    { Activity.options with
        Retry = Some(RetryPolicy.Exponential(attempts = 3, first = TimeSpan.FromMilliseconds 50.))
    }

let private pay order =
    orchestration {
        match! Activity.tryCallWith patient Services.charge order with
        | Ok answer -> return answer
        | Error _ -> return Error PaymentDown
    }

let private ship order =
    orchestration {
        // The wait stands before the request, so that the answer cannot come before anybody listens.
        let! shipped = Handle.start (Event.wait<Shipment> Services.shippedEvent)
        do! Activity.call Services.requestPickup order

        match! race (Handle.result shipped) (Timer.after deadline) with
        | First shipment -> return Ok shipment
        | Second() -> return Error NotShippedInTime
    }

let fulfil =
    Orchestration.define "orders/fulfil" (fun (order: Order) ->
        orchestration {
            match! Activity.call Services.check order with
            | Error refusal -> return Cancelled refusal
            | Ok order ->
                match! pay order with
                | Error refusal -> return Cancelled refusal
                | Ok receipt ->
                    do! Status.set "paid"

                    match! ship order with
                    | Ok shipment -> return Shipped(receipt, shipment)
                    | Error refusal ->
                        let! _ = Activity.callWith patient Services.refund receipt
                        return Compensated refusal
        })

let registry =
    Registry.create
        [
            Orchestration.register fulfil
            Activity.register Services.check
            Activity.register Services.charge
            Activity.register Services.refund
            Activity.register Services.requestPickup
        ]
