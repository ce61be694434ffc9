namespace Duroxide.FSharp

open System
open Duroxide
open Duroxide.FSharp

/// <summary>Waiting for time to pass; it survives restarts, however long it takes.</summary>
[<RequireQualifiedAccess>]
module Timer =
    /// <summary>Waits for a time span; one of zero or less is over at once, in a turn of its own.</summary>
    let after (delay: TimeSpan) : Durable<unit> =
        Ask(fun context -> context.ScheduleTimer(delay).Map(fun _ -> ()))

    /// <summary>Waits until a moment; one that has passed is over at once, in a turn of its own.</summary>
    let until (moment: DateTimeOffset) : Durable<unit> =
        Ask(fun context -> context.ScheduleTimerUntil(moment).Map(fun _ -> ()))
