namespace OrderFulfilment.FSharp

open Duroxide
open Duroxide.FSharp
open OrderFulfilment

/// What an order's orchestration asks of the world outside. Each may run more than once, and takes effect once.
type internal Activities(services: ShopServices) =
    let answer (reply: Reply) =
        match reply.Reference, reply.Refusal with
        | null, reason -> Error(Refused(string reason))
        | reference, _ -> Ok(Receipt reference)

    let tracking shipment =
        Option.ofObj shipment
        |> Option.map (fun (parcel: Shipment) -> Tracking parcel.Tracking)

    member val CheckOrder =
        Activity.ofFunction "shop/check-order" (fun (order: Order) -> answer (services.Catalogue.Check order))

    member val ReserveStock =
        Activity.ofFunction "inventory/reserve-stock" (fun (order: Order) -> answer (services.Inventory.Reserve order))

    member val ReleaseStock =
        Activity.ofFunction "inventory/release-stock" (fun (order: Order) -> services.Inventory.Release order)

    member val ChargeCard =
        Activity.define OrderActivities.ChargeCardName (fun context (order: Order) ->
            task {
                let! reply =
                    services.Payments.ChargeAsync(order, context.Attempt, context.CancellationToken)

                return answer reply
            })

    member val RefundCard =
        Activity.ofFunction "payments/refund-card" (fun (order: Order) -> services.Payments.Refund order)

    member val RequestPickup =
        Activity.ofFunction "warehouse/request-pickup" (fun (order: Order) -> services.Warehouse.RequestPickup order)

    member val WithdrawPickup =
        Activity.ofFunction "warehouse/withdraw-pickup" (fun (order: Order) ->
            tracking (services.Warehouse.WithdrawPickup order))

    member val TellCustomer =
        Activity.ofFunction "shop/tell-customer" (fun (order: string, ended) ->
            services.Mail.Send(Ended.toFulfilment order ended) |> ignore)
