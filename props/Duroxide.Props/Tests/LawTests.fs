namespace Duroxide.Props

open System
open FsCheck
open FsCheck.FSharp
open Expecto

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

module Decisions =
    let tests =
        testList
            "Decisions"
            [
                testCase "Deciding twice gives the same decision"
                <| fun () -> Trial.holds DecisionLaws.decidingTwiceGivesTheSameDecision

                testCase "Any batching of the same arrivals gives the same history"
                <| fun () -> Trial.holds DecisionLaws.anyBatchingGivesTheSameHistory

                testCase "Going on with a live program equals replaying from the start"
                <| fun () -> Trial.holds DecisionLaws.goingOnEqualsReplayingFromTheStart

                testCase "Answers taken in lanes give the history that ordinary turns give"
                <| fun () -> Trial.holds DecisionLaws.answersTakenInLanesGiveTheSameHistory

                testCase "A crash after any commit converges to the same ending"
                <| fun () -> Trial.holds DecisionLaws.aCrashAfterAnyCommitConverges

                testCase "Writing a history down and reading it again between turns changes nothing"
                <| fun () -> Trial.holds DecisionLaws.writingDownAndReadingBetweenTurnsChangesNothing

                testCase "Each trace line comes out once over restarts and failed commits"
                <| fun () -> Trial.holds DecisionLaws.eachTraceLineComesOutOnce

                testCase
                    "Batching changes no child, no detached start, nothing that is sent and no notice to the parent"
                <| fun () -> Trial.holds DecisionLaws.batchingChangesNothingThatOthersSee

                testCase "What is open was dispatched, and nothing twice"
                <| fun () -> Trial.holds DecisionLaws.whatIsOpenWasDispatchedOnce
            ]

module Histories =
    let tests =
        testList
            "Histories"
            [
                testCase "Event ids run from 1, and the one ending is the last event"
                <| fun () -> Trial.holds HistoryLaws.eventIdsRunAndTheOneEndingIsLast

                testCase "Every answer has one earlier schedule, and a second one is dropped"
                <| fun () -> Trial.holds HistoryLaws.everyAnswerHasItsScheduleAndASecondIsDropped

                testCase "State is the fold of history, without any program"
                <| fun () -> Trial.holds HistoryLaws.stateIsTheFoldOfHistory

                testCase "Every prefix of a history replays, and the rest of its arrivals gives the same history"
                <| fun () -> Trial.holds HistoryLaws.everyPrefixReplaysAndGoesOnTheSameWay

                testCase "Nothing in a queue is lost, and nothing is read twice"
                <| fun () -> Trial.holds QueueLaws.nothingInAQueueIsLostOrReadTwice

                testCase "A lone reader of a queue reads in order of arrival, across lost races and continue-as-new"
                <| fun () -> Trial.holdsForLoneReaders QueueLaws.aLoneReaderReadsInOrderOfArrival

                testCase "A wait receives the earliest that is its own, and a cancelled one nothing"
                <| fun () -> Trial.holds QueueLaws.everyWaitReceivesWhatIsItsOwn

                testCase "The value store equals a dictionary"
                <| fun () -> Trial.holds HistoryLaws.theValueStoreIsADictionary

                testCase "Tags are a dictionary, to the code and to clients"
                <| fun () -> Trial.holds HistoryLaws.theTagsAreADictionary

                testCase "Changed code goes on from any history, or ends with its divergence recorded"
                <| fun () -> Trial.holds ChangeLaws.changedCodeGoesOnOrEndsWithItsDivergenceRecorded
            ]

module Ids =
    let tests =
        testList
            "Ids"
            [
                testCase "No two lives share an id, whatever store, instance, execution or event they are of"
                <| fun () -> Trial.holds IdLaws.noTwoLivesShareAnId

                testCase "Ids are the same over replays and batchings"
                <| fun () -> Trial.holds IdLaws.idsAreTheSameOverReplaysAndBatchings
            ]
