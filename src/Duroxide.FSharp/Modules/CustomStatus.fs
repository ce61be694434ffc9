namespace Duroxide.FSharp

open Duroxide
open Duroxide.FSharp

/// <summary>A text that tells clients how far an instance is.</summary>
[<RequireQualifiedAccess>]
module CustomStatus =
    /// <summary>Publishes the status.</summary>
    let set (status: string) : Durable<unit> = Cold.now _.SetCustomStatus(status)

    /// <summary>Takes the status away.</summary>
    let clear: Durable<unit> = Cold.now _.ClearCustomStatus()

    /// <summary>The status as the code has set it so far; none when there is none.</summary>
    let get: Durable<string option> =
        Cold.now (fun context -> Option.ofObj context.CustomStatus)
