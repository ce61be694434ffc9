namespace Duroxide.FSharp

open System
open System.Threading.Tasks
open Duroxide
open Duroxide.FSharp

/// <summary>Why an activity, a sub-orchestration or a wait with a limit gave no result, as a value.</summary>
[<RequireQualifiedAccess; NoComparison>]
type CallError =
    /// <summary>Its code failed, after all attempts, or a child was cancelled.</summary>
    | Failed of failure: Failure.Application
    /// <summary>An attempt, or a wait, did not end within its timeout.</summary>
    | TimedOut of after: TimeSpan

    /// <summary>The error in one line.</summary>
    member error.Message =
        match error with
        | Failed failure -> failure.Display
        | TimedOut after -> $"timeout: no result within {after}"

// Turns the failures of calls, and nothing else, into values.
module internal CallError =
    let catch (orchestration: Durable<'T>) : Durable<Result<'T, CallError>> =
        Block(fun context ->
            task {
                try
                    let! result = Cold.start context orchestration
                    return Ok result
                with
                | :? WaitTimeoutException as thrown -> return Error(CallError.TimedOut thrown.Timeout)
                | :? ActivityTimeoutException as thrown -> return Error(CallError.TimedOut thrown.Timeout)
                | :? ActivityFailedException as thrown -> return Error(CallError.Failed thrown.Failure)
                | :? SubOrchestrationFailedException as thrown -> return Error(CallError.Failed thrown.Failure)
            })

    /// None when the wait was over before anything came.
    let inTime (wait: Durable<'T>) : Durable<'T option> =
        Block(fun context ->
            task {
                try
                    let! result = Cold.start context wait
                    return Some result
                with :? WaitTimeoutException ->
                    return None
            })
