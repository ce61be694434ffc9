/// One order from its arrival to its end: ordinary code that may be stopped after any line, and goes on there in another
/// process.
module internal OrderFulfilment.FSharp.Workflow

open System
open Duroxide
open Duroxide.FSharp
open OrderFulfilment

// Three days in a real shop.
let private deadline = TimeSpan.FromSeconds 5.

let private patient =
    { Activity.options with
        Retry =
            Some(
                RetryPolicy.Exponential(
                    attempts = 5,
                    first = TimeSpan.FromMilliseconds 200.,
                    max = TimeSpan.FromSeconds 2.
                )
            )
    }

let private pay (shop: Activities) order =
    orchestration {
        match! Activity.tryCallWith patient shop.ChargeCard order with
        | Ok answer -> return answer
        | Error problem -> return Error(PaymentDown problem.Message)
    }

let private ship (shop: Activities) order =
    orchestration {
        // The wait stands before the request, so that the answer cannot come before anybody listens.
        let! shipped = Handle.start (Event.wait<Shipment> FulfilOrder.ShippedEvent)
        let! _ = Activity.call shop.RequestPickup order

        match! race (Handle.result shipped) (Timer.after deadline) with
        | First shipment -> return Ok(Tracking shipment.Tracking)
        | Second() ->
            // At the deadline the parcel may just be leaving: the warehouse has the last word.
            match! Activity.call shop.WithdrawPickup order with
            | Some tracking -> return Ok tracking
            | None -> return Error NotShippedInTime
    }

/// Brings an order to the customer, or gives the reason why not, and what to undo, the latest first. A step that failed may
/// have taken effect all the same, so it is among them: to undo nothing does no harm.
let private deliver (shop: Activities) order =
    orchestration {
        match! Activity.call shop.CheckOrder order with
        | Error refusal -> return Error(refusal, [])
        | Ok _ ->
            match! Activity.call shop.ReserveStock order with
            | Error refusal -> return Error(refusal, [ shop.ReleaseStock ])
            | Ok _ ->
                match! pay shop order with
                | Error refusal -> return Error(refusal, [ shop.RefundCard; shop.ReleaseStock ])
                | Ok receipt ->
                    match! ship shop order with
                    | Error refusal -> return Error(refusal, [ shop.RefundCard; shop.ReleaseStock ])
                    | Ok tracking -> return Ok(receipt, tracking)
    }

/// Gives whether there was anything to undo.
let private compensate order (steps: Activity<Order, bool> list) =
    orchestration {
        let mutable undone = false

        for step in steps do
            let! had = Activity.callWith patient step order
            undone <- undone || had

        return undone
    }

let private fulfilIn (shop: Activities) (order: Order) =
    orchestration {
        let! ended =
            orchestration {
                match! deliver shop order with
                | Ok parcel -> return Shipped parcel
                | Error(refusal, steps) ->
                    do! Log.info $"Order {order.Id} is not shipped: {refusal.Note}"
                    let! undone = compensate order steps
                    return if undone then Compensated refusal else Cancelled refusal
            }

        do! Activity.call shop.TellCustomer (order.Id, ended)
        return order.Id, ended
    }

let fulfil shop =
    Orchestration.define "orders/fulfil" (fulfilIn shop)

let registry (shop: Activities) =
    Registry.create
        [
            Orchestration.register (fulfil shop)
            Activity.register shop.CheckOrder
            Activity.register shop.ReserveStock
            Activity.register shop.ReleaseStock
            Activity.register shop.ChargeCard
            Activity.register shop.RefundCard
            Activity.register shop.RequestPickup
            Activity.register shop.WithdrawPickup
            Activity.register shop.TellCustomer
        ]
