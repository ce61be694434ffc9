namespace Duroxide.Props

open System.Collections.Generic
open Duroxide.Core

module QueueLaws =
    open Observation

    // What came in is what was read and what is left, in the order in which it came.
    let private conserved setting (chapters: Chapter list) =
        chapters
        |> List.mapi (fun index chapter ->
            let log, execution = logOf setting chapter
            let carried, arrived = messages chapter
            let read = log.Read |> Seq.map (fun (_, queue, data) -> queue, data) |> List.ofSeq
            let left = carried @ arrived |> List.except read

            if (List.distinct read).Length <> read.Length then
                Some $"execution {chapter.Header.Execution} read a message twice: {read}"
            elif not (read |> List.forall (fun message -> List.contains message (carried @ arrived))) then
                Some $"execution {chapter.Header.Execution} read what never came"
            elif index + 1 < chapters.Length then
                let next, _ = messages chapters[index + 1]

                if next = left then
                    None
                else
                    Some $"left {left}, but carried {next}"
            else
                let state = execution.State
                let heard = log.Read |> Seq.map (fun (id: EventId, _, _) -> id.Value) |> Set.ofSeq
                let kept = state.Unread() |> Seq.map (fun m -> m.Queue, m.Data) |> List.ofSeq

                let held =
                    state.Taken
                    |> Seq.filter (fun entry -> not (heard.Contains entry.Key.Value))
                    |> Seq.map (fun entry -> entry.Value.Queue, entry.Value.Data)
                    |> List.ofSeq

                if List.sort (kept @ held) = List.sort left then
                    None
                else
                    Some $"left {left}, but kept {kept}, {held}")
        |> List.tryPick id

    let private allRecorded (arrivals: Arrival list) (story: Story) =
        let queued (arrivals: Arrival list) =
            arrivals
            |> List.choose (fun arrival ->
                match arrival.Delivery with
                | :? Delivery.Data as data when data.Channel = Channel.Queue -> Some(data.Name, data.Content)
                | _ -> None)

        let sent = arrivals |> List.skipWhile (World.isStart >> not) |> queued
        // What found no room is still there, in order.
        let recorded =
            (story.Chapters |> List.collect (messages >> snd)) @ queued story.Left

        let ended = endingOf (List.last story.Chapters).History |> Option.isSome

        // Messages of other queues may pass one that found no room.
        let isWhole queue =
            let of' messages =
                messages |> List.filter (fst >> (=) queue)

            let recorded, sent = of' recorded, of' sent
            recorded = sent || ended && recorded = List.truncate recorded.Length sent

        if sent @ recorded |> List.map fst |> List.distinct |> List.forall isWhole then
            None
        else
            Some $"sent {sent}, but recorded {recorded}"

    let nothingInAQueueIsLostOrReadTwice: Law =
        fun rejected case ->
            let setting, arrivals = scene rejected case
            let story = Life.run setting arrivals case.Plan

            allRecorded arrivals story
            |> Option.orElseWith (fun () -> conserved setting story.Chapters)
            |> Option.map (fun why -> $"{why}\n{showStory story}")

    let aLoneReaderReadsInOrderOfArrival: Law =
        fun rejected case ->
            let setting, arrivals = scene rejected case
            let story = Life.run setting arrivals case.Plan

            let read =
                story.Chapters
                |> List.collect (fun chapter -> (logOf setting chapter |> fst).Read |> List.ofSeq)
                |> List.map (fun (_, queue, data) -> queue, data)

            let sent = story.Chapters |> List.collect (messages >> snd)

            let inOrder queue =
                let read = read |> List.filter (fst >> (=) queue)
                read = (sent |> List.filter (fst >> (=) queue) |> List.truncate read.Length)

            if inOrder "a" && inOrder "b" then
                None
            else
                Some $"sent {sent}, but read {read}\n{showStory story}"

    // Every wait received what the mailroom gave it; what it was given and did not hear of went back or came too late.
    let private delivered setting (chapter: Chapter) =
        let log, _ = logOf setting chapter
        let boxes = MailboxModel.walk chapter

        let waits =
            chapter.History
            |> List.filter (fun event ->
                match event.Fact with
                | :? Fact.Scheduled as s -> s.Operation :? Operation.Event || s.Operation :? Operation.Message
                | _ -> false)
            |> List.map _.Id.Value
            |> Set.ofList

        let heard =
            log.Delivered
            |> Seq.filter (fun (id, _) -> waits.Contains id.Value)
            |> Seq.map (fun (id, outcome) -> id, (outcome :?> Outcome.Succeeded).Result)
            |> List.ofSeq

        let unheard = boxes.Received |> List.except heard
        let ended = endingOf chapter.History |> Option.isSome

        if not (heard |> List.forall (fun one -> List.contains one boxes.Received)) then
            Some $"waits heard {heard}, but were given {boxes.Received}"
        elif
            not ended
            && unheard |> List.exists (fun (id, _) -> not (boxes.Cancelled.Contains id.Value))
        then
            Some $"waits never heard of {unheard}"
        else
            None

    let everyWaitReceivesWhatIsItsOwn: Law =
        fun rejected case ->
            let setting, arrivals = scene rejected case
            let story = Life.run setting arrivals case.Plan

            story.Chapters
            |> List.tryPick (delivered setting)
            |> Option.map (fun why -> $"{why}\n{showStory story}")
