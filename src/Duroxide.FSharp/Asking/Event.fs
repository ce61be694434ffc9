namespace Duroxide.FSharp

open Duroxide

/// <summary>Events that clients raise. One that nobody waits for is lost; what must not be lost goes through a queue.</summary>
[<RequireQualifiedAccess>]
module Event =
    /// <summary>Receives the next event of a name that is raised while this wait is open.</summary>
    let wait<'T> (name: string) : Orchestration<'T> =
        Ask(fun context -> context.ScheduleWait<'T> name)
