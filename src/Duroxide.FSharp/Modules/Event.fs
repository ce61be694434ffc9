namespace Duroxide.FSharp

open System
open Duroxide
open Duroxide.FSharp

/// <summary>Events that clients raise. One that nobody waits for is lost; what must not be lost goes through a queue.</summary>
[<RequireQualifiedAccess>]
module Event =
    /// <summary>Receives the next event of a name that is raised while this wait is open.</summary>
    let wait<'T> (name: string) : Durable<'T> =
        Ask(fun context -> context.ScheduleWait<'T> name)

    /// <summary>Receives the next event of a name, and waits for it for a time span at most; <c>tryWaitFor</c> gives none instead of raising.</summary>
    /// <exception cref="T:Duroxide.WaitTimeoutException">No event came in time.</exception>
    let waitFor<'T> (longest: TimeSpan) (name: string) : Durable<'T> =
        Ask(fun context -> context.ScheduleWait<'T>(name, Options.wait longest))

    /// <summary>Receives the next event of a name; none when it did not come within a while.</summary>
    let tryWaitFor<'T> (longest: TimeSpan) (name: string) : Durable<'T option> =
        CallError.inTime (waitFor<'T> longest name)
