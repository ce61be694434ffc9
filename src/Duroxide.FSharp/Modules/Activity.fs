namespace Duroxide.FSharp

open System
open System.Threading.Tasks
open Duroxide
open Duroxide.FSharp

/// <summary>Ordinary code that orchestrations run by its name: it does the I/O, at least once, and its result is recorded once.</summary>
[<RequireQualifiedAccess>]
module Activity =
    /// <summary>How an activity is called; change <c>Activity.options</c> by <c>with</c>.</summary>
    [<NoComparison>]
    type Options =
        {
            /// <summary>How often it is tried. Default: once.</summary>
            Retry: RetryPolicy option
            /// <summary>How long one attempt may take before it is cancelled; it is not tried again unless the policy has <c>RetryTimeouts</c>. Default: no limit.</summary>
            Timeout: TimeSpan option
            /// <summary>The session whose owner runs it. Default: any worker.</summary>
            Session: string option
            /// <summary>The tag that a worker must serve to run it. Default: none.</summary>
            Tag: string option
            /// <summary>How long it may wait for a worker before it fails. Default: for ever.</summary>
            TimeToLive: TimeSpan option
        }

    let private toOptions (options: Options) =
        Duroxide.ActivityOptions(
            Retry = Option.toObj options.Retry,
            Timeout = Option.toNullable options.Timeout,
            Session = Option.toObj options.Session,
            Tag = Option.toObj options.Tag,
            TimeToLive = Option.toNullable options.TimeToLive
        )

    /// <summary>Names a piece of code that gives a task.</summary>
    let define (name: string) (run: ActivityContext -> 'Input -> Task<'Output>) : Activity<'Input, 'Output> =
        Activity<'Input, 'Output>(name, (fun context input -> run context input))

    /// <summary>Names a piece of asynchronous code; it is cancelled when its result is no longer wanted.</summary>
    let ofAsync (name: string) (run: ActivityContext -> 'Input -> Async<'Output>) : Activity<'Input, 'Output> =
        define name (fun context input -> Async.StartImmediateAsTask(run context input, context.CancellationToken))

    /// <summary>Names a plain function.</summary>
    let ofFunction (name: string) (run: 'Input -> 'Output) : Activity<'Input, 'Output> =
        define name (fun _ input -> Task.FromResult(run input))

    /// <summary>The options of a plain call.</summary>
    let options: Options =
        {
            Retry = None
            Timeout = None
            Session = None
            Tag = None
            TimeToLive = None
        }

    /// <summary>Runs an activity with options.</summary>
    /// <exception cref="T:Duroxide.ActivityFailedException">The activity failed, after all its attempts.</exception>
    let callWith (options: Options) (activity: Activity<'Input, 'Output>) (input: 'Input) =
        Ask(fun context -> context.ScheduleActivity(activity, input, toOptions options))

    /// <summary>Runs an activity.</summary>
    /// <exception cref="T:Duroxide.ActivityFailedException">The activity failed.</exception>
    let call (activity: Activity<'Input, 'Output>) (input: 'Input) : Durable<'Output> = callWith options activity input

    /// <summary>Runs an activity that is known by its name, with options.</summary>
    /// <exception cref="T:Duroxide.ActivityFailedException">The activity failed, after all its attempts.</exception>
    let callNamedWith (options: Options) (name: string) (input: 'Input) : Durable<'Output> =
        Ask(fun context -> context.ScheduleActivity<'Input, 'Output>(name, input, toOptions options))

    /// <summary>Runs an activity that is known by its name.</summary>
    /// <exception cref="T:Duroxide.ActivityFailedException">The activity failed.</exception>
    let callNamed (name: string) (input: 'Input) : Durable<'Output> = callNamedWith options name input

    /// <summary>Runs an activity with options, and gives its failure as a value.</summary>
    let tryCallWith
        (options: Options)
        (activity: Activity<'Input, 'Output>)
        (input: 'Input)
        : Durable<Result<'Output, CallError>> =
        CallError.catch (callWith options activity input)

    /// <summary>Runs an activity, and gives its failure as a value.</summary>
    let tryCall (activity: Activity<'Input, 'Output>) (input: 'Input) : Durable<Result<'Output, CallError>> =
        tryCallWith options activity input

    /// <summary>Puts an activity into a registry.</summary>
    let register (activity: Activity<'Input, 'Output>) : Registration = _.Add(activity)
