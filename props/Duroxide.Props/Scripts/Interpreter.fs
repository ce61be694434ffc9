namespace Duroxide.Props

open System
open System.Collections.Generic
open Duroxide
open Duroxide.Core

/// Runs a script: an orchestration as plain data, without tasks.
type Interpreter(steps: Step list, log: RunLog) =
    let mutable host = Unchecked.defaultof<IProgramHost>
    let mutable digest = 17L
    let mutable finished = false
    let root = Scope None
    let handles = Dictionary<EventId, Handle>()
    let slots = Dictionary<int, Handle>()
    let ready = Queue<Scope * (unit -> unit)>()
    let races = List<RunningRace>()

    let learn (text: string) =
        for character in text do
            digest <- (digest * 31L + int64 character) % 1_000_003L

    let finish ending =
        finished <- true
        host.Finish ending

    let fail message =
        finish (Ending.Failed(Failure.Application(ApplicationKind.Panicked, message)))

    let version pinned =
        if pinned then
            Nullable(SemanticVersion(2, 1, 0, ""))
        else
            Nullable()

    let activity name manner =
        match manner with
        | Plain -> Operation.Activity(name, string digest)
        | Tagged -> Operation.Activity(name, string digest, Tag = "gpu")
        | InSession -> Operation.Activity(name, string digest, Session = "s")
        | Retried -> Operation.Activity(name, string digest, Attempt = 2, FirstAttempt = Nullable(EventId 2L))
        | ShortLived -> Operation.Activity(name, string digest, TimeToLive = Nullable(TimeSpan.FromDays 1.))

    let operation ask : Operation =
        match ask with
        | Work(name, manner) -> activity name manner
        | Delay minutes -> Operation.Timer(TimeSpan.FromMinutes(float minutes))
        | Signal name -> Operation.Event name
        | Letter queue -> Operation.Message queue
        | Child(name, id, pinned) ->
            Operation.SubOrchestration(
                name,
                string digest,
                Instance = (id |> Option.map InstanceId |> Option.toNullable),
                Version = version pinned
            )

    let schedule (scope: Scope) ask =
        let handle = Handle(host.Ask(operation ask), ask)

        if handle.Id <> EventId.None then
            handles[handle.Id] <- handle

        scope.Own handle
        handle

    // What was looked at stays; what waits for the rest hears that it was given up.
    let giveUp why (handle: Handle) =
        let isOver =
            match handle.Ask with
            | Letter _ -> handle.IsRead
            | _ -> handle.Outcome.IsSome

        log.GivenUp.Add(handle.Id, why)
        host.Do(Effect.Cancel handle.Id)

        if not isOver then
            handle.Cancelled <- true

            for waiter in handle.Waiters do
                ready.Enqueue waiter

            handle.Waiters.Clear()

    // Code that goes on after its execution has ended sees nothing that counts.
    let hasEnded () = host.HasEnded

    // Looking at an answer: from here on its message is never given back.
    let look (handle: Handle) =
        match handle.Ask, handle.Outcome with
        | Letter queue, Some(:? Outcome.Succeeded as message) ->
            host.Read handle.Id

            if not (handle.IsRead || hasEnded ()) then
                handle.IsRead <- true
                log.Read.Add(handle.Id, queue, message.Result)
        | _ -> ()

        learn (string handle.Outcome)

    let await (scope: Scope) (handle: Handle) next =
        let see () =
            look handle
            next ()

        if handle.Cancelled then
            fail "awaited what was given up"
        elif handle.Outcome.IsSome then
            see ()
        else
            handle.Waiters.Add(
                scope,
                // Another strand may have given it up since it was answered.
                fun () ->
                    if handle.Cancelled then
                        fail "awaited what was given up"
                    else
                        see ()
            )

    let change key (value: string option) =
        let before = host.Values

        match value with
        | Some value -> host.Do(Effect.SetValue(key, value))
        | None -> host.Do(Effect.ClearValue key)
        // A refused or ignored write changes nothing; any other is seen at once.
        let expected =
            match value with
            | Some value -> host.Values.ContainsKey key && host.Values[key].Data = value
            | None -> not (host.Values.ContainsKey key)

        if not expected && before <> host.Values then
            log.Surprises.Add $"after a change of {key} the values are {host.Values}"

    let rec run (scope: Scope) (steps: Step list) (next: unit -> unit) =
        if not (finished || scope.IsDead) then
            match steps with
            | [] -> next ()
            | step :: rest -> perform scope step (fun () -> run scope rest next)

    and perform scope step next =
        log.Performed.Add step

        match step with
        | Call _
        | Schedule _
        | Await _
        | Abandon _ -> wait scope step next
        | All branches -> all scope branches next
        | Race branches -> race scope branches next
        | RaceHandles numbers -> raceHandles scope numbers next
        | Repeat(times, body) ->
            let rec again left =
                if left = 0 then
                    next ()
                else
                    run scope body (fun () -> again (left - 1))

            again times
        | Choose(one, other) -> run scope (if digest % 2L = 0L then one else other) next
        | Patched(patch, after, before) -> run scope (if host.Patched patch then after else before) next
        | Return -> finish (Ending.Completed(string digest))
        | Throw -> fail $"thrown at {digest}"
        | ContinueAsNew(goesOn, pinned) ->
            if host.Header.Execution.Value < 4L then
                host.Finish(Ending.ContinuedAsNew(string digest, version pinned))
                finished <- not goesOn

            next ()
        | LeaveTheDurableWorld ->
            host.Trace(TraceLine(TraceLevel.Warning, TraceSource.Watch, $"suspected {digest}"))
            host.GiveUp(Failure.Configuration(ConfigurationKind.NotDurable, "Task.Delay", null))
            finished <- true
        | SetValue _
        | Bump _
        | ClearValue _
        | ClearValues
        | SetTag _
        | ClearTag _
        | AppendStatus
        | ResetStatus
        | Detach _
        | Tell _
        | Trace _
        | Guid
        | Clock
        | Deprecated _
        | Oversize ->
            affect step
            next ()

    and wait scope step next =
        match step with
        | Call(ask, strict) ->
            let handle = schedule scope ask

            await scope handle (fun () ->
                match handle.Outcome with
                | Some(:? Outcome.Failed as failed) when strict -> fail failed.Failure.Display
                | _ -> next ())
        | Schedule(slot, ask) ->
            slots[slot] <- schedule scope ask
            next ()
        | Await slot ->
            match slots.TryGetValue slot with
            | true, handle -> await scope handle next
            | false, _ -> next ()
        | Abandon slot ->
            match slots.TryGetValue slot with
            | true, handle -> giveUp ByItsCode handle
            | false, _ -> ()

            next ()
        | _ -> next ()

    and affect step =
        match step with
        | SetValue key -> change key (Some(string digest))
        | Bump key ->
            let before =
                if host.Values.ContainsKey key then
                    host.Values[key].Data
                else
                    "0"

            let number = System.Int64.TryParse before
            change key (Some(string ((snd number + 1L) % 1_000_000L)))
        | ClearValue key -> change key None
        | ClearValues -> host.Do(Effect.ClearValue null)
        | SetTag name ->
            learn (string host.Tags)
            host.Do(Effect.SetTag(name, string digest))
        | ClearTag name -> host.Do(Effect.SetTag(name, null))
        | AppendStatus ->
            learn (string host.Status)
            host.Do(Effect.SetCustomStatus $"status {digest}")
        | ResetStatus -> host.Do(Effect.SetCustomStatus null)
        | Detach(name, pinned) ->
            // One that meets a child's id shows in which order a store creates the two.
            let id = InstanceId(if digest % 3L = 0L then "child" else $"detached-{digest}")

            host.Do(Effect.StartOrchestration(name, id, string digest, Version = version pinned))
        | Tell(channel, name, instance) -> host.Do(Effect.Send(InstanceId instance, channel, name, string digest))
        | Trace text ->
            if not (hasEnded ()) then
                log.Traced.Add $"{text} {digest}"

            host.Trace(TraceLine(enum (int (digest % 4L)), TraceSource.Orchestration, $"{text} {digest}"))
        | Guid ->
            let id = host.NewGuid()

            if not (hasEnded ()) then
                log.Guids.Add id

            learn (string id)
        | Clock -> learn (string host.Now)
        | Deprecated patch -> host.DeprecatePatch patch
        | Oversize -> change "a" (Some(String.replicate 40 "x"))
        | _ -> ()

    and all scope branches next =
        let mutable left = branches.Length

        for branch in branches do
            run scope branch (fun () ->
                left <- left - 1

                if left = 0 then
                    next ())

        if branches.IsEmpty then
            next ()

    and race scope branches next =
        let scopes = branches |> List.map (fun _ -> Scope(Some scope))
        let through = Array.create branches.Length false

        let settle (winner: int option) =
            for index, branch in List.indexed scopes do
                if Some index <> winner then
                    branch.Lost <- true

                    branch.Asked
                    |> Seq.distinct
                    |> Seq.sortBy _.Id.Value
                    |> Seq.iter (giveUp ByLosingAsBranch)

            learn $"branch {Option.get winner}"
            next ()

        if branches.IsEmpty then
            next ()
        else
            races.Add
                {
                    Scope = scope
                    Standings =
                        fun () ->
                            through
                            |> Array.map (fun isThrough -> if isThrough then Through else Running)
                            |> List.ofArray
                    Settle = settle
                }

            for index, (branch, steps) in List.indexed (List.zip scopes branches) do
                // A race that is won already starts no further branch.
                if not (Array.contains true through) then
                    run branch steps (fun () -> through[index] <- true)

    and raceHandles scope numbers next =
        let raced =
            numbers
            |> List.distinct
            |> List.choose (fun number ->
                match slots.TryGetValue number with
                | true, handle when not handle.Cancelled -> Some handle
                | _ -> None)

        let settle winner =
            match winner with
            | None -> fail "every handle of a race was given up"
            | Some winner ->
                look raced[winner]

                for index, handle in List.indexed raced do
                    if index <> winner then
                        giveUp ByLosingAsHandle handle

                next ()

        if raced.IsEmpty then
            next ()
        else
            races.Add
                {
                    Scope = scope
                    Standings =
                        fun () ->
                            raced
                            |> List.map (fun handle ->
                                if handle.Cancelled then Out
                                elif handle.Outcome.IsSome then Through
                                else Running)
                    Settle = settle
                }

    // Runs what is ready; only when nothing is, the first race with a branch that is through gets decided.
    let rec pump () =
        match ready.TryDequeue() with
        | true, (scope, next) ->
            if not (finished || scope.IsDead) then
                next ()

            pump ()
        | false, _ ->
            match races |> Seq.tryFind _.IsDecidable with
            | Some contest when not finished ->
                races.Remove contest |> ignore
                contest.Settle(List.tryFindIndex ((=) Through) (contest.Standings()))
                pump ()
            | _ -> ()

    interface IProgram with
        member _.Start given =
            host <- given
            learn host.Header.Input
            run root steps (fun () -> finish (Ending.Completed(string digest)))
            pump ()

        member _.Resolve(id, outcome) =
            log.Delivered.Add(id, outcome)

            match handles.TryGetValue id with
            | true, handle ->
                handle.Outcome <- Some outcome

                for waiter in handle.Waiters do
                    ready.Enqueue waiter

                handle.Waiters.Clear()
            | false, _ -> log.Surprises.Add $"{id} was answered, but never asked for"

            pump ()
