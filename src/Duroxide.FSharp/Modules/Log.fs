namespace Duroxide.FSharp

open Duroxide
open Duroxide.FSharp

/// <summary>Lines for the log; each comes out once, however often the code is replayed.</summary>
[<RequireQualifiedAccess>]
module Log =
    /// <summary>Writes a line of a level.</summary>
    let write (level: TraceLevel) (message: string) : Durable<unit> = Cold.now _.Trace(level, message)

    /// <summary>Writes a line for following single steps.</summary>
    let debug (message: string) : Durable<unit> = write TraceLevel.Debug message

    /// <summary>Writes a line about the ordinary course of things.</summary>
    let info (message: string) : Durable<unit> = write TraceLevel.Information message

    /// <summary>Writes a line about something unexpected that was dealt with.</summary>
    let warn (message: string) : Durable<unit> = write TraceLevel.Warning message

    /// <summary>Writes a line about a failure.</summary>
    let error (message: string) : Durable<unit> = write TraceLevel.Error message
