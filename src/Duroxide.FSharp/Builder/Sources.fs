namespace Duroxide.FSharp

open System.Collections.Generic
open System.ComponentModel
open System.Threading.Tasks
open Duroxide
open Duroxide.FSharp

/// <summary>What else a block may bind, and the compiler's answer to what it may not.</summary>
[<AutoOpen; EditorBrowsable(EditorBrowsableState.Never)>]
module Sources =
    [<Literal>]
    let private NotDurable =
        "is not durable: an orchestration is run again from its history, and would do this again each time. Do it in an activity and bind Activity.call; to wait, bind Timer.after, Event.wait or Queue.receive."

    [<Literal>]
    let private TaskRefused = "A Task " + NotDurable

    [<Literal>]
    let private ValueTaskRefused = "A ValueTask " + NotDurable

    [<Literal>]
    let private AsyncRefused = "An Async " + NotDurable

    [<Literal>]
    let private StreamRefused = "An asynchronous sequence " + NotDurable

    type OrchestrationBuilder with
        /// <summary>Awaits the handle of something that was asked for before.</summary>
        member inline _.Source(handle: DurableTask<'T>) : Durable<'T> = Handle.result handle

        /// <summary>Walks a sequence.</summary>
        member inline _.Source(items: #seq<'Item>) : #seq<'Item> = items

        /// <summary>Refused.</summary>
        [<CompilerMessage(TaskRefused, 9101, IsError = true)>]
        member _.Source(_: Task<'T>) : Durable<'T> = invalidOp TaskRefused

        /// <summary>Refused.</summary>
        [<CompilerMessage(TaskRefused, 9101, IsError = true)>]
        member _.Source(_: Task) : Durable<unit> = invalidOp TaskRefused

        /// <summary>Refused.</summary>
        [<CompilerMessage(ValueTaskRefused, 9101, IsError = true)>]
        member _.Source(_: ValueTask<'T>) : Durable<'T> = invalidOp ValueTaskRefused

        /// <summary>Refused.</summary>
        [<CompilerMessage(ValueTaskRefused, 9101, IsError = true)>]
        member _.Source(_: ValueTask) : Durable<unit> = invalidOp ValueTaskRefused

        /// <summary>Refused.</summary>
        [<CompilerMessage(AsyncRefused, 9101, IsError = true)>]
        member _.Source(_: Async<'T>) : Durable<'T> = invalidOp AsyncRefused

        /// <summary>Refused.</summary>
        [<CompilerMessage(StreamRefused, 9101, IsError = true)>]
        member _.Source(_: IAsyncEnumerable<'Item>) : seq<'Item> = invalidOp StreamRefused
