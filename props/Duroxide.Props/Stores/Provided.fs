namespace Duroxide.Props

open System
open System.Collections.Generic
open System.Threading
open System.Threading.Tasks
open Duroxide
open Duroxide.Core
open Duroxide.Providers
open Duroxide.Runtime
open Duroxide.Testing

/// A provider, driven through its contract by hand: fetch, decide, commit, on one thread and a clock that stands still.
type Provided(play: Play, make: TimeProvider -> IProvider) =
    let long = TimeSpan.FromDays 3650.
    let clock = VirtualTimeProvider(Contender.birth.ToDateTimeOffset())
    let provider = make clock
    let live = Dictionary<InstanceId, Execution>()
    let leases = Dictionary<InstanceId * ExecutionId * EventId, Lease>()
    let mutable hot = play.Hot

    let wait (work: Task<'T>) = work.GetAwaiter().GetResult()
    let await (work: Task) = work.GetAwaiter().GetResult()
    let never = CancellationToken.None

    let claim =
        ActivityFetch(1_000, long, TimeSpan.Zero, TagFilter.Any(), Sessions = SessionClaim("props", long, 100))

    let history (stored: StoredExecution) =
        WireCodec.DecodeEvents(stored.Instance, stored.Batches)

    let header (instance: InstanceId) (start: StoredStart) =
        WireCodec.DecodeHeader(instance, start.Header)

    let resume (item: TurnItem) =
        let header, history =
            match Option.ofObj item.Start with
            | Some start -> header item.Instance start, ResizeArray()
            | None ->
                let stored = wait (provider.LoadAsync([| item.Lease |], never)) |> Seq.exactlyOne
                header item.Instance stored.Start, ResizeArray(history stored)

        let started =
            history
            |> Seq.tryHead
            |> Option.map (fun first -> World.versioned header (first.Fact :?> Fact.Started).Version)

        let header = started |> Option.defaultWith (fun () -> Contender.resolved header)
        Execution.Resume(Contender.program play header, header, history, play.Limits)

    // A live program goes on, unless it is this turn's lot to start over.
    let wake (item: TurnItem) =
        let keeps =
            match hot with
            | keeps :: rest ->
                hot <- rest
                keeps
            | [] -> true

        match live.TryGetValue item.Instance with
        | true, execution when
            keeps
            && execution.Header.Execution = item.Execution
            && execution.State.LastId = item.LastEvent
            ->
            execution
        | _ -> resume item

    let turn (item: TurnItem) =
        let execution = wake item
        let inbox = Inbox(item, execution.Header)
        let decision = execution.Continue(inbox.Arrivals, inbox.FirstHeld)
        live[item.Instance] <- execution
        TurnTranslation.Commit(TurnWork(item), execution.Header, decision, inbox)

    let rec settle () =
        let items =
            wait (provider.FetchTurnsAsync(TurnFetch(1_000, long, TimeSpan.Zero), never))

        if items.Count > 0 then
            let commits = items |> Seq.sortBy _.Instance |> Seq.map turn |> ResizeArray

            if
                wait (provider.CommitTurnsAsync(commits, never))
                |> Seq.exists (fun stored -> not stored.IsStored)
            then
                failwith "a commit was refused although its lease was held"

            settle ()

    let take () =
        for item in wait (provider.FetchActivitiesAsync(claim, never)) do
            leases[(item.Instance, item.Execution, item.Id)] <- item.Lease

    let management = provider.Management |> nonNull

    let chapters (instance: InstanceId) =
        [
            for row in wait (management.ListExecutionsAsync(instance, never)) do
                match wait (provider.ReadExecutionAsync(instance, Nullable row.Execution, never)) with
                | null -> failwith $"execution {row.Execution} of {instance} is listed, but cannot be read"
                | stored ->
                    let events = List.ofSeq (history stored)
                    let read = header instance stored.Start

                    let header =
                        if row.Version.HasValue then
                            World.versioned read row.Version.Value
                        else
                            read

                    { Header = header; History = events }
        ]

    let values (instance: InstanceId) =
        wait (provider.ReadValuesAsync(instance, null, never))
        |> Seq.map (fun entry -> entry.Key, entry.Value)
        |> Map.ofSeq

    do
        await (provider.InitializeAsync never)

        wait (provider.CreateInstancesAsync([| TurnTranslation.Instance(play.Root, null) |], never))
        |> ignore

    interface IContender with
        member _.Happen happening =
            match happening with
            | Sent(id, delivery) ->
                let message =
                    NewMessage(id, WireCodec.EncodeDelivery delivery, IsCancel = (delivery :? Delivery.Cancel))

                wait (provider.EnqueueAsync([| message |], never)) |> ignore
            | Worked(id, execution, of', outcome) ->
                match leases.TryGetValue((id, execution, of')) with
                | true, lease ->
                    let answer = WireCodec.EncodeDelivery(Delivery.Answer(execution, of', outcome))
                    let completion = ActivityCompletion(lease, Nullable(ReadOnlyMemory answer))
                    wait (provider.CompleteActivitiesAsync([| completion |], never)) |> ignore
                | false, _ -> ()
            | Settled ->
                settle ()
                take ()
            | Passed time ->
                settle ()
                take ()
                clock.Advance time

        member _.Account() =
            let rows = wait (management.ListInstancesAsync(InstanceQuery(), never))
            // An activity that is still there can be renewed.
            let held =
                [
                    for KeyValue(key, lease) in leases do
                        if wait (provider.RenewActivitiesAsync([| lease |], long, never)) |> Seq.head then
                            key
                ]

            {
                Chapters = rows |> Seq.map (fun row -> row.Instance, chapters row.Instance) |> Map.ofSeq
                Values = rows |> Seq.map (fun row -> row.Instance, values row.Instance) |> Map.ofSeq
                Statuses =
                    rows
                    |> Seq.choose (fun row ->
                        Option.ofObj row.CustomStatus |> Option.map (fun text -> row.Instance, text))
                    |> Map.ofSeq
                Work = Set.ofSeq held
            }

        member _.Dispose() =
            await (provider.DisposeAsync().AsTask())
