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

/// Six parts arrive in any order, and one order in which the timer comes before the second part shows the mistake.
let particular =
    let workflow =
        Orchestration.define "particular" (fun (_: int) ->
            orchestration {
                let! timer = Handle.start (Timer.after (TimeSpan.FromMinutes 1.))
                let mutable parts = []

                for _ in 1..6 do
                    let! part = Queue.receive<int> "parts"
                    parts <- parts @ [ part ]

                do! Handle.result timer
                return parts
            })

    let arrivals (world: World) =
        [
            for happened in world[id].History do
                match happened.Fact with
                | :? Fact.Arrived as part -> part.Data
                | :? Fact.Resolved as resolved when (resolved.Outcome :? Outcome.Fired) -> "late"
                | _ -> ()
        ]

    (scenario "parts and a timer" workflow)
        .Given([| for part in 1..6 -> Stimulus.SendMessage(id, "parts", part) |])
        .Finally(
            "No order is special.",
            fun world ->
                match arrivals world with
                | first :: "late" :: rest -> first <> "2" || List.last rest <> "1"
                | _ -> true
        )

/// The clock of the machine decides which step comes first.
let undecided () =
    let mutable turn = 0

    let workflow =
        Orchestration.define "undecided" (fun order ->
            orchestration {
                turn <- turn + 1

                if turn % 2 = 0 then
                    return! Activity.call charge order
                else
                    return! Activity.call ship order
            })

    scenario "something else decides" workflow

/// Whoever is charged late is not served.
let impatient =
    let workflow =
        Orchestration.define "impatient" (fun order ->
            orchestration {
                let! began = Orchestration.now
                let! receipt = Activity.call charge order
                let! now = Orchestration.now
                return if now > began.AddMinutes 30. then "given up" else receipt
            })

    (scenario "a deadline by the clock" workflow)
        .Finally("Who is charged is served.", fun world -> world[id].Output <> "\"given up\"")
