namespace Duroxide.Props

open System.Threading
open System.Collections.Generic
open Duroxide
open Duroxide.Core

/// Choices that were rejected, each because some law breaks; switched on one by one to prove that the laws have teeth.
type Rejected =
    | CancelBeatsTheBatch
    | TimeStampedPerBatch
    | RestOfTheBatchIsDiscarded
    | LimitsAfterTheTurn
    | CancelsWaitForTheTurnsEnd
    | SeedIsTheLatestValues
    | ProgramKeptAfterFailedCommit
    | GivenBackIsLost
    | CarriedBeyondOneAreDropped
    | BatchDeliveredBackwards
    | ConsumptionIsNotAtomic
    | TracesWrittenBeforeTheCommit
    | NextStartQueuesBehind
    | NextStartCountsAsReplayed
    | ChildCancelledInItsTurnNetsToNothing
    | UnknownAnswerIsFatal
    | AmbientState
    | EventAfterTheEnding
    | StoredWithoutTags

/// A host that hands its program's wishes on in another way than they were meant.
type DistortedHost(inner: IProgramHost, rejected: Rejected, deferred: List<EventId>) =
    interface IProgramHost with
        member _.Header = inner.Header
        member _.Self = inner.Self
        member _.Version = inner.Version
        member _.IsReplaying = inner.IsReplaying
        member _.HasEnded = inner.HasEnded
        member _.Now = inner.Now
        member _.Values = inner.Values
        member _.Tags = inner.Tags
        member _.Status = inner.Status
        member _.Ask operation = inner.Ask operation

        member _.Do effect =
            match rejected, effect with
            | GivenBackIsLost, (:? Effect.Cancel as cancel) ->
                inner.Read cancel.Of
                inner.Do effect
            | CancelsWaitForTheTurnsEnd, (:? Effect.Cancel as cancel) -> deferred.Add cancel.Of
            | _ -> inner.Do effect

        member _.Finish ending = inner.Finish ending
        member _.GiveUp failure = inner.GiveUp failure
        member _.Read wait = inner.Read wait
        member _.Patched patch = inner.Patched patch
        member _.DeprecatePatch patch = inner.DeprecatePatch patch
        member _.ChildInstance(id, child) = inner.ChildInstance(id, child)
        member _.NewGuid() = inner.NewGuid()
        member _.Trace line = inner.Trace line

/// A program behind a distorted host.
type DistortedProgram(inner: IProgram, rejected: Rejected) =
    let deferred = List<EventId>()
    let mutable host = Unchecked.defaultof<IProgramHost>

    /// Whether the run at hand is the last of its turn; a replay cannot know, and takes every run for one.
    member val TurnEnds = true with get, set

    member private this.Flush() =
        if this.TurnEnds then
            for id in deferred.ToArray() do
                host.Do(Effect.Cancel id)

            deferred.Clear()

    interface IProgram with
        member this.Start given =
            host <- given
            inner.Start(DistortedHost(given, rejected, deferred))
            this.Flush()

        member this.Resolve(operation, outcome) =
            inner.Resolve(operation, outcome)
            this.Flush()

/// What a rejected choice makes of the things that pass through a driver.
module Distortion =
    let mutable private ambient = 0

    let program rejected (steps: Step list) log : IProgram =
        match rejected with
        | Some AmbientState ->
            let number = Interlocked.Increment &ambient
            Interpreter(Call(Work($"ambient-{number}", Plain), false) :: steps, log)
        | Some(GivenBackIsLost as choice)
        | Some(CancelsWaitForTheTurnsEnd as choice) -> DistortedProgram(Interpreter(steps, log), choice)
        | _ -> Interpreter(steps, log)

    let limits rejected limits =
        match rejected with
        | Some LimitsAfterTheTurn -> Limits(ValueBytes = 1_000_000)
        | _ -> limits

    let private fatal known (arrival: Arrival) =
        match arrival.Delivery with
        | :? Delivery.Answer as answer when not (Set.contains answer.Of.Value known) ->
            let failure =
                Failure.Configuration(ConfigurationKind.Nondeterminism, "answer", null)

            Arrival(arrival.Time, Delivery.GiveUp failure)
        | _ -> arrival

    /// The batch as the store hands it out, knowing what is in the history.
    let batch rejected (history: HistoryEvent list) (batch: Arrival list) =
        // The start stays in front, or all of the batch would be dropped by right.
        let starts, others = batch |> List.partition (fun a -> a.Delivery :? Delivery.Start)

        match rejected with
        | Some CancelBeatsTheBatch ->
            let cancels, others =
                others |> List.partition (fun a -> a.Delivery :? Delivery.Cancel)

            starts @ cancels @ others
        | Some BatchDeliveredBackwards -> starts @ List.rev others
        | Some TimeStampedPerBatch ->
            let latest =
                batch |> List.map _.Time |> List.reduce (fun a b -> Timestamp.Later(a, b))

            batch |> List.map (fun a -> Arrival(latest, a.Delivery))
        | Some UnknownAnswerIsFatal when not history.IsEmpty ->
            let known =
                history
                |> List.filter (fun e -> e.Fact :? Fact.Scheduled)
                |> List.map _.Id.Value
                |> Set.ofList

            batch |> List.map (fatal known)
        | _ -> batch

    let private breaks (limits: Limits) (event: HistoryEvent) =
        match event.Fact with
        | :? Fact.Applied as applied ->
            match applied.Effect with
            | :? Effect.SetValue as set -> HistorySize.Of set.Value > limits.ValueBytes
            | _ -> false
        | _ -> false

    /// The decision of a turn that looks at the limits when it is over.
    let decision rejected limits (decision: Decision) =
        if
            rejected <> Some LimitsAfterTheTurn
            || not (decision.Events |> Seq.exists (breaks limits))
        then
            decision
        else
            let kept =
                decision.Events
                |> Seq.filter (fun e -> not (e.Fact :? Fact.Ended))
                |> List.ofSeq

            let last = List.last kept
            let failure = Failure.Application(ApplicationKind.OrchestrationFailed, "too large")
            let ended = HistoryEvent(last.Id.Next, last.Time, Fact.Ended(Ending.Failed failure))

            Decision(
                ValueList.ToValueList(kept @ [ ended ]),
                decision.Actions,
                decision.Consumed,
                Ending = Ending.Failed failure
            )

    let private startedChild (action: OrchestrationAction) =
        match action with
        | :? OrchestrationAction.StartOrchestration as start when not (isNull start.Header.Parent) ->
            Some start.Header.Instance.Value
        | _ -> None

    let private cancelledChild (action: OrchestrationAction) =
        match action with
        | :? OrchestrationAction.CancelChild as cancel -> Some cancel.Instance.Value
        | _ -> None

    /// The actions that are carried out.
    let actions rejected (decision: Decision) =
        let all = List.ofSeq decision.Actions

        match rejected with
        | Some ChildCancelledInItsTurnNetsToNothing ->
            let both =
                Set.intersect
                    (all |> List.choose startedChild |> Set.ofList)
                    (all |> List.choose cancelledChild |> Set.ofList)

            let nets id = id |> Option.exists both.Contains

            all
            |> List.filter (fun action -> not (nets (startedChild action) || nets (cancelledChild action)))
        | _ -> all

    /// How many arrivals are taken off the queue after a commit.
    let consumed rejected fate (batch: Arrival list) (decision: Decision) =
        match rejected with
        | Some RestOfTheBatchIsDiscarded -> batch.Length
        | Some ConsumptionIsNotAtomic when fate = Cold -> 0
        | _ -> decision.Consumed

    /// An event as a careless codec would give it back.
    let stored rejected (event: HistoryEvent) =
        match rejected, event.Fact with
        | Some StoredWithoutTags, (:? Fact.Scheduled as scheduled) ->
            match scheduled.Operation with
            | :? Operation.Activity as activity ->
                let forgetful = Operation.Activity(activity.Name, activity.Input)
                HistoryEvent(event.Id, event.Time, Fact.Scheduled forgetful)
            | _ -> event
        | _ -> event

    let carried rejected (next: Header) =
        match rejected with
        | Some CarriedBeyondOneAreDropped -> next.Carried |> Seq.truncate 1 |> ValueList.ToValueList
        | _ -> next.Carried
