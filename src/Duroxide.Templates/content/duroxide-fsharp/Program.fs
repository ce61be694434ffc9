module APP_NAMESPACE.Program

open Duroxide
open Duroxide.FSharp
open Duroxide.Sqlite
open APP_NAMESPACE.OrderWorkflow

let run (id: InstanceId) =
    task {
        // All that is under way is in this file: stop the program at any moment, start it again, and it goes on.
        use provider = new SqliteProvider("orders.db")

        use! runtime =
            DuroxideRuntime.StartAsync(provider, (Code() :> IRegistrySource).CreateRegistry())

        let! _ =
            runtime.Client.StartOrchestrationAsync(fulfil, id, { Item = "a lamp"; Price = 39.90m })

        let! parcel = runtime.Client.WaitForCompletionAsync(fulfil, id)
        printfn $"{parcel}"
    }

[<EntryPoint>]
let main args =
    args
    |> Array.tryHead
    |> Option.defaultValue "order-1"
    |> InstanceId
    |> run
    |> _.GetAwaiter().GetResult()

    0
