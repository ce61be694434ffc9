namespace Duroxide.FSharp

open Duroxide

/// <summary>Queues of messages: first in, first out, and no message is lost or read twice.</summary>
[<RequireQualifiedAccess>]
module Queue =
    /// <summary>Takes the earliest unread message of a queue, also one that came before.</summary>
    let dequeue<'T> (queue: string) : Orchestration<'T> =
        Ask(fun context -> context.DequeueEvent<'T> queue)
