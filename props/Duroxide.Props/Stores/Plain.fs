namespace Duroxide.Props

open System
open Duroxide
open Duroxide.Core

/// A mistake that a store could make, planted to see that it is noticed.
type Flaw =
    | LeftoversAreLostAtContinueAsNew
    | OneMomentComesBackwards
    | DueTimersComeLast
    | StampedWhenFetched
    | TakenIdsSayNothing
    | LostChildrenGoOn
    | SentDataIsLost

/// The shortest store there is: lists, and the decider called from the beginning of history at every turn.
type Plain(play: Play, flaw: Flaw option) =
    let has mistake = flaw = Some mistake
    let mutable now = Contender.birth
    let mutable number = 0L
    let mutable instances: Map<InstanceId, PlainInstance> = Map.empty

    let change id update =
        instances <- instances |> Map.change id (Option.map update)

    let receive time timer (delivery: Delivery) (instance: PlainInstance) =
        if instance.Ended then
            instance
        else
            number <- number + 1L

            let entry =
                {
                    Time = time
                    Number = number
                    Delivery = delivery
                    Timer = timer
                }

            { instance with
                Inbox = instance.Inbox @ [ entry ]
            }

    let send id delivery = change id (receive now None delivery)

    let create (header: Header) =
        if instances.ContainsKey header.Instance then
            false
        else
            let fresh =
                {
                    Header = header
                    Past = []
                    History = []
                    Start = Some(World.start now)
                    Inbox = []
                    Held = []
                    Work = Set.empty
                    Ended = false
                    Status = None
                    Values = Map.empty
                }

            instances <- instances.Add(header.Instance, fresh)
            true

    let startChild (child: Header) =
        if not (create child) && not (has TakenIdsSayNothing) then
            let parent = child.Parent |> nonNull
            let said = Contender.takenId child
            send parent.Instance (Delivery.Answer(parent.Execution, parent.Of, Outcome.Failed said))

    let perform id (execution: ExecutionId) (action: OrchestrationAction) =
        match action with
        | :? OrchestrationAction.DispatchActivity as dispatch ->
            change id (fun i ->
                { i with
                    Work = i.Work.Add(execution, dispatch.Id)
                })
        | :? OrchestrationAction.StartTimer as timer ->
            change id (receive timer.FireAt (Some timer.Id) (Delivery.Answer(execution, timer.Id, Outcome.Fired())))
        | :? OrchestrationAction.StartOrchestration as start when isNull start.Header.Parent ->
            create start.Header |> ignore
        | :? OrchestrationAction.StartOrchestration as start -> startChild start.Header
        | :? OrchestrationAction.CancelActivity as cancel ->
            change id (fun i ->
                { i with
                    Work = i.Work.Remove(execution, cancel.Id)
                })
        | :? OrchestrationAction.CancelTimer as cancel ->
            change id (fun i ->
                { i with
                    Inbox = i.Inbox |> List.filter (fun entry -> entry.Timer <> Some cancel.Id)
                })
        | :? OrchestrationAction.CancelChild as cancel when not (has LostChildrenGoOn) ->
            send cancel.Instance (Delivery.Cancel(cancel.Reason, From = cancel.By))
        | :? OrchestrationAction.NotifyParent as notify ->
            let parent = notify.Parent
            send parent.Instance (Delivery.Answer(parent.Execution, parent.Of, notify.Outcome))
        | :? OrchestrationAction.SendData as sent when not (has SentDataIsLost) -> send sent.Instance sent.Data
        | _ -> ()

    // What is started is there before anything is sent to it.
    let inOrder actions =
        let isSent (action: OrchestrationAction) =
            match action with
            | :? OrchestrationAction.SendData
            | :? OrchestrationAction.CancelChild
            | :? OrchestrationAction.NotifyParent -> true
            | _ -> false

        List.ofSeq actions |> List.sortBy isSent

    let order (entry: Entry) =
        if has OneMomentComesBackwards then
            entry.Time, -entry.Number
        elif has DueTimersComeLast && entry.Timer.IsSome then
            now, Int64.MaxValue
        else
            entry.Time, entry.Number

    let visible (instance: PlainInstance) =
        instance.Inbox
        |> List.filter (fun entry -> entry.Time <= now)
        |> List.sortBy order

    // As a store that is asked for everything at once, it hands out what was there when the round began.
    let turn newest id =
        let instance = instances[id]

        let waiting = visible instance |> List.filter (fun entry -> entry.Number <= newest)

        let stamp time =
            if has StampedWhenFetched then now else time

        let arrivals =
            Option.toList instance.Start
            @ (waiting |> List.map (fun entry -> Arrival(stamp entry.Time, entry.Delivery)))

        let oldest = World.oldest (instance.Held |> Seq.map _.Delivery)

        let header = Contender.resolved instance.Header
        let history = ResizeArray instance.History

        let decision =
            Execution
                .Resume(Contender.program play header, header, history, play.Limits)
                .Continue(ResizeArray arrivals, oldest)

        let starts = if instance.Start.IsSome then 1 else 0

        let without =
            decision.Held |> Seq.map (fun place -> waiting[place - starts]) |> List.ofSeq

        let gone =
            waiting
            |> List.truncate (decision.Consumed - starts)
            |> List.except without
            |> List.map _.Number
            |> Set.ofList

        change id (fun i ->
            { i with
                Header = header
                History = i.History @ List.ofSeq decision.Events
                Start = None
                Inbox = i.Inbox |> List.filter (fun entry -> not (gone.Contains entry.Number))
            }
            |> PlainInstance.hold decision without
            |> PlainInstance.publish decision)

        inOrder decision.Actions |> List.iter (perform id header.Execution)
        change id (PlainInstance.turnPage (has LeftoversAreLostAtContinueAsNew) decision)

    let rec settle () =
        // Who has something to react to is asked first: what is sent now is for the next round.
        let ready =
            instances
            |> Map.filter (fun _ i -> not i.Ended && (i.Start.IsSome || not (visible i).IsEmpty))
            |> Map.keys
            |> List.ofSeq

        if not ready.IsEmpty then
            ready |> List.iter (turn number)
            settle ()

    do create play.Root |> ignore

    /// What instances wait for, in order.
    member _.Open =
        [
            for KeyValue(id, instance) in instances do
                if not instance.Ended then
                    for entry in (World.fold (PlainInstance.chapter instance)).Open do
                        id, instance.Header.Execution, entry.Key, entry.Value
        ]

    member _.Ids = instances |> Map.keys |> List.ofSeq

    /// How long until the next timer is due; nothing when none is waiting.
    member _.NextTimer =
        [
            for KeyValue(_, instance) in instances do
                for entry in instance.Inbox do
                    if entry.Time > now then
                        TimeSpan.FromMilliseconds(float (entry.Time.UnixMilliseconds - now.UnixMilliseconds))
        ]
        |> List.sort
        |> List.tryHead

    interface IContender with
        member _.Happen happening =
            match happening with
            | Sent(id, delivery) -> send id delivery
            | Worked(id, execution, of', outcome) ->
                match instances.TryFind id with
                | Some instance when instance.Work.Contains(execution, of') ->
                    change id (fun i ->
                        { i with
                            Work = i.Work.Remove(execution, of')
                        })

                    send id (Delivery.Answer(execution, of', outcome))
                | _ -> ()
            | Settled -> settle ()
            | Passed time ->
                settle ()
                now <- now.Plus time

        member _.Account() =
            {
                Chapters =
                    instances
                    |> Map.map (fun _ instance -> instance.Past @ [ PlainInstance.chapter instance ])
                Values = instances |> Map.map (fun _ instance -> instance.Values)
                Statuses =
                    Map.ofSeq
                        [
                            for KeyValue(id, instance) in instances do
                                match instance.Status with
                                | Some status -> id, status
                                | None -> ()
                        ]
                Work =
                    set
                        [
                            for KeyValue(id, instance) in instances do
                                for execution, of' in instance.Work do
                                    id, execution, of'
                        ]
            }

        member _.Dispose() = ()
