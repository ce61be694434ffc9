namespace Duroxide.Props

open FsCheck
open FsCheck.FSharp
open Expecto

/// Each rejected choice, switched on alone, must break the law that made us reject it: the laws have teeth.
module Teeth =
    // A fixed seed: whether a law bites must not be a matter of luck.
    let cases generator budget =
        Seq.init (budget / 50) (fun chunk ->
            // Seeds that lie side by side give cases that are alike.
            let seed = uint64 (chunk + 1) * 0x9E3779B97F4A7C15UL
            Gen.sampleWithSeed (Rnd(seed, 1UL)) 50 50 generator |> Seq.ofArray)
        |> Seq.concat

    let private breaks rejected (law: Law) case =
        try
            (law (Some rejected) case).IsSome
        with _ ->
            true

    let private bites generator budget rejected law =
        let found = cases generator budget |> Seq.tryFindIndex (breaks rejected law)
        Expect.isTrue (found.IsSome) $"{rejected} was not noticed in {budget} cases"

    let within budget rejected law = bites Generate.case budget rejected law

    let withinLoneReaders budget rejected law =
        bites Generate.loneReader.Generator budget rejected law

module ``Rejected choices`` =
    let tests =
        testList
            "Rejected choices"
            [
                testCase "A cancel request that beats its batch makes history depend on batching"
                <| fun () -> Teeth.within 2_000 CancelBeatsTheBatch DecisionLaws.anyBatchingGivesTheSameHistory

                testCase "Time stamped per batch makes history depend on batching"
                <| fun () -> Teeth.within 500 TimeStampedPerBatch DecisionLaws.anyBatchingGivesTheSameHistory

                testCase "Discarding the rest of the batch at continue-as-new makes history depend on batching"
                <| fun () -> Teeth.within 500 RestOfTheBatchIsDiscarded DecisionLaws.anyBatchingGivesTheSameHistory

                testCase "Limits looked at after the turn make history depend on batching"
                <| fun () -> Teeth.within 2_000 LimitsAfterTheTurn DecisionLaws.anyBatchingGivesTheSameHistory

                testCase "Limits looked at after the turn leave prefixes that do not go on the same way"
                <| fun () -> Teeth.within 2_000 LimitsAfterTheTurn HistoryLaws.everyPrefixReplaysAndGoesOnTheSameWay

                testCase "Cancels that wait for the end of the turn do not replay"
                <| fun () -> Teeth.within 2_000 CancelsWaitForTheTurnsEnd DecisionLaws.aCrashAfterAnyCommitConverges

                testCase "Values seeded with the latest make a live program differ from a replay"
                <| fun () -> Teeth.within 1_000 SeedIsTheLatestValues DecisionLaws.goingOnEqualsReplayingFromTheStart

                testCase "A program kept after a failed commit does not converge"
                <| fun () -> Teeth.within 500 ProgramKeptAfterFailedCommit DecisionLaws.aCrashAfterAnyCommitConverges

                testCase "A message that a lost race keeps is lost"
                <| fun () -> Teeth.within 2_000 GivenBackIsLost QueueLaws.nothingInAQueueIsLostOrReadTwice

                testCase "A cap on carried messages that drops loses messages"
                <| fun () -> Teeth.within 2_000 CarriedBeyondOneAreDropped QueueLaws.nothingInAQueueIsLostOrReadTwice

                testCase "A cap on carried messages that drops breaks a lone reader's order"
                <| fun () ->
                    Teeth.withinLoneReaders 2_000 CarriedBeyondOneAreDropped QueueLaws.nothingInAQueueIsLostOrReadTwice

                testCase "A batch delivered backwards makes history depend on batching"
                <| fun () -> Teeth.within 500 BatchDeliveredBackwards DecisionLaws.anyBatchingGivesTheSameHistory

                testCase "A batch delivered backwards breaks a queue's order"
                <| fun () -> Teeth.within 500 BatchDeliveredBackwards QueueLaws.nothingInAQueueIsLostOrReadTwice

                testCase "Arrivals that survive the commit which consumed them are read twice"
                <| fun () -> Teeth.within 500 ConsumptionIsNotAtomic QueueLaws.nothingInAQueueIsLostOrReadTwice

                testCase "Traces written before the commit come out twice"
                <| fun () -> Teeth.within 1_000 TracesWrittenBeforeTheCommit DecisionLaws.eachTraceLineComesOutOnce

                testCase "A next start that queues behind what waits loses it"
                <| fun () -> Teeth.within 1_000 NextStartQueuesBehind QueueLaws.nothingInAQueueIsLostOrReadTwice

                testCase "A next start stored as if it had run swallows its traces"
                <| fun () -> Teeth.within 2_000 NextStartCountsAsReplayed DecisionLaws.eachTraceLineComesOutOnce

                testCase "A child that nets to nothing exists or not by batching"
                <| fun () ->
                    Teeth.within
                        1_000
                        ChildCancelledInItsTurnNetsToNothing
                        DecisionLaws.batchingChangesNothingThatOthersSee

                testCase "An unknown answer that is fatal matters"
                <| fun () ->
                    Teeth.within 500 UnknownAnswerIsFatal HistoryLaws.everyAnswerHasItsScheduleAndASecondIsDropped

                testCase "Code that reads ambient state decides otherwise the second time"
                <| fun () -> Teeth.within 50 AmbientState DecisionLaws.decidingTwiceGivesTheSameDecision

                testCase "A codec that forgets tags is noticed"
                <| fun () ->
                    Teeth.within 500 StoredWithoutTags DecisionLaws.writingDownAndReadingBetweenTurnsChangesNothing

                testCase "An event after the ending is noticed"
                <| fun () -> Teeth.within 500 EventAfterTheEnding HistoryLaws.eventIdsRunAndTheOneEndingIsLast

                testCase "Among the changes of code are many that diverge and many that do not"
                <| fun () ->
                    let verdicts =
                        Teeth.cases Generate.case 500 |> Seq.choose ChangeLaws.diverges |> List.ofSeq

                    let diverging = verdicts |> List.filter id |> List.length

                    Expect.isTrue
                        (diverging >= 50 && diverging <= verdicts.Length - 50)
                        $"{diverging} of {verdicts.Length} diverge"
            ]
