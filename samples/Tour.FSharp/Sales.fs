/// A shop whose data lies in the database of the store, as docs/transactions.md shows it.
module Tour.FSharp.Sales

open System.Data.Common
open Duroxide
open Duroxide.FSharp

let private insert (transaction: DbTransaction) table text =
    task {
        use command = nonNull(transaction.Connection).CreateCommand()
        command.Transaction <- transaction
        command.CommandText <- $"INSERT INTO {table} (name) VALUES (@name)"
        let name = command.CreateParameter()
        name.ParameterName <- "@name"
        name.Value <- text
        command.Parameters.Add name |> ignore
        let! _ = command.ExecuteNonQueryAsync()
        ()
    }

let ship (shop: DbDataSource) =
    Activity.define "shop/ship" (fun context (order: string) ->
        task {
            use! connection = shop.OpenConnectionAsync context.CancellationToken
            use! transaction = connection.BeginTransactionAsync context.CancellationToken
            let parcel = $"parcel of {order}"
            do! insert transaction "parcels" parcel
            return! context.CommitAsync(transaction, parcel)
        })

let sell ship =
    Orchestration.define "shop/sell" (fun (order: string) ->
        orchestration {
            let! _ = Queue.receive<decimal> "paid"
            return! Activity.call ship order
        })

let place (client: DuroxideClient) (shop: DbDataSource) (sell: Orchestration<string, string>) (order: string) =
    task {
        use! connection = shop.OpenConnectionAsync()
        use! transaction = connection.BeginTransactionAsync()
        do! insert transaction "orders" order
        let within = client.Within transaction
        do! within.StartOrchestrationAsync(sell, InstanceId order, order)
        do! within.SendMessageAsync(InstanceId order, "paid", 12.50m)
        do! transaction.CommitAsync()
    }
