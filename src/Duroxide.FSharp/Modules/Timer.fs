namespace Duroxide.FSharp

open System
open Duroxide
open Duroxide.FSharp

/// <summary>Waiting for time to pass; it survives restarts, however long it takes.</summary>
[<RequireQualifiedAccess>]
module Timer =
    /// <summary>Waits for a while; zero and less is a round trip too.</summary>
    let after (delay: TimeSpan) : Durable<unit> =
        Ask(fun context -> context.ScheduleTimer(delay).Map(fun _ -> ()))

    /// <summary>Waits until a moment; one that has passed is a round trip too.</summary>
    let until (moment: DateTimeOffset) : Durable<unit> =
        Ask(fun context -> context.ScheduleTimerUntil(moment).Map(fun _ -> ()))
