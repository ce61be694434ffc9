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
