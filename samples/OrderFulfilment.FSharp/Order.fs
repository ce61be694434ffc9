namespace OrderFulfilment.FSharp

type OrderId = OrderId of string

type Item = { Sku: string; Quantity: int }

type Order =
    {
        Id: OrderId
        Customer: string
        Email: string
        Country: string
        Items: Item list
        Total: decimal
        Card: string
    }

type Receipt = { Number: string; Amount: decimal }

type Shipment = { Tracking: string }

/// Why an order is not shipped.
type Refusal =
    | Invalid of reason: string
    | CardDeclined
    | PaymentDown
    | NotShippedInTime

/// How an order ended.
type Fulfilment =
    | Shipped of Receipt * Shipment
    | Cancelled of Refusal
    | Compensated of Refusal
