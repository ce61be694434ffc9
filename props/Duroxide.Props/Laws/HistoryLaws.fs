namespace Duroxide.Props

open System.Collections.Generic
open Duroxide
open Duroxide.Core

module HistoryLaws =
    open Observation

    let wellFormed last (chapter: Chapter) =
        let ids = chapter.History |> List.map _.Id.Value
        let times = chapter.History |> List.map _.Time.UnixMilliseconds
        let endings = chapter.History |> List.filter (fun e -> e.Fact :? Fact.Ended)

        if ids <> [ 1L .. int64 ids.Length ] then
            Some "ids are not 1, 2, 3"
        elif times <> List.sort times then
            Some "time runs backwards"
        elif endings.Length > 1 then
            Some "more than one ending"
        elif endings.Length = 1 && not ((List.last chapter.History).Fact :? Fact.Ended) then
            Some "an event after the ending"
        elif endings.IsEmpty && not last then
            Some "an execution without an ending was followed by another"
        elif not chapter.History.IsEmpty && not (chapter.History.Head.Fact :? Fact.Started) then
            Some "the first event is not the start"
        elif chapter.History |> List.filter (fun e -> e.Fact :? Fact.Started) |> List.length > 1 then
            Some "two starts"
        else
            None

    let eventIdsRunAndTheOneEndingIsLast: Law =
        fun rejected case ->
            let story = told rejected case case.Plan
            let last = story.Chapters.Length - 1

            story.Chapters
            |> List.mapi (fun index chapter -> wellFormed (index = last) chapter)
            |> List.tryPick id
            |> Option.map (fun why -> $"{why}\n{showStory story}")

    let private answered (chapter: Chapter) =
        let opened = Dictionary<EventId, Operation>()
        let wrong = List<string>()

        for event in chapter.History do
            match event.Fact with
            | :? Fact.Scheduled as scheduled -> opened[event.Id] <- scheduled.Operation
            | :? Fact.Resolved as resolved ->
                match opened.TryGetValue resolved.Of, resolved.Outcome with
                | (true, (:? Operation.Timer)), (:? Outcome.Fired) -> ()
                | (true, (:? Operation.Timer)), _ -> wrong.Add $"{event.Id} answers a timer with data"
                | (true, (:? Operation.Event | :? Operation.Message)), _ -> wrong.Add $"{event.Id} answers a wait"
                | (true, _), (:? Outcome.Fired) -> wrong.Add $"{event.Id} fires what is no timer"
                | (true, _), _ -> ()
                | (false, _), _ -> wrong.Add $"{event.Id} answers nothing open"

                opened.Remove resolved.Of |> ignore
            | :? Fact.Applied as applied ->
                match applied.Effect with
                | :? Effect.Cancel as cancel -> opened.Remove cancel.Of |> ignore
                | _ -> ()
            | _ -> ()

        Seq.tryHead wrong

    /// The arrivals with answers that fit nothing strewn among them.
    let private withJunk (arrivals: Arrival list) =
        let seen = List<Delivery>()

        arrivals
        |> List.indexed
        |> List.collect (fun (index, arrival) ->
            match arrival.Delivery with
            | :? Delivery.Answer as answer -> seen.Add answer
            | _ -> ()

            let junk: Delivery list =
                [
                    if seen.Count > 0 && index % 2 = 0 then
                        seen[index % seen.Count]
                    if index % 3 = 0 then
                        Delivery.Answer(ExecutionId.First, EventId 9999L, Outcome.Succeeded "junk")
                    if index % 5 = 0 then
                        Delivery.Answer(ExecutionId 77L, EventId(int64 (index % 9)), Outcome.Succeeded "junk")
                ]

            arrival :: (junk |> List.map (fun delivery -> Arrival(arrival.Time, delivery))))

    let everyAnswerHasItsScheduleAndASecondIsDropped: Law =
        fun rejected case ->
            let setting, arrivals = scene rejected case
            let one = Life.run setting arrivals []

            match one.Chapters |> List.tryPick answered with
            | Some why -> Some $"{why}\n{showStory one}"
            | None ->
                let other = Life.run setting (withJunk arrivals) []

                if one.Chapters = other.Chapters then
                    None
                else
                    differ "answers that fit nothing matter" one other

    let private dictionary (story: Story) =
        story.Chapters
        |> List.collect _.History
        |> List.fold
            (fun (values: Map<string, StoredValue>) event ->
                match event.Fact with
                | :? Fact.Applied as applied ->
                    match applied.Effect with
                    | :? Effect.SetValue as set -> values.Add(set.Key, StoredValue(set.Value, event.Time))
                    | :? Effect.ClearValue as clear ->
                        match Option.ofObj clear.Key with
                        | Some key -> values.Remove key
                        | None -> Map.empty
                    | _ -> values
                | _ -> values)
            Map.empty

    let theValueStoreIsADictionary: Law =
        fun rejected case ->
            let setting, arrivals = scene rejected case
            let story = Life.run setting arrivals case.Plan
            let expected = dictionary story
            let state = World.fold (List.last story.Chapters)
            let inside = state.Values |> Seq.map (fun e -> e.Key, e.Value) |> Map.ofSeq

            let surprise =
                story.Chapters
                |> List.tryPick (fun c -> (logOf setting c |> fst).Surprises |> Seq.tryHead)

            if story.Values <> expected then
                Some $"clients see {story.Values}, but it is {expected}\n{showStory story}"
            elif inside <> expected then
                Some $"the state has {inside}, but it is {expected}\n{showStory story}"
            else
                surprise |> Option.map (fun why -> $"{why}\n{showStory story}")

    let private tagsOf (story: Story) =
        story.Chapters
        |> List.collect _.History
        |> List.fold
            (fun (tags: Map<string, string>) event ->
                match event.Fact with
                | :? Fact.Applied as applied ->
                    match applied.Effect with
                    | :? Effect.SetTag as set -> tags.Change(set.Name, (fun _ -> Option.ofObj set.Value))
                    | _ -> tags
                | _ -> tags)
            Map.empty

    let theTagsAreADictionary: Law =
        fun rejected case ->
            let setting, arrivals = scene rejected case
            let story = Life.run setting arrivals case.Plan
            let expected = tagsOf story
            let state = World.fold (List.last story.Chapters)
            let inside = state.Tags |> Seq.map (fun e -> e.Key, e.Value) |> Map.ofSeq

            if story.Tags <> expected then
                Some $"clients see the tags {story.Tags}, but they are {expected}\n{showStory story}"
            elif inside <> expected then
                Some $"the state has the tags {inside}, but they are {expected}\n{showStory story}"
            else
                None

    let stateIsTheFoldOfHistory: Law =
        fun rejected case ->
            let setting, arrivals = scene rejected case
            let wrong = List<string>()

            let watcher (chapter: Chapter) (execution: Execution) _ =
                let fold = World.foldWithoutRead chapter execution.State

                if execution.State <> fold then
                    wrong.Add $"the state is {execution.State}, but the fold is {fold}"

            let story = Life.watch watcher setting arrivals case.Plan
            Seq.tryHead wrong |> Option.map (fun why -> $"{why}\n{showStory story}")

    let everyPrefixReplaysAndGoesOnTheSameWay: Law =
        fun rejected case ->
            let setting, arrivals = scene rejected case
            let marks = Dictionary<ExecutionId, List<int * Arrival list>>()
            let mutable before = arrivals

            let watcher (chapter: Chapter) _ rest =
                let head = chapter.Header.Execution

                if not (marks.ContainsKey head) then
                    let first =
                        if head = ExecutionId.First then
                            before
                        else
                            World.start (Timestamp 0L) :: before

                    marks[head] <- List [ 0, first ]

                marks[head].Add(chapter.History.Length, rest)
                before <- rest

            let story = Life.watch watcher setting arrivals []

            let goesOn (chapter: Chapter) cut =
                let _, rest =
                    marks[chapter.Header.Execution] |> Seq.find (fun (length, _) -> length >= cut)

                let prefix = List.truncate cut chapter.History
                let execution = World.resume setting chapter.Header prefix
                // The start of a later execution comes at the time of the ending before it.
                let rest =
                    match rest with
                    | first :: others when cut = 0 && World.isStart first && not chapter.History.IsEmpty ->
                        World.startOf chapter.History :: others
                    | _ -> rest

                let decision = execution.Continue(ResizeArray rest)
                let history = prefix @ List.ofSeq decision.Events

                if not (isNull execution.Divergence) then
                    Some $"cut at {cut} the replay diverges: {execution.Divergence}"
                elif history <> chapter.History then
                    let other = { chapter with History = history }
                    Some $"cut at {cut} of execution {chapter.Header.Execution}, it goes on as\n{showHistory other}"
                else
                    None

            story.Chapters
            |> Seq.collect (fun chapter -> Seq.init (chapter.History.Length + 1) (goesOn chapter))
            |> Seq.tryPick id
            |> Option.map (fun why -> $"{why}\ninstead of\n{showStory story}")
