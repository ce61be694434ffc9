module Duroxide.Testing.FsCheck.Tests.PlantedTests

open Duroxide.Testing
open Duroxide.Testing.Properties
open Expecto

let private found tests property =
    match Finding.within tests property with
    | Some finding -> finding
    | None -> failwith $"Nothing was found in {tests} tests."

let private scheduleOf finding =
    finding.Arguments
    |> List.pick (function
        | :? Schedule as schedule -> Some schedule
        | _ -> None)

let tests =
    testList
        "Planted"
        [
            test "A mistake in the order of things is found and shrunk to the shortest schedule" {
                let finding = found 200 (fun (schedule: Schedule) -> schedule.Check Shops.forgetful)

                let run = (scheduleOf finding).Play Shops.forgetful
                Expect.equal ((nonNull run.Violation).Law) "Who is not served is not charged." "law"
                Expect.equal run.Moves.Count 4 "moves"
                Expect.equal ((scheduleOf finding).Choices.Length) 3 "schedule"
            }

            test "A failure tells its story, its test and its seed" {
                let report =
                    (found 200 (fun (schedule: Schedule) -> schedule.Check Shops.forgetful)).Report

                Expect.stringContains report "The clock goes to 2000-01-01T00:01:00.000Z" "value"
                Expect.stringContains report "                Move.Fire(\"order\")" "value"
                Expect.isFalse (report.Contains "new Move.") "report"
                Expect.stringContains report "Falsifiable" "value"
                Expect.stringContains report "Replay directly at failing step with" "value"
            }

            test "A lost result is found and shrunk to one trouble" {
                let finding = found 200 (fun (schedule: Schedule) -> schedule.Check Shops.twice)

                Expect.equal (scheduleOf finding) (Schedule [ Choice.Calm; Choice.Trouble 0 ]) "schedule"
            }

            test "A failure that nobody expects is found and shrunk to a calm run" {
                let property (answer: Answer<string>) (schedule: Schedule) =
                    schedule.Check(Shops.greedy.Activity("Ship", [ answer.Fake ]).MayWaitForever())

                let finding = found 200 property

                Expect.equal (scheduleOf finding) (Schedule []) "schedule"
                Expect.contains finding.Arguments (box (Fails("busy", false): Answer<string>)) "arguments"
            }

            test "An event that comes too early is found and shrunk to two events" {
                let property (approvals: Arrivals<int>) (schedule: Schedule) =
                    schedule.Check(Shops.hasty.GivenInOrder(approvals.Events(Shops.id, "Approved")))

                let finding = found 500 property

                Expect.contains finding.Arguments (box (Arrivals [ 0; 0 ])) "arguments"
            }

            test "A healthy workflow holds whatever its activities answer" {
                let property (charged: Answer<string>) (shipped: Answer<string>) (schedule: Schedule) =
                    let scenario =
                        Shops.honest
                            .Activity("Charge", [ charged.Fake ])
                            .Activity("Ship", [ shipped.Fake ])
                            .MayWaitForever()

                    schedule.Check(scenario)

                Expect.equal (Finding.within 300 property) None "value"
            }

            test "The same schedule plays the same run" {
                let property (schedule: Schedule) =
                    schedule.Play(Shops.twice).Moves = schedule.Play(Shops.twice).Moves

                Expect.equal (Finding.within 100 property) None "value"
            }

            test "One order of six messages and a timer is found among many" {
                let property (schedule: Schedule) = schedule.Check Shops.particular

                Expect.isLessThanOrEqual (found 2_000 property).Tests 2_000 "tests"
            }

            test "What arrives and does not matter is left out of the story and named" {
                let property (approvals: Arrivals<int>) (schedule: Schedule) =
                    schedule.Check(Shops.hasty.GivenInOrder(approvals.Events(Shops.id, "Approved")))

                let finding = found 500 property

                let arrivals =
                    finding.Arguments
                    |> List.pick (function
                        | :? Arrivals<int> as all -> Some all
                        | _ -> None)

                Expect.equal arrivals.Data.Length 2 "length"
            }

            test "Code in which something else decides is told as that" {
                Expect.stringContains
                    ((found 20 (fun (schedule: Schedule) -> schedule.Check(Shops.undecided ()))).Report)
                    "The code does what its history says it did."
                    "schedule"
            }

            test "A deadline by the clock alone is found" {
                let report =
                    (found 500 (fun (schedule: Schedule) -> schedule.Check Shops.impatient)).Report

                Expect.stringContains report "Time passes: it is" "value"
            }
        ]
