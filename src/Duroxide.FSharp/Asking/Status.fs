namespace Duroxide.FSharp

open Duroxide
open Duroxide.FSharp

/// <summary>A text that tells clients how far an instance is.</summary>
[<RequireQualifiedAccess>]
module Status =
    /// <summary>Publishes the status.</summary>
    let set (status: string) : Orchestration<unit> = Cold.now _.SetStatus(status)

    /// <summary>Takes the status away.</summary>
    let clear: Orchestration<unit> = Cold.now _.ClearStatus()

    /// <summary>The status as the code has set it so far; none when there is none.</summary>
    let get: Orchestration<string option> =
        Cold.now (fun context -> Option.ofObj context.Status)
