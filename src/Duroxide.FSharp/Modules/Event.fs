namespace Duroxide.FSharp

open System
open Duroxide
open Duroxide.FSharp

/// <summary>Events that clients and other orchestrations raise. One that nobody waits for is lost; what must not be lost goes through a queue.</summary>
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

    /// <summary>Raises an event of an instance, which may be this one: it reaches a wait that is open when it arrives, or is lost.</summary>
    /// <remarks>It is sent once. An instance that does not exist or has ended gets nothing, and nothing tells of it.</remarks>
    let raise (instance: InstanceId) (name: string) (data: 'T) : Durable<unit> =
        Cold.now _.RaiseEvent(instance, name, data)
