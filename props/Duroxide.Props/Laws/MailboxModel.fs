namespace Duroxide.Props

open Duroxide.Core

/// The simplest account of queues and events that there can be: lists, walked from the front.
/// It shares nothing with the core, so that both would have to be wrong in the same way.
type MailboxModel =
    {
        /// The open waits, oldest first.
        Waits: (EventId * Channel * string) list
        /// The untaken messages of all queues, oldest first.
        Messages: (int64 * string * string) list
        /// Who took what, kept because it may be given back.
        Taken: Map<int64, int64 * string * string>
        /// What every wait received, in the order of receiving; a message given back and taken again counts twice.
        Received: (EventId * string) list
        /// All waits that were ever cancelled.
        Cancelled: Set<int64>
    }

module MailboxModel =
    let private start (header: Header) =
        let carried =
            header.Carried
            |> List.ofSeq
            |> List.mapi (fun i m -> int64 (i - header.Carried.Count), m.Queue, m.Data)

        {
            Waits = []
            Messages = carried
            Taken = Map.empty
            Received = []
            Cancelled = Set.empty
        }

    // The first wait for which there is a message takes the first message for it.
    let private settle boxes =
        let matching (_, channel, name) (_, queue, _) = channel = Channel.Queue && name = queue

        let ready =
            boxes.Waits
            |> List.tryFind (fun wait -> boxes.Messages |> List.exists (matching wait))

        match ready with
        | None -> boxes
        | Some((id, _, _) as wait) ->
            let (_, _, data) as message = boxes.Messages |> List.find (matching wait)

            { boxes with
                Waits = boxes.Waits |> List.except [ wait ]
                Messages = boxes.Messages |> List.except [ message ]
                Taken = boxes.Taken.Add(id.Value, message)
                Received = boxes.Received @ [ id, data ]
            }

    let private apply boxes (event: HistoryEvent) =
        match event.Fact with
        | :? Fact.Scheduled as scheduled ->
            match scheduled.Operation with
            | :? Operation.Event as wait ->
                { boxes with
                    Waits = boxes.Waits @ [ event.Id, Channel.Event, wait.Name ]
                }
            | :? Operation.Message as wait ->
                settle
                    { boxes with
                        Waits = boxes.Waits @ [ event.Id, Channel.Queue, wait.Queue ]
                    }
            | _ -> boxes
        | :? Fact.Arrived as arrived when arrived.Channel = Channel.Queue ->
            settle
                { boxes with
                    Messages = boxes.Messages @ [ event.Id.Value, arrived.Name, arrived.Data ]
                }
        | :? Fact.Arrived as arrived ->
            match
                boxes.Waits
                |> List.tryFind (fun (_, c, name) -> c = Channel.Event && name = arrived.Name)
            with
            | None -> boxes
            | Some((id, _, _) as wait) ->
                { boxes with
                    Waits = boxes.Waits |> List.except [ wait ]
                    Received = boxes.Received @ [ id, arrived.Data ]
                }
        | :? Fact.Applied as applied ->
            match applied.Effect with
            | :? Effect.Cancel as cancel ->
                let back = boxes.Taken.TryFind cancel.Of.Value |> Option.toList

                settle
                    { boxes with
                        Waits = boxes.Waits |> List.filter (fun (id, _, _) -> id <> cancel.Of)
                        Messages = boxes.Messages @ back |> List.sortBy (fun (place, _, _) -> place)
                        Taken = boxes.Taken.Remove cancel.Of.Value
                        Cancelled = boxes.Cancelled.Add cancel.Of.Value
                    }
            | _ -> boxes
        | _ -> boxes

    let walk (chapter: Chapter) =
        List.fold apply (start chapter.Header) chapter.History
