namespace Duroxide.Props

open System
open FsCheck
open FsCheck.FSharp
open Xunit

/// How laws are tried: with random cases, as many as DUROXIDE_PROPS_CASES says.
module Trial =
    let private variable name =
        Environment.GetEnvironmentVariable name |> Option.ofObj

    let private cases =
        variable "DUROXIDE_PROPS_CASES" |> Option.map int |> Option.defaultValue 1_000

    // A seed as a failure prints it: two numbers with a comma between.
    let private replay =
        variable "DUROXIDE_PROPS_SEED"
        |> Option.map (fun text ->
            let parts = text.Trim('(', ')').Split(',')

            {
                Rnd = Rnd(uint64 parts[0], uint64 parts[1])
                Size = None
            })

    /// Tries something that says what is wrong, and fails with what it says and with the seed.
    let check arbitrary wrong =
        let config =
            Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(replay).WithQuietOnSuccess(true)

        let property case =
            match wrong case with
            | None -> true
            | Some why -> failwith why

        Check.One(config, Prop.forAll arbitrary property)

    let private holdsFor arbitrary (law: Law) =
        check arbitrary (fun case -> law None case |> Option.map (fun why -> $"{why}\nfor\n{Case.show case}"))

    let holds law = holdsFor Generate.arbitrary law

    let holdsForLoneReaders law = holdsFor Generate.loneReader law

module ``Decisions`` =
    [<Fact>]
    let ``Deciding twice gives the same decision`` () =
        Trial.holds DecisionLaws.decidingTwiceGivesTheSameDecision

    [<Fact>]
    let ``Any batching of the same arrivals gives the same history`` () =
        Trial.holds DecisionLaws.anyBatchingGivesTheSameHistory

    [<Fact>]
    let ``Going on with a live program equals replaying from the start`` () =
        Trial.holds DecisionLaws.goingOnEqualsReplayingFromTheStart

    [<Fact>]
    let ``A crash after any commit converges to the same ending`` () =
        Trial.holds DecisionLaws.aCrashAfterAnyCommitConverges

    [<Fact>]
    let ``Writing a history down and reading it again between turns changes nothing`` () =
        Trial.holds DecisionLaws.writingDownAndReadingBetweenTurnsChangesNothing

    [<Fact>]
    let ``Each trace line comes out once over restarts and failed commits`` () =
        Trial.holds DecisionLaws.eachTraceLineComesOutOnce

    [<Fact>]
    let ``Batching changes no child, no detached start and no notice to the parent`` () =
        Trial.holds DecisionLaws.batchingChangesNoChildNoDetachedStartNoNotice

    [<Fact>]
    let ``What is open was dispatched, and nothing twice`` () =
        Trial.holds DecisionLaws.whatIsOpenWasDispatchedOnce

module ``Histories`` =
    [<Fact>]
    let ``Event ids run from 1, and the one ending is the last event`` () =
        Trial.holds HistoryLaws.eventIdsRunAndTheOneEndingIsLast

    [<Fact>]
    let ``Every answer has one earlier schedule, and a second one is dropped`` () =
        Trial.holds HistoryLaws.everyAnswerHasItsScheduleAndASecondIsDropped

    [<Fact>]
    let ``State is the fold of history, without any program`` () =
        Trial.holds HistoryLaws.stateIsTheFoldOfHistory

    [<Fact>]
    let ``Every prefix of a history replays, and the rest of its arrivals gives the same history`` () =
        Trial.holds HistoryLaws.everyPrefixReplaysAndGoesOnTheSameWay

    [<Fact>]
    let ``Nothing in a queue is lost, and nothing is read twice`` () =
        Trial.holds QueueLaws.nothingInAQueueIsLostOrReadTwice

    [<Fact>]
    let ``A lone reader of a queue reads in order of arrival, across lost races and continue-as-new`` () =
        Trial.holdsForLoneReaders QueueLaws.aLoneReaderReadsInOrderOfArrival

    [<Fact>]
    let ``A wait receives the earliest that is its own, and a cancelled one nothing`` () =
        Trial.holds QueueLaws.everyWaitReceivesWhatIsItsOwn

    [<Fact>]
    let ``The value store equals a dictionary`` () =
        Trial.holds HistoryLaws.theValueStoreIsADictionary

    [<Fact>]
    let ``Changed code goes on from any history, or ends with its divergence recorded`` () =
        Trial.holds ChangeLaws.changedCodeGoesOnOrEndsWithItsDivergenceRecorded

module ``Ids`` =
    [<Fact>]
    let ``No two lives share an id, whatever store, instance, execution or event they are of`` () =
        Trial.holds IdLaws.noTwoLivesShareAnId

    [<Fact>]
    let ``Ids are the same over replays and batchings`` () =
        Trial.holds IdLaws.idsAreTheSameOverReplaysAndBatchings
