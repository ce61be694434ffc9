/// The shop of the C# sample with its orders, its ledger, its services and its proof; the workflow is in F#.
module internal OrderFulfilment.FSharp.Program

open Duroxide
open OrderFulfilment

let private decode<'T> (text: string) =
    JsonPayloadConverter.Default.Decode<'T> text

let private workflow services =
    let shop = Activities services
    let fulfil = Workflow.fulfil shop

    { new IOrderWorkflow with
        member _.Registry = Workflow.registry shop

        member _.StartAsync(client, instance, order, cancellationToken) =
            client.StartOrchestrationAsync(fulfil, InstanceId instance, order, cancellationToken = cancellationToken)

        member _.WaitAsync(client, instance, cancellationToken) =
            task {
                let! order, ended =
                    client.WaitForCompletionAsync(fulfil, InstanceId instance, cancellationToken = cancellationToken)

                return Ended.toFulfilment order ended
            }

        member _.ReadResult output =
            decode<string * Ended> output ||> Ended.toFulfilment

        member _.ReadReceipt answer =
            match decode<Result<Receipt, Refusal>> answer with
            | Ok(Receipt number) -> number
            | Error _ -> null
    }

[<EntryPoint>]
let main arguments =
    CommandLine.Create("order-data-fsharp", workflow).Parse(arguments).InvokeAsync().GetAwaiter().GetResult()
