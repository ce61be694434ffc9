/// A shop with mistakes that only some interleavings show.
module Duroxide.Testing.FsCheck.Tests.Shops

open System
open Duroxide
open Duroxide.Core
open Duroxide.FSharp
open Duroxide.Testing

let id = InstanceId "order"
let charge = Activity.ofFunction "Charge" (fun (order: int) -> $"receipt {order}")
let ship = Activity.ofFunction "Ship" (fun (order: int) -> $"parcel {order}")
let refund = Activity.ofFunction "Refund" (fun (order: int) -> $"refund {order}")

let private scenario name (workflow: Orchestration<int, 'Output>) =
    let registry =
        RegistryBuilder()
        |> Activity.register charge
        |> Activity.register ship
        |> Activity.register refund
        |> Orchestration.register workflow
        |> _.Build()

    Scenario(name, registry).Start(workflow, id, 17).RunReal([| "Charge"; "Ship"; "Refund" |])

let private succeeded activity (world: World) =
    world.RunsOf activity |> Seq.exists _.Succeeded

let private settled (world: World) =
    world[id].IsRunning
    || not (succeeded "Charge" world)
    || succeeded "Ship" world
    || succeeded "Refund" world

/// The charge may still be made after the customer was told that it was given up.
let forgetful =
    let workflow =
        Orchestration.define "forgetful" (fun order ->
            orchestration {
                match! race (Activity.call charge order) (Timer.after (TimeSpan.FromMinutes 1.)) with
                | First _ -> return "charged"
                | Second() -> return "given up"
            })

    (scenario "a charge that timed out is forgotten" workflow)
        .Finally(
            "Who is not served is not charged.",
            fun world -> world[id].Output = "\"charged\"" || Seq.isEmpty (world.RunsOf "Charge")
        )

/// A lost result charges the card twice.
let twice =
    let workflow = Orchestration.define "twice" (Activity.call charge)

    (scenario "a charge is made again" workflow)
        .Always("A card is charged at most once.", (fun world -> Seq.length (world.RunsOf "Charge") <= 1))

/// Nobody is refunded when the shipment fails.
let greedy =
    let workflow =
        Orchestration.define "greedy" (fun order ->
            orchestration {
                let! _ = Activity.call charge order
                return! Activity.call ship order
            })

    (scenario "a failed shipment is not compensated" workflow)
        .Finally("A charge without a parcel is refunded.", settled)

/// Every charge without a parcel is refunded.
let honest =
    let workflow =
        Orchestration.define "honest" (fun order ->
            orchestration {
                let! _ = Activity.call charge order

                match! Activity.tryCall ship order with
                | Ok parcel -> return parcel
                | Error _ -> return! Activity.call refund order
            })

    (scenario "a charge is refunded unless a parcel leaves" workflow)
        .Finally("A charge without a parcel is refunded.", settled)

/// The second approval is missed when it comes before its wait.
let hasty =
    let workflow =
        Orchestration.define "hasty" (fun (_: int) ->
            orchestration {
                let! one = Event.wait<int> "Approved"
                let! _ = Activity.call charge one
                let! other = Event.wait<int> "Approved"
                return one + other
            })

    (scenario "an approval is missed" workflow)
        .Finally(
            "Two approvals end the order.",
            fun world ->
                let approvals =
                    world[id].History
                    |> Seq.filter (fun happened -> happened.Fact :? Fact.Arrived)
                    |> Seq.length

                approvals < 2 || not world[id].IsRunning
        )
        .MayWaitForever()
