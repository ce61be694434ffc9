namespace Duroxide.Props

open System
open System.Collections.Generic
open Duroxide
open Duroxide.Core

/// Raw chance, from which an arrival is made once it is known what the instance waits for.
type Pick =
    {
        Kind: int
        Index: int
        Data: int
        Minutes: int
    }

/// Which limit, if any, is so tight that scripts break it.
type Tight =
    | Nothing
    | Values
    | Keys
    | Routing
    | Status
    | Carried
    | History
    | Asks

/// One generated case: a script, what happens to it, and how the runtime takes it.
/// A failed law shows it in words, so the framework's own rendering is kept to a line.
[<StructuredFormatDisplay("{Shown}")>]
type Case =
    {
        Steps: Step list
        Tight: Tight
        HasParent: bool
        /// The last event that it keeps of what it was forked from; 0 when it was started.
        Kept: int
        Early: Pick list
        Picks: Pick list
        Plan: Turn list
    }

    member this.Shown =
        $"a script of {this.Steps.Length} steps, {this.Picks.Length} arrivals"

/// What arrives, in the order of the queue; the first start is among it, later ones come with continue-as-new.
module Arrivals =
    let private succeeded (data: string) : Outcome = Outcome.Succeeded data

    let private application text =
        Failure.Application(ApplicationKind.ActivityFailed, text)

    let private poison subject : Failure = Failure.Poison(3, 2, subject, "item")

    // What ends an instance whatever its code would say.
    let private system (pick: Pick) =
        let other, first = InstanceId "other", ExecutionId.First

        match pick.Data % 4 with
        | 0 -> poison (PoisonSubject.Orchestration(other, first))
        | 1 -> poison (PoisonSubject.Activity(other, first, "a", EventId 3L))
        | 2 -> poison (PoisonSubject.UnreadableHistory(other, first, "half a line"))
        | _ -> Failure.Infrastructure("Commit", "the disk is full", true)

    /// What the generator knows while it makes arrivals: the reference run so far.
    type private Reference(setting: Setting) =
        let mutable head = World.header setting
        let mutable execution = World.resume setting head []
        let due = Dictionary<EventId, Timestamp>()
        member val Ended = false with get, set
        member val Answers = List<Delivery>()
        member _.Head = head
        member _.Open = execution.State.Open |> List.ofSeq
        member _.Due id = due[id]

        member this.Take(arrival: Arrival) =
            if not this.Ended then
                let decision = execution.Continue [| arrival |]

                for event in decision.Events do
                    match event.Fact with
                    | :? Fact.Scheduled as scheduled ->
                        match scheduled.Operation with
                        | :? Operation.Timer as timer -> due[event.Id] <- event.Time.Plus timer.Delay
                        | _ -> ()
                    | _ -> ()

                match Option.ofObj decision.Ending, Option.ofObj decision.Next with
                | Some _, Some next ->
                    let time = execution.State.LastTime
                    head <- World.nextHeader next next.Carried
                    execution <- World.resume setting head []
                    due.Clear()
                    this.Take(World.start time)
                | Some _, None -> this.Ended <- true
                | None, _ -> ()

    let private answer execution id outcome =
        Delivery.Answer(execution, id, outcome) :> Delivery

    let private fitting (pick: Pick) (operation: Operation) data : Outcome =
        match operation with
        | :? Operation.Timer -> Outcome.Fired()
        | _ when pick.Data % 100 < 15 -> Outcome.Failed(application $"failure {data}")
        | _ -> succeeded data

    let private parent = ParentLink(InstanceId "parent", ExecutionId 3L, EventId 7L)

    // Nobody's name is on a client's request; the call's that started the instance counts, any other's does not.
    let private canceller (pick: Pick) : ParentLink | null =
        match pick.Data % 6 with
        | 0 -> parent
        | 1 -> ParentLink(InstanceId "stranger", parent.Execution, parent.Of)
        | 2 -> ParentLink(parent.Instance, parent.Execution, EventId 8L)
        | _ -> null

    // Whichever runs, the one that runs, or another one.
    let private meant (pick: Pick) (head: Header) =
        match pick.Data % 4 with
        | 0
        | 1 -> Nullable()
        | 2 -> Nullable head.Execution
        | _ -> Nullable(ExecutionId 99L)

    // Whenever it started, when the first execution did, or long before.
    let private since (pick: Pick) =
        match pick.Data % 5 with
        | 0 -> Nullable(Timestamp 1_000_000L)
        | 1 -> Nullable(Timestamp 1L)
        | _ -> Nullable()

    // The start's id, none, or less than that.
    let private neverAnOperation (pick: Pick) = EventId(int64 (pick.Index % 3 - 1))

    let private junk (reference: Reference) (pick: Pick) data : Delivery option =
        let head = reference.Head

        let nth (items: 'a list) =
            if items.IsEmpty then
                None
            else
                Some items[pick.Index % items.Length]

        match pick.Kind with
        | kind when kind < 6 -> nth (List.ofSeq reference.Answers)
        | kind when kind < 9 -> Some(answer head.Execution (neverAnOperation pick) (Outcome.Fired()))
        | kind when kind < 12 ->
            nth reference.Open
            |> Option.map (fun entry ->
                match entry.Value with
                | :? Operation.Timer -> answer head.Execution entry.Key (succeeded data)
                | :? Operation.Activity
                | :? Operation.SubOrchestration -> answer head.Execution entry.Key (Outcome.Fired())
                | _ -> answer head.Execution entry.Key (succeeded data))
        | kind when kind < 15 ->
            nth reference.Open
            |> Option.map (fun entry ->
                let execution = ExecutionId(if pick.Data % 2 = 0 then 99L else 0L)

                answer execution entry.Key (fitting pick entry.Value data))
        | kind when kind < 17 -> Some(Delivery.Start())
        | kind when kind < 19 -> Some(Delivery.Data(Channel.Event, "nobody", data))
        | kind when kind < 21 -> Some(Delivery.Cancel($"reason {data}", From = canceller pick))
        | 21 -> Some(Delivery.GiveUp(system pick, Execution = meant pick head, Since = since pick))
        | kind when kind < 24 ->
            nth reference.Open
            |> Option.bind (fun entry ->
                match entry.Value with
                | :? Operation.Activity
                | :? Operation.SubOrchestration -> Some(answer head.Execution entry.Key (Outcome.Failed(system pick)))
                | _ -> None)
        | _ -> None

    let private toOpen (reference: Reference) (pick: Pick) data : (Delivery * Timestamp option) option =
        let entries = reference.Open

        if entries.IsEmpty then
            None
        else
            let entry = entries[pick.Index % entries.Length]

            match entry.Value with
            | :? Operation.Event as wait -> Some(Delivery.Data(Channel.Event, wait.Name, data), None)
            | :? Operation.Message as wait -> Some(Delivery.Data(Channel.Queue, wait.Queue, data), None)
            | :? Operation.Timer ->
                Some(answer reference.Head.Execution entry.Key (Outcome.Fired()), Some(reference.Due entry.Key))
            | operation -> Some(answer reference.Head.Execution entry.Key (fitting pick operation data), None)

    let private delivery reference (pick: Pick) number =
        let name = if pick.Data % 2 = 0 then "a" else "b"
        let data = $"d{number}"

        let unasked () : Delivery * Timestamp option =
            if pick.Kind % 4 = 0 then
                Delivery.Data(Channel.Event, name, data), None
            else
                Delivery.Data(Channel.Queue, name, data), None

        match junk reference pick data with
        | Some delivery -> delivery, None
        | None when pick.Kind < 70 -> unasked ()
        | None -> toOpen reference pick data |> Option.defaultWith unasked

    /// Makes the arrivals of a case, each chosen by what its reference run waits for at that point.
    let make setting (case: Case) =
        let reference = Reference { setting with Rejected = None }
        let arrivals = List<Arrival>()
        let mutable clock = 1_000_000L

        let take (arrival: Arrival) =
            match arrival.Delivery with
            | :? Delivery.Answer as answer -> reference.Answers.Add answer
            | _ -> ()

            arrivals.Add arrival
            reference.Take arrival

        let pick number (pick: Pick) =
            // Arrivals are mostly in the order of time, but not always.
            clock <- clock + int64 (pick.Minutes * 60_000)
            let delivery, due = delivery reference pick number
            let time = due |> Option.defaultValue (Timestamp clock)
            take (Arrival(time, delivery))

        case.Early |> List.iteri pick

        if not (arrivals |> Seq.exists World.isStart) then
            take (World.start (Timestamp clock))

        let mutable after = 0

        for number, next in List.indexed case.Picks do
            // A few arrivals after the end are enough to see that they leave no trace.
            if reference.Ended then
                after <- after + 1

            if after < 4 then
                pick (100 + number) next

        List.ofSeq arrivals

module Case =
    let limits tight =
        match tight with
        | Nothing -> Limits.Default
        | Values -> Limits(ValueBytes = 20)
        | Keys -> Limits(ValueKeys = 1)
        | Routing -> Limits(TagBytes = 2)
        | Status -> Limits(CustomStatusBytes = 8)
        | Carried -> Limits(CarriedMessages = 1)
        | History -> Limits(HistoryEvents = 18)
        | Asks -> Limits(AsksPerRun = 5)

    /// The world of a case, with one rejected choice switched on or none.
    let setting rejected (case: Case) =
        {
            Steps = case.Steps
            Limits = limits case.Tight
            Parent =
                if case.HasParent then
                    Some(ParentLink(InstanceId "parent", ExecutionId 3L, EventId 7L))
                else
                    None
            Nonce = Nonce.From "i"
            Fork =
                if case.Kept = 0 then
                    None
                else
                    Some(
                        ForkedFrom(
                            InstanceId "origin",
                            ExecutionId.First,
                            Nonce.From "origin",
                            EventId(int64 case.Kept)
                        )
                    )
            Rejected = rejected
            Written = false
        }

    let show (case: Case) =
        let setting = setting None case

        let arrivals =
            Arrivals.make setting case
            |> List.map (fun a -> $"  {a.Time.UnixMilliseconds} {a.Delivery}")

        let plan =
            case.Plan
            |> List.map (fun turn -> $"{turn.Fetch}{turn.Fate}")
            |> String.concat " "

        let lines =
            [
                $"script (limits: {case.Tight}, parent: {case.HasParent}, kept of a fork: {case.Kept}):"
                Script.show case.Steps
                "arrivals:"
            ]
            @ arrivals
            @ [ $"plan: {plan}" ]

        String.concat "\n" lines
