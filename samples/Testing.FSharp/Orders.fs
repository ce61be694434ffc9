/// The workflows that docs/testing.md tests.
module Testing.FSharp.Orders

open System
open Duroxide
open Duroxide.FSharp

let private noBank _ = failwith "There is no bank in a test."

let charge: Activity<string, string> = Activity.ofFunction "Charge" noBank
let refund: Activity<string, string> = Activity.ofFunction "Refund" noBank

let fulfil =
    Orchestration.define "Fulfil" (fun (order: string) ->
        orchestration {
            let! shipped = Handle.start (Event.wait<string> "Shipped")
            let! receipt = Activity.call charge order

            match! race (Handle.result shipped) (Timer.after (TimeSpan.FromDays 3.)) with
            | First parcel -> return $"sent as {parcel}"
            | Second() -> return! Activity.call refund receipt
        })

let hasty =
    Orchestration.define "Hasty" (fun (order: string) ->
        orchestration {
            let! _ = Activity.call charge order
            return! Event.wait<string> "Shipped"
        })

let registry =
    RegistryBuilder()
    |> Activity.register charge
    |> Activity.register refund
    |> Orchestration.register fulfil
    |> Orchestration.register hasty
    |> _.Build()
