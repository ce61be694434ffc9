namespace Duroxide.Props

open FsCheck
open FsCheck.FSharp
open Xunit

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
        Assert.True(found.IsSome, $"{rejected} was not noticed in {budget} cases")
        TestContext.Current.SendDiagnosticMessage $"{rejected}: case {found.Value + 1} of {budget}"

    let within budget rejected law = bites Generate.case budget rejected law

    let withinLoneReaders budget rejected law =
        bites Generate.loneReader.Generator budget rejected law

module ``Rejected choices`` =
    [<Fact>]
    let ``A cancel request that beats its batch makes history depend on batching`` () =
        Teeth.within 2_000 CancelBeatsTheBatch DecisionLaws.anyBatchingGivesTheSameHistory

    [<Fact>]
    let ``Time stamped per batch makes history depend on batching`` () =
        Teeth.within 500 TimeStampedPerBatch DecisionLaws.anyBatchingGivesTheSameHistory

    [<Fact>]
    let ``Discarding the rest of the batch at continue-as-new makes history depend on batching`` () =
        Teeth.within 500 RestOfTheBatchIsDiscarded DecisionLaws.anyBatchingGivesTheSameHistory

    [<Fact>]
    let ``Limits looked at after the turn make history depend on batching`` () =
        Teeth.within 2_000 LimitsAfterTheTurn DecisionLaws.anyBatchingGivesTheSameHistory

    [<Fact>]
    let ``Limits looked at after the turn leave prefixes that do not go on the same way`` () =
        Teeth.within 2_000 LimitsAfterTheTurn HistoryLaws.everyPrefixReplaysAndGoesOnTheSameWay

    [<Fact>]
    let ``Cancels that wait for the end of the turn do not replay`` () =
        Teeth.within 2_000 CancelsWaitForTheTurnsEnd DecisionLaws.aCrashAfterAnyCommitConverges

    [<Fact>]
    let ``Values seeded with the latest make a live program differ from a replay`` () =
        Teeth.within 1_000 SeedIsTheLatestValues DecisionLaws.goingOnEqualsReplayingFromTheStart

    [<Fact>]
    let ``A program kept after a failed commit does not converge`` () =
        Teeth.within 500 ProgramKeptAfterFailedCommit DecisionLaws.aCrashAfterAnyCommitConverges

    [<Fact>]
    let ``A message that a lost race keeps is lost`` () =
        Teeth.within 2_000 GivenBackIsLost QueueLaws.nothingInAQueueIsLostOrReadTwice

    [<Fact>]
    let ``A cap on carried messages that drops loses messages`` () =
        Teeth.within 2_000 CarriedBeyondOneAreDropped QueueLaws.nothingInAQueueIsLostOrReadTwice

    [<Fact>]
    let ``A cap on carried messages that drops breaks a lone reader's order`` () =
        Teeth.withinLoneReaders 2_000 CarriedBeyondOneAreDropped QueueLaws.nothingInAQueueIsLostOrReadTwice

    [<Fact>]
    let ``A batch delivered backwards makes history depend on batching`` () =
        Teeth.within 500 BatchDeliveredBackwards DecisionLaws.anyBatchingGivesTheSameHistory

    [<Fact>]
    let ``A batch delivered backwards breaks a queue's order`` () =
        Teeth.within 500 BatchDeliveredBackwards QueueLaws.nothingInAQueueIsLostOrReadTwice

    [<Fact>]
    let ``Arrivals that survive the commit which consumed them are read twice`` () =
        Teeth.within 500 ConsumptionIsNotAtomic QueueLaws.nothingInAQueueIsLostOrReadTwice

    [<Fact>]
    let ``Traces written before the commit come out twice`` () =
        Teeth.within 1_000 TracesWrittenBeforeTheCommit DecisionLaws.eachTraceLineComesOutOnce

    [<Fact>]
    let ``A next start that queues behind what waits loses it`` () =
        Teeth.within 1_000 NextStartQueuesBehind QueueLaws.nothingInAQueueIsLostOrReadTwice

    [<Fact>]
    let ``A next start stored as if it had run swallows its traces`` () =
        Teeth.within 2_000 NextStartCountsAsReplayed DecisionLaws.eachTraceLineComesOutOnce

    [<Fact>]
    let ``A child that nets to nothing exists or not by batching`` () =
        Teeth.within
            1_000
            ChildCancelledInItsTurnNetsToNothing
            DecisionLaws.batchingChangesNoChildNoDetachedStartNoNotice

    [<Fact>]
    let ``An unknown answer that is fatal matters`` () =
        Teeth.within 500 UnknownAnswerIsFatal HistoryLaws.everyAnswerHasItsScheduleAndASecondIsDropped

    [<Fact>]
    let ``Code that reads ambient state decides otherwise the second time`` () =
        Teeth.within 50 AmbientState DecisionLaws.decidingTwiceGivesTheSameDecision

    [<Fact>]
    let ``A codec that forgets tags is noticed`` () =
        Teeth.within 500 StoredWithoutTags DecisionLaws.writingDownAndReadingBetweenTurnsChangesNothing

    [<Fact>]
    let ``An event after the ending is noticed`` () =
        Teeth.within 500 EventAfterTheEnding HistoryLaws.eventIdsRunAndTheOneEndingIsLast

    [<Fact>]
    let ``Among the changes of code are many that diverge and many that do not`` () =
        let verdicts =
            Teeth.cases Generate.case 500 |> Seq.choose ChangeLaws.diverges |> List.ofSeq

        let diverging = verdicts |> List.filter id |> List.length
        Assert.InRange(diverging, 50, verdicts.Length - 50)
