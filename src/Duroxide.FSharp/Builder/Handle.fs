namespace Duroxide.FSharp

open Duroxide
open Duroxide.FSharp

/// <summary>What was begun and is awaited later, if at all. A block binds a handle like an orchestration.</summary>
[<RequireQualifiedAccess>]
module Handle =
    /// <summary>Begins an orchestration now, and gives its handle without waiting.</summary>
    let start (orchestration: Durable<'T>) : Durable<DurableTask<'T>> =
        Cold.now (fun context -> Cold.handle context orchestration)

    /// <summary>Waits for what was begun.</summary>
    let result (handle: DurableTask<'T>) : Durable<'T> = Ask(fun _ -> handle)

    /// <summary>Gives up what was begun; awaiting the handle afterwards is an error.</summary>
    let cancel (handle: DurableTask<'T>) : Durable<unit> = Cold.now (fun _ -> handle.Cancel())
