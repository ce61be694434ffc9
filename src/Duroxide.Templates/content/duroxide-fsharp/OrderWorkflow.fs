module APP_NAMESPACE.OrderWorkflow

open System
open System.Threading.Tasks
open Duroxide
open Duroxide.FSharp

type Order = { Item: string; Price: decimal }

// An activity does the work, and may run more than once for one call: give the service the key.
let charge =
    Activity.define "orders/charge" (fun ctx order ->
        printfn $"Charging {order.Price} for {order.Item}"
        Task.FromResult $"receipt {ctx.IdempotencyKey}")

let ship =
    Activity.ofFunction "orders/ship" (fun order ->
        printfn $"Shipping {order.Item}"
        $"{order.Item} is on its way")

let patient =
    { Activity.options with
        Retry = Some(RetryPolicy.Exponential(attempts = 5))
    }

// The workflow does no work itself: it says in which order things happen, and runs again from the start to go on.
let fulfil =
    Orchestration.define "orders/fulfil" (fun order ->
        orchestration {
            let! _ = Activity.callWith patient charge order
            do! Timer.after (TimeSpan.FromSeconds 3.)
            return! Activity.call ship order
        })

/// All code that runs here. The command line finds it, too: `duroxide verify`, `duroxide debug`.
type Code() =
    interface IRegistrySource with
        member _.CreateRegistry() =
            Registry.create
                [
                    Activity.register charge
                    Activity.register ship
                    Orchestration.register fulfil
                ]
