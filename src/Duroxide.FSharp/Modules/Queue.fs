namespace Duroxide.FSharp

open System
open Duroxide
open Duroxide.FSharp

/// <summary>Queues of messages: first in, first out, and no message is lost or read twice.</summary>
[<RequireQualifiedAccess>]
module Queue =
    /// <summary>Takes the earliest unread message of a queue, also one that came before.</summary>
    let receive<'T> (queue: string) : Durable<'T> =
        Ask(fun context -> context.ReceiveMessage<'T> queue)

    /// <summary>Takes the earliest unread message of a queue, and waits for it for a time span at most; <c>tryReceiveFor</c> gives none instead of raising.</summary>
    /// <exception cref="T:Duroxide.WaitTimeoutException">No message came in time.</exception>
    let receiveFor<'T> (longest: TimeSpan) (queue: string) : Durable<'T> =
        Ask(fun context -> context.ReceiveMessage<'T>(queue, Options.wait longest))

    /// <summary>Takes the earliest unread message of a queue; none when there was none within a while, which may be zero.</summary>
    let tryReceiveFor<'T> (longest: TimeSpan) (queue: string) : Durable<'T option> =
        CallError.inTime (receiveFor<'T> longest queue)

    /// <summary>Puts a message into a queue of an instance, which may be this one; it waits there for its reader, across continue-as-new too.</summary>
    /// <remarks>It is sent once. An instance that does not exist or has ended gets nothing, and nothing tells of it.</remarks>
    let send (instance: InstanceId) (queue: string) (data: 'T) : Durable<unit> =
        Cold.now _.SendMessage(instance, queue, data)
