module OrderFulfilment.FSharp.Program

open System
open System.IO
open System.Threading.Tasks
open Duroxide.Core
open Duroxide.Runtime
open Duroxide.Sqlite

// A killed process leaves its leases behind; the next one waits for them to run out.
let private options =
    RuntimeOptions(TurnLease = TimeSpan.FromSeconds 1., ActivityLease = TimeSpan.FromSeconds 1.)

let private kind =
    function
    | Shipped _ -> "shipped"
    | Cancelled _ -> "cancelled"
    | Compensated _ -> "compensated"

// An instance that exists already is left as it is, so a second run goes on where the first one stopped.
let private fulfil (client: DuroxideClient) (order: Order) =
    task {
        let (OrderId id) = order.Id
        let instance = InstanceId $"order-{id}"
        let! _ = client.StartOrchestrationAsync(Workflow.fulfil, instance, order)
        return! client.WaitForCompletionAsync(Workflow.fulfil, instance)
    }

let private run (store: string) (orders: Order list) =
    task {
        use provider = new SqliteProvider(store)
        use! runtime = DuroxideRuntime.StartAsync(provider, Workflow.registry, options)
        let! ended = orders |> List.map (fulfil runtime.Client) |> Task.WhenAll

        for kind, count in ended |> Seq.countBy kind |> Seq.sort do
            printfn $"{count} {kind}"
    }

/// Takes how many orders to fulfil, and the file that keeps the state between runs.
[<EntryPoint>]
let main arguments =
    let orders = OrderFile.read (Path.Combine(AppContext.BaseDirectory, "orders.csv"))

    match arguments with
    | [| count; store |] -> run store (List.truncate (int count) orders)
    | _ -> run "orders-fsharp.db" orders
    |> _.GetAwaiter().GetResult()

    0
