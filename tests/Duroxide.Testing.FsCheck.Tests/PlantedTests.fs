module Duroxide.Testing.FsCheck.Tests.PlantedTests

open Duroxide.Testing
open Duroxide.Testing.Properties
open Xunit

let private found tests property =
    match Finding.within tests property with
    | Some finding -> finding
    | None -> failwith $"Nothing was found in {tests} tests."

let private scheduleOf finding =
    finding.Arguments
    |> List.pick (function
        | :? Schedule as schedule -> Some schedule
        | _ -> None)

[<Fact>]
let ``A mistake in the order of things is found and shrunk to the shortest schedule`` () =
    let finding = found 200 (fun (schedule: Schedule) -> schedule.Check Shops.forgetful)

    let run = (scheduleOf finding).Play Shops.forgetful
    Assert.Equal("Who is not served is not charged.", (nonNull run.Violation).Law)
    Assert.Equal(4, run.Moves.Count)
    Assert.Equal(3, (scheduleOf finding).Choices.Length)

[<Fact>]
let ``A failure tells its story, its test and its seed`` () =
    let report =
        (found 200 (fun (schedule: Schedule) -> schedule.Check Shops.forgetful)).Report

    Assert.Contains("The clock goes to 2000-01-01T00:01:00.000Z", report)
    Assert.Contains("                Move.Fire(\"order\")", report)
    Assert.DoesNotContain("new Move.", report)
    Assert.Contains("Falsifiable", report)
    Assert.Contains("Replay directly at failing step with", report)

[<Fact>]
let ``A lost result is found and shrunk to one trouble`` () =
    let finding = found 200 (fun (schedule: Schedule) -> schedule.Check Shops.twice)

    Assert.Equal(Schedule [ Choice.Calm; Choice.Trouble 0 ], scheduleOf finding)

[<Fact>]
let ``A failure that nobody expects is found and shrunk to a calm run`` () =
    let property (answer: Answer<string>) (schedule: Schedule) =
        schedule.Check(Shops.greedy.Activity("Ship", [ answer.Fake ]).MayWaitForever())

    let finding = found 200 property

    Assert.Equal(Schedule [], scheduleOf finding)
    Assert.Contains(box (Fails("busy", false): Answer<string>), finding.Arguments)

[<Fact>]
let ``An event that comes too early is found and shrunk to two events`` () =
    let property (approvals: Arrivals<int>) (schedule: Schedule) =
        schedule.Check(Shops.hasty.GivenInOrder(approvals.Events(Shops.id, "Approved")))

    let finding = found 500 property

    Assert.Contains(box (Arrivals [ 0; 0 ]), finding.Arguments)

[<Fact>]
let ``A healthy workflow holds whatever its activities answer`` () =
    let property (charged: Answer<string>) (shipped: Answer<string>) (schedule: Schedule) =
        let scenario =
            Shops.honest.Activity("Charge", [ charged.Fake ]).Activity("Ship", [ shipped.Fake ]).MayWaitForever()

        schedule.Check(scenario)

    Assert.Equal(None, Finding.within 300 property)

[<Fact>]
let ``The same schedule plays the same run`` () =
    let property (schedule: Schedule) =
        schedule.Play(Shops.twice).Moves = schedule.Play(Shops.twice).Moves

    Assert.Equal(None, Finding.within 100 property)

[<Fact>]
let ``One order of six messages and a timer is found among many`` () =
    let property (schedule: Schedule) = schedule.Check Shops.particular

    Assert.InRange((found 2_000 property).Tests, 1, 2_000)

[<Fact>]
let ``What arrives and does not matter is left out of the story and named`` () =
    let property (approvals: Arrivals<int>) (schedule: Schedule) =
        schedule.Check(Shops.hasty.GivenInOrder(approvals.Events(Shops.id, "Approved")))

    let finding = found 500 property

    let arrivals =
        finding.Arguments
        |> List.pick (function
            | :? Arrivals<int> as all -> Some all
            | _ -> None)

    Assert.Equal(2, arrivals.Data.Length)

[<Fact>]
let ``Code in which something else decides is told as that`` () =
    Assert.Contains(
        "The code does what its history says it did.",
        (found 20 (fun (schedule: Schedule) -> schedule.Check(Shops.undecided ()))).Report
    )

[<Fact>]
let ``A deadline by the clock alone is found`` () =
    let report =
        (found 500 (fun (schedule: Schedule) -> schedule.Check Shops.impatient)).Report

    Assert.Contains("Time passes: it is", report)
