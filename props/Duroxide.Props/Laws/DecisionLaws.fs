namespace Duroxide.Props

open Duroxide
open Duroxide.Core

module DecisionLaws =
    open Observation

    let decidingTwiceGivesTheSameDecision: Law =
        fun rejected case ->
            let setting, arrivals = scene rejected case
            let one = Life.run setting arrivals case.Plan
            let other = Life.run setting arrivals case.Plan

            if one = other then
                None
            else
                differ "two runs differ" one other

    let anyBatchingGivesTheSameHistory: Law =
        fun rejected case ->
            let batches = case.Plan |> List.map (fun turn -> { turn with Fate = Hot })
            let one = told rejected case []
            let other = told rejected case batches

            if
                one.Chapters = other.Chapters
                && one.Status = other.Status
                && one.Values = other.Values
                && one.Tags = other.Tags
            then
                None
            else
                differ "batching matters" one other

    let goingOnEqualsReplayingFromTheStart: Law =
        fun rejected case ->
            let one = told rejected case []

            let other =
                told rejected case (plain |> List.map (fun turn -> { turn with Fate = Cold }))

            if one = other then
                None
            else
                differ "a live program decides otherwise" one other

    let answersTakenInLanesGiveTheSameHistory: Law =
        fun rejected case ->
            let one = told rejected case []

            // As the plan says, and where it is at its end with the longest lanes; what is lost or dropped is replayed.
            let lanes =
                (case.Plan
                 |> List.map (fun turn -> if turn.Fate = Hot then { turn with Fate = Lane } else turn))
                @ (plain |> List.map (fun _ -> { Fetch = 1000; Fate = Lane }))

            let other = told rejected case lanes

            let replayed =
                told rejected case (lanes |> List.map (fun turn -> { turn with Fate = Cold }))

            if
                one.Chapters <> other.Chapters
                || one.Status <> other.Status
                || one.Values <> other.Values
                || one.Tags <> other.Tags
            then
                differ "lanes matter" one other
            elif other.Chapters <> replayed.Chapters then
                differ "a program in a lane decides otherwise" other replayed
            else
                None

    let aCrashAfterAnyCommitConverges: Law =
        fun rejected case ->
            let one = told rejected case []
            let other = told rejected case case.Plan

            if
                one.Chapters = other.Chapters
                && one.Status = other.Status
                && one.Values = other.Values
                && one.Tags = other.Tags
            then
                None
            else
                differ "crashes matter" one other

    let writingDownAndReadingBetweenTurnsChangesNothing: Law =
        fun rejected case ->
            let setting, arrivals = scene rejected case
            let one = Life.run setting arrivals case.Plan
            let other = Life.run { setting with Written = true } arrivals case.Plan

            if one = other then
                None
            else
                differ "the codec matters" one other

    let eachTraceLineComesOutOnce: Law =
        fun rejected case ->
            let setting, arrivals = scene rejected case
            let one = Life.run setting arrivals []
            let other = Life.run setting arrivals case.Plan

            let traced =
                one.Chapters
                |> List.collect (fun chapter -> (logOf setting chapter |> fst).Traced |> List.ofSeq)

            let written =
                one.Traces
                |> List.filter (fun line -> line.Source = TraceSource.Orchestration)
                |> List.map _.Message

            if traced <> written then
                Some $"traced {traced}, but written {written}\n{showStory one}"
            elif one.Traces <> other.Traces then
                differ $"traces {one.Traces}\nbecame {other.Traces}" one other
            else
                None

    /// What others see of an instance besides its history.
    let private outward (story: Story) =
        story.Actions
        |> List.filter (fun (_, action) ->
            match action with
            | :? OrchestrationAction.StartOrchestration
            | :? OrchestrationAction.CancelChild
            | :? OrchestrationAction.NotifyParent
            | :? OrchestrationAction.SendData -> true
            | _ -> false)

    let batchingChangesNothingThatOthersSee: Law =
        fun rejected case ->
            let one = told rejected case []
            let other = told rejected case case.Plan

            if outward one = outward other then
                None
            else
                differ $"actions {outward one}\nbecame {outward other}" one other

    // What is open is with a worker or a clock, once; what was taken back after a dispatch was taken back once.
    let private dispatched (story: Story) (chapter: Chapter) =
        let own =
            story.Actions
            |> List.filter (fst >> (=) chapter.Header.Execution)
            |> List.map snd

        let state = World.fold chapter
        let count test = own |> List.filter test |> List.length

        chapter.History
        |> List.tryPick (fun event ->
            let begun, cancelled =
                count (fun action ->
                    match action with
                    | :? OrchestrationAction.DispatchActivity as a -> a.Id = event.Id
                    | :? OrchestrationAction.StartTimer as a -> a.Id = event.Id
                    | _ -> false),
                count (fun action ->
                    match action with
                    | :? OrchestrationAction.CancelActivity as a -> a.Id = event.Id
                    | :? OrchestrationAction.CancelTimer as a -> a.Id = event.Id
                    | _ -> false)

            match event.Fact with
            | :? Fact.Scheduled as s when (s.Operation :? Operation.Activity || s.Operation :? Operation.Timer) ->
                if state.Open.ContainsKey event.Id && (begun <> 1 || cancelled <> 0) then
                    Some $"{event.Id} is open, but was dispatched {begun} times and taken back {cancelled} times"
                elif begun > 1 || cancelled > begun then
                    Some $"{event.Id} was dispatched {begun} times and taken back {cancelled} times"
                else
                    None
            | _ -> None)

    let whatIsOpenWasDispatchedOnce: Law =
        fun rejected case ->
            let story = told rejected case case.Plan

            story.Chapters
            |> List.tryPick (dispatched story)
            |> Option.map (fun why -> $"{why}\n{showStory story}")
