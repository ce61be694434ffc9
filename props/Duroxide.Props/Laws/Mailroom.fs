namespace Duroxide.Props

open Duroxide.Core

/// The simplest account of queues and events that there can be: lists, walked from the front.
/// It shares nothing with the core, so that both would have to be wrong in the same way.
type Mailroom =
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

module Mailroom =
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
    let private settle room =
        let matching (_, channel, name) (_, queue, _) = channel = Channel.Queue && name = queue

        let ready =
            room.Waits
            |> List.tryFind (fun wait -> room.Messages |> List.exists (matching wait))

        match ready with
        | None -> room
        | Some((id, _, _) as wait) ->
            let (_, _, data) as message = room.Messages |> List.find (matching wait)

            { room with
                Waits = room.Waits |> List.except [ wait ]
                Messages = room.Messages |> List.except [ message ]
                Taken = room.Taken.Add(id.Value, message)
                Received = room.Received @ [ id, data ]
            }

    let private apply room (event: HistoryEvent) =
        match event.Fact with
        | :? Fact.Scheduled as scheduled ->
            match scheduled.Operation with
            | :? Operation.Event as wait ->
                { room with
                    Waits = room.Waits @ [ event.Id, Channel.Event, wait.Name ]
                }
            | :? Operation.Message as wait ->
                settle
                    { room with
                        Waits = room.Waits @ [ event.Id, Channel.Queue, wait.Queue ]
                    }
            | _ -> room
        | :? Fact.Arrived as arrived when arrived.Channel = Channel.Queue ->
            settle
                { room with
                    Messages = room.Messages @ [ event.Id.Value, arrived.Name, arrived.Data ]
                }
        | :? Fact.Arrived as arrived ->
            match
                room.Waits
                |> List.tryFind (fun (_, c, name) -> c = Channel.Event && name = arrived.Name)
            with
            | None -> room
            | Some((id, _, _) as wait) ->
                { room with
                    Waits = room.Waits |> List.except [ wait ]
                    Received = room.Received @ [ id, arrived.Data ]
                }
        | :? Fact.Applied as applied ->
            match applied.Effect with
            | :? Effect.Cancel as cancel ->
                let back = room.Taken.TryFind cancel.Of.Value |> Option.toList

                settle
                    { room with
                        Waits = room.Waits |> List.filter (fun (id, _, _) -> id <> cancel.Of)
                        Messages = room.Messages @ back |> List.sortBy (fun (place, _, _) -> place)
                        Taken = room.Taken.Remove cancel.Of.Value
                        Cancelled = room.Cancelled.Add cancel.Of.Value
                    }
            | _ -> room
        | _ -> room

    let walk (chapter: Chapter) =
        List.fold apply (start chapter.Header) chapter.History
