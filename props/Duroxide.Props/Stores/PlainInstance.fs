namespace Duroxide.Props

open Duroxide
open Duroxide.Core

/// Something in the inbox of an instance.
type Entry =
    {
        Time: Timestamp
        Number: int64
        Delivery: Delivery
        Timer: EventId option
    }

/// An instance as the plain store keeps it.
type PlainInstance =
    {
        Header: Header
        Past: Chapter list
        History: HistoryEvent list
        Start: Arrival option
        Inbox: Entry list
        Held: Entry list
        Work: Set<ExecutionId * EventId>
        Ended: bool
        Status: string option
        Values: Map<string, StoredValue>
    }

module PlainInstance =
    let chapter (instance: PlainInstance) : Chapter =
        {
            Header = instance.Header
            History = instance.History
        }

    /// What clients see after a decision.
    let publish (decision: Decision) instance =
        let status =
            match Option.ofObj decision.Status with
            | Some change -> Option.ofObj change.Text
            | None -> instance.Status

        let values =
            decision.Values
            |> Seq.fold
                (fun values change -> values |> Map.change change.Key (fun _ -> Option.ofObj change.Value))
                instance.Values

        { instance with
            Status = status
            Values = values
        }

    /// Sets data aside for which there was no room, and puts it back when there may be some, or for the next execution.
    let hold (decision: Decision) (without: Entry list) instance =
        let numbers = without |> List.map _.Number |> Set.ofList

        let isPutBack = (Option.ofObj decision.Ending).IsSome || decision.TakesHeld

        if isPutBack then
            { instance with
                Inbox = instance.Held @ instance.Inbox
                Held = []
            }
        else
            { instance with
                Inbox = instance.Inbox |> List.filter (fun entry -> not (numbers.Contains entry.Number))
                Held = instance.Held @ without
            }

    /// What becomes of an instance whose execution has ended; as it is when it goes on.
    let turnPage losesLeftovers (decision: Decision) instance =
        match Option.ofObj decision.Ending, Option.ofObj decision.Next with
        | None, _ -> instance
        | Some _, None ->
            { instance with
                Ended = true
                Inbox = []
            }
        | Some _, Some next ->
            { instance with
                Past = instance.Past @ [ chapter instance ]
                Header = next
                History = []
                Start =
                    instance.Inbox
                    |> List.map (fun entry -> Arrival(entry.Time, entry.Delivery))
                    |> World.startBefore next (List.last instance.History).Time
                    |> Some
                Inbox = if losesLeftovers then [] else instance.Inbox
            }
