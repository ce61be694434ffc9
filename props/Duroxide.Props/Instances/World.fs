namespace Duroxide.Props

open System.Collections.Generic
open Duroxide
open Duroxide.Core

/// What an instance is made of.
type Setting =
    {
        Steps: Step list
        Limits: Limits
        Parent: ParentLink option
        Nonce: Nonce
        Fork: ForkedFrom option
        Rejected: Rejected option
        /// Whether all that is stored passes through the codec.
        Written: bool
    }

/// The pieces of which a life is made.
module World =
    let private version = SemanticVersion(1, 0, 0, "")

    let header setting =
        Header(
            InstanceId "i",
            ExecutionId.First,
            "script",
            version,
            "input",
            setting.Nonce,
            Parent = (setting.Parent |> Option.toObj),
            ForkedFrom = (setting.Fork |> Option.toObj)
        )

    /// A header with another version.
    let versioned (header: Header) (version: SemanticVersion) =
        Header(
            header.Instance,
            header.Execution,
            header.Name,
            version,
            header.Input,
            header.Nonce,
            Parent = header.Parent,
            Values = header.Values,
            Tags = header.Tags,
            Status = header.Status,
            Carried = header.Carried,
            ForkedFrom = header.ForkedFrom
        )

    /// The header of the next execution, its version resolved as a registry would.
    let nextHeader (next: Header) carried =
        Header(
            next.Instance,
            next.Execution,
            next.Name,
            (if next.Version.HasValue then
                 next.Version.Value
             else
                 version),
            next.Input,
            next.Nonce,
            Parent = next.Parent,
            Values = next.Values,
            Tags = next.Tags,
            Status = next.Status,
            Carried = carried
        )

    let program setting log =
        Distortion.program setting.Rejected setting.Steps log

    let limits setting =
        Distortion.limits setting.Rejected setting.Limits

    /// The execution of a history, with a fresh program brought to where the history ends.
    let resume setting header (history: HistoryEvent seq) =
        Execution.Resume(program setting (RunLog()), header, ResizeArray history, limits setting)

    /// What the fold makes of an execution's history, without any program.
    let fold (chapter: Chapter) =
        Fold.Replay(chapter.Header, chapter.History)

    /// The fold knows nothing of reading, so it keeps every message that a wait took; a live execution keeps the unread ones.
    let foldWithoutRead (chapter: Chapter) (live: ExecutionState) =
        let whole = fold chapter

        whole.Taken.Keys
        |> Seq.filter (fun wait -> not (live.Taken.ContainsKey wait))
        |> Seq.fold (fun (state: ExecutionState) wait -> state.WithoutTaken wait) whole

    /// Events as the store gives them back.
    let kept setting (events: HistoryEvent seq) =
        if setting.Written then
            events |> Wire.events |> List.map (Distortion.stored setting.Rejected)
        else
            List.ofSeq events

    let isStart (arrival: Arrival) = arrival.Delivery :? Delivery.Start

    let start time = Arrival(time, Delivery.Start())

    // How many arrivals that are no answers the store has received beyond the one that is reacted to.
    let private backlog = 4

    /// What the store has received of what is still to come, whatever answers are among it.
    let received (pending: Arrival list) =
        let others =
            pending
            |> List.scan
                (fun count arrival ->
                    if arrival.Delivery :? Delivery.Answer then
                        count
                    else
                        count + 1)
                0
            |> List.tail

        List.zip pending others
        |> List.takeWhile (fun (_, count) -> count <= backlog)
        |> List.map fst

    /// The start of an execution, which a cancel request ends that was received before it began.
    let startBefore (header: Header) time (received: Arrival list) =
        let counts (arrival: Arrival) =
            match arrival.Delivery with
            | :? Delivery.Cancel as cancel when isNull cancel.From || cancel.From = header.Parent -> Some cancel.Reason
            | _ -> None

        Arrival(time, Delivery.Start(Cancelled = (received |> List.tryPick counts |> Option.toObj)))

    /// The start as its execution's history has it.
    let startOf (history: HistoryEvent list) =
        let first = history.Head
        Arrival(first.Time, Delivery.Start(Cancelled = (first.Fact :?> Fact.Started).Cancelled))

    /// The oldest message of each queue that is held.
    let oldest (held: Delivery seq) =
        held
        |> Seq.map (fun delivery -> delivery :?> Delivery.Data)
        |> Seq.distinctBy _.Name
        |> ResizeArray

    /// Gives arrivals one by one, as a store does that holds data for which there is no room; gives the new events.
    let oneByOne (execution: Execution) (arrivals: Arrival list) =
        let rec go held pending events =
            match pending with
            | [] -> events
            | first :: rest ->
                let decision =
                    execution.Continue(
                        [| first |],
                        oldest (held |> Seq.map (fun (arrival: Arrival) -> arrival.Delivery))
                    )

                let events = events @ List.ofSeq decision.Events

                if (Option.ofObj decision.Ending).IsSome then
                    events
                elif decision.TakesHeld then
                    go [] (held @ List.skip decision.Consumed pending) events
                elif decision.Held.Count > 0 then
                    go (held @ [ first ]) rest events
                else
                    go held rest events

        go [] arrivals []

    let startedAs (header: Header) time =
        HistoryEvent(EventId 1L, time, Fact.Started(header.Name, header.Version.Value, header.Parent))

/// Carries one instance through its life the way a runtime would: fetch, decide, commit, carry out.
/// After each commit the watcher sees the chapter so far, its execution, and what still waits.
type Life(setting: Setting, arrivals: Arrival list, watcher: Chapter -> Execution -> Arrival list -> unit) =
    let rejected = setting.Rejected
    let chapters = List<Chapter>()
    let decisions = List<Decision>()
    let traces = List<TraceLine>()
    let actions = List<ExecutionId * OrchestrationAction>()
    let mutable status = None
    let mutable values = Map.empty
    let mutable tags: Map<string, string> = Map.empty
    let mutable header = World.header setting
    let mutable history: HistoryEvent list = []
    let mutable hot: (IProgram * Execution) option = None

    let mutable pending =
        if setting.Written then
            List.map Wire.arrival arrivals
        else
            arrivals

    // Data for which there was no room: it waits aside, older than the data of what is pending.
    let mutable held: Arrival list = []
    let mutable ended = false

    let chapter () = { Header = header; History = history }

    let seed () =
        match rejected with
        | Some SeedIsTheLatestValues when not history.IsEmpty ->
            Header(
                header.Instance,
                header.Execution,
                header.Name,
                header.Version,
                header.Input,
                header.Nonce,
                Parent = header.Parent,
                Values = (World.fold (chapter ())).Values,
                Tags = header.Tags,
                Status = header.Status,
                Carried = header.Carried,
                ForkedFrom = header.ForkedFrom
            )
        | _ -> header

    let wake () =
        match hot with
        | Some alive -> alive
        | None ->
            let program = World.program setting (RunLog())
            program, Execution.Resume(program, seed (), ResizeArray history, World.limits setting)

    // A turn whose cancels wait for its end takes all arrivals but the last without flushing.
    let decide (program: IProgram) (execution: Execution) (batch: Arrival list) =
        match program with
        | :? DistortedProgram as distorted when batch.Length > 1 ->
            let all = List<Decision>()

            for index, arrival in List.indexed batch do
                distorted.TurnEnds <- (index = batch.Length - 1)
                all.Add(execution.Continue [| arrival |])

            distorted.TurnEnds <- true
            let last = Seq.last all

            Decision(
                all |> Seq.collect _.Events |> ValueList.ToValueList,
                all |> Seq.collect _.Actions |> ValueList.ToValueList,
                all |> Seq.sumBy _.Consumed,
                Ending = (all |> Seq.tryPick (fun d -> Option.ofObj d.Ending) |> Option.toObj),
                Next = (all |> Seq.tryPick (fun d -> Option.ofObj d.Next) |> Option.toObj),
                Status = last.Status
            )
        | _ -> execution.Continue(ResizeArray batch, World.oldest (held |> Seq.map _.Delivery))

    let commit (decision: Decision) =
        decisions.Add decision
        history <- history @ World.kept setting decision.Events

        actions.AddRange(
            Distortion.actions rejected decision
            |> List.map (fun action -> header.Execution, action)
        )

        match Option.ofObj decision.Status with
        | Some change -> status <- Option.ofObj change.Text
        | None -> ()

        for change in decision.Values do
            values <- values |> Map.change change.Key (fun _ -> Option.ofObj change.Value)

        for change in decision.Tags do
            tags <- tags |> Map.change change.Name (fun _ -> Option.ofObj change.Value)

    let turnPage (decision: Decision) =
        let time = (List.last history).Time

        if rejected = Some EventAfterTheEnding then
            let id = (List.last history).Id.Next
            history <- history @ [ HistoryEvent(id, time, Fact.Applied(Effect.ClearValue null)) ]

        chapters.Add(chapter ())
        hot <- None

        match Option.ofObj decision.Next with
        | None -> ended <- true
        | Some next ->
            let fresh = World.nextHeader next (Distortion.carried rejected next)
            header <- if setting.Written then Wire.header fresh else fresh
            history <- []

            match rejected with
            | Some NextStartQueuesBehind -> pending <- pending @ [ World.start time ]
            | Some NextStartCountsAsReplayed -> history <- [ World.startedAs header time ]
            | _ -> pending <- World.startBefore header time (World.received pending) :: pending

    let leave consumed (batch: Arrival list) (decision: Decision) =
        let older =
            held @ (decision.Held |> Seq.map (fun place -> batch[place]) |> List.ofSeq)

        let rest = List.skip consumed pending

        let isPutBack = (Option.ofObj decision.Ending).IsSome || decision.TakesHeld

        pending <- if isPutBack then older @ rest else rest
        held <- if isPutBack then [] else older

    // A lane takes answers of this execution, while it holds nothing; what came before them is not overtaken.
    let lane () =
        let isOwn (arrival: Arrival) =
            match arrival.Delivery with
            | :? Delivery.Answer as answer -> answer.Execution = header.Execution
            | _ -> false

        if hot.IsSome && held.IsEmpty then
            pending |> List.takeWhile isOwn
        else
            []

    let batchOf turn =
        match turn.Fate, lazy (lane ()) with
        | Lane, Lazy(_ :: _ as answers) -> List.truncate turn.Fetch answers
        | _ -> List.truncate turn.Fetch (pending.Head :: World.received pending.Tail)

    let take turn =
        let batch = batchOf turn
        let program, execution = wake ()

        let decision =
            decide program execution (Distortion.batch rejected history batch)
            |> Distortion.decision rejected setting.Limits

        if turn.Fate <> CommitFails || rejected = Some TracesWrittenBeforeTheCommit then
            traces.AddRange decision.Traces

        let kept = Some(program, execution)

        match turn.Fate with
        | CommitFails ->
            hot <-
                if rejected = Some ProgramKeptAfterFailedCommit then
                    kept
                else
                    None
        | Hot
        | Lane
        | Cold ->
            commit decision
            leave (Distortion.consumed rejected turn.Fate batch decision) batch decision
            watcher (chapter ()) execution (held @ pending)
            hot <- if turn.Fate = Cold then None else kept

            if Option.ofObj decision.Ending |> Option.isSome then
                turnPage decision

    /// Lives until the arrivals are used up; turns beyond the plan fetch one arrival and stay hot.
    member _.Live(plan: Turn list) =
        let mutable plan = plan

        while not ended && not pending.IsEmpty do
            match plan with
            | turn :: rest ->
                plan <- rest
                take turn
            | [] -> take { Fetch = 1; Fate = Hot }

        if not ended then
            chapters.Add(chapter ())

        {
            Chapters = List.ofSeq chapters
            Decisions = List.ofSeq decisions
            Traces = List.ofSeq traces
            Actions = List.ofSeq actions
            Status = status
            Values = values
            Tags = tags
            Left = if ended then [] else held @ pending
        }

module Life =
    let run setting arrivals plan =
        Life(setting, arrivals, (fun _ _ _ -> ())).Live plan

    let watch watcher setting arrivals plan =
        Life(setting, arrivals, watcher).Live plan
