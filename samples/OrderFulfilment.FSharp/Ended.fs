namespace OrderFulfilment.FSharp

open OrderFulfilment

/// Why an order is not shipped.
type internal Refusal =
    | Refused of reason: string
    | PaymentDown of error: string
    | NotShippedInTime

    member this.Note =
        match this with
        | Refused reason -> reason
        | PaymentDown error -> error
        | NotShippedInTime -> "not shipped in time"

type internal Receipt = Receipt of string

type internal Tracking = Tracking of string

/// How an order ended.
type internal Ended =
    | Shipped of Receipt * Tracking
    | Cancelled of Refusal
    | Compensated of Refusal

module internal Ended =
    /// The same in the words of the shop, for its table, its letters and its proof.
    let toFulfilment (order: string) ended =
        match ended with
        | Shipped(Receipt receipt, Tracking number) -> Fulfilment(order, Fate.Shipped, receipt, number)
        | Cancelled refusal -> Fulfilment(order, Fate.Cancelled, null, refusal.Note)
        | Compensated refusal -> Fulfilment(order, Fate.Compensated, null, refusal.Note)
