/// The outside world. Each activity may run more than once, and takes effect once.
module OrderFulfilment.FSharp.Services

open System.Threading.Tasks
open Duroxide
open Duroxide.FSharp
open Duroxide.Runtime

let private number (OrderId id) = int (id.Substring 3)

let check =
    Activity.ofFunction "shop/check-order" (fun (order: Order) ->
        if not (order.Email.Contains '@') then
            Error(Invalid "there is no address to write to")
        elif order.Items.IsEmpty then
            Error(Invalid "nothing was ordered")
        else
            Ok order)

/// Now and then the payment provider gives no answer; then it pays to ask again.
let charge =
    Activity.define "payments/charge-card" (fun context (order: Order) ->
        let down =
            order.Card.StartsWith "tok_outage"
            || number order.Id % 7 = 0 && context.Attempt = 1

        if down then
            failwith "503 Service Unavailable"

        if order.Card.StartsWith "tok_declined" then
            Task.FromResult(Error CardDeclined)
        else
            Task.FromResult(
                Ok
                    {
                        Number = $"PAY-{context.IdempotencyKey}"
                        Amount = order.Total
                    }
            ))

let refund =
    Activity.ofFunction "payments/refund-card" (fun (receipt: Receipt) -> receipt.Amount)

let shippedEvent = "WarehouseShipped"

/// The warehouse announces each parcel by an event; some get lost between the shelves.
let requestPickup =
    Activity.define "warehouse/request-pickup" (fun context (order: Order) ->
        task {
            match context.Feature<DuroxideClient>() with
            | null -> failwith "An activity of a runtime has its client."
            | client ->
                if number order.Id % 11 <> 0 then
                    let shipment =
                        {
                            Tracking = $"TRACK-{number order.Id}"
                        }

                    let! _ = client.RaiseEventAsync(context.Instance, shippedEvent, shipment)
                    ()
        })
