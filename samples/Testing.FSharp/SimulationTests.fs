module Testing.FSharp.SimulationTests

open System
open System.Collections.Generic
open System.Threading.Tasks
open Duroxide
open Duroxide.FSharp
open Duroxide.Testing
open Expecto

let shop () =
    let payments = ref 0
    let keys = HashSet<string>()

    let charge =
        Activity.define "Charge" (fun ctx (order: string) ->
            if keys.Add ctx.IdempotencyKey then
                payments.Value <- payments.Value + 1

            Task.FromResult $"receipt of {order}")

    let buy =
        Orchestration.define "Buy" (fun (order: string) ->
            orchestration {
                do! Timer.after (TimeSpan.FromDays 1.)
                return! Activity.call charge order
            })

    SimulatedApp(
        Registry.create [ Activity.register charge; Orchestration.register buy ],
        fun client _ ->
            task {
                let! _ = client.StartOrchestrationAsync(buy, InstanceId "order-1", "teapot")
                let! _ = client.WaitForCompletionAsync(buy, InstanceId "order-1")
                return ()
            }
    )
        .Always("The card is charged once.", fun () -> payments.Value <= 1)

let tests =
    testList
        "Simulation"
        [
            test "No crash charges a card twice" {
                Simulation("a careful shop", shop).Run(seed = 1L, runs = 100).EnsureHolds()
                |> ignore
            }
        ]
