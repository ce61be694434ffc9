namespace Duroxide.FSharp

open System
open System.Threading.Tasks
open Duroxide
open Duroxide.Core
open Duroxide.FSharp

/// <summary>Defining orchestrations, putting them together, and what they know about themselves.</summary>
[<RequireQualifiedAccess>]
module Orchestration =
    /// <summary>Names an orchestration, so that clients, parents and C# can start it.</summary>
    let define (name: string) (run: 'Input -> Durable<'Output>) : Orchestration<'Input, 'Output> =
        Orchestration<'Input, 'Output>(name, (fun context input -> Cold.start context (run input)))

    /// <summary>Puts an orchestration into a registry, as version 1.0.0.</summary>
    let register (orchestration: Orchestration<'Input, 'Output>) : Registration = _.Add(orchestration)

    /// <summary>Puts one version of an orchestration into a registry.</summary>
    let registerAs (version: SemanticVersion) (orchestration: Orchestration<'Input, 'Output>) : Registration =
        _.Add(orchestration, version)

    /// <summary>Says which version of an orchestration starts when nobody asks for one. Default the latest.</summary>
    let pin (version: SemanticVersion) (orchestration: Orchestration<'Input, 'Output>) : Registration =
        _.SetPolicy(orchestration.Name, VersionPolicy.Exact version)

    /// <summary>Gives a value.</summary>
    let result (value: 'T) : Durable<'T> = Block(fun _ -> Task.FromResult value)

    /// <summary>Changes a result.</summary>
    let map (change: 'T -> 'Result) (orchestration: Durable<'T>) : Durable<'Result> =
        match orchestration with
        | Ask ask -> Ask(fun context -> (ask context).Map change)
        | Block steps ->
            Block(fun context ->
                task {
                    let! result = steps context
                    return change result
                })

    /// <summary>Throws a result away.</summary>
    let ignore (orchestration: Durable<'T>) : Durable<unit> = map ignore orchestration

    /// <summary>Continues with the result of an orchestration.</summary>
    let bind (next: 'T -> Durable<'Result>) (orchestration: Durable<'T>) : Durable<'Result> =
        Block(fun context ->
            task {
                let! result = Cold.start context orchestration
                return! Cold.start context (next result)
            })

    /// <summary>Gives the failure of an activity, a sub-orchestration or a wait with a limit in these steps as a value.</summary>
    let catch (orchestration: Durable<'T>) : Durable<Result<'T, CallError>> = CallError.catch orchestration

    /// <summary>Waits for a time span at most; when it is over, gives none and cancels what was waited for.</summary>
    let timeout (longest: TimeSpan) (orchestration: Durable<'T>) : Durable<'T option> =
        race orchestration (Timer.after longest)
        |> map (function
            | First result -> Some result
            | Second() -> None)

    /// <summary>Fails the instance with a message, unless the failure is caught.</summary>
    let fail (message: string) : Durable<'T> =
        Block(fun _ -> raise (OrchestrationFailedException message))

    /// <summary>Starts an independent orchestration: no result, and not cancelled with this one. One that exists is left alone.</summary>
    let start (orchestration: Orchestration<'Input, 'Output>) (instance: InstanceId) (input: 'Input) =
        Cold.now _.StartOrchestration(orchestration, instance, input)

    /// <summary>Starts a version of an independent orchestration, known by its name.</summary>
    let startNamed (name: string) (version: SemanticVersion option) (instance: InstanceId) (input: 'Input) =
        Cold.now _.StartOrchestration(name, instance, input, Options.version version)

    /// <summary>Starts an independent orchestration with options: its version, its tags.</summary>
    let startWith
        (options: StartOptions)
        (orchestration: Orchestration<'Input, 'Output>)
        (instance: InstanceId)
        (input: 'Input)
        =
        Cold.now _.StartOrchestration(orchestration, instance, input, options)

    /// <summary>Ends this execution and begins the next one with a new input and an empty history; nothing after it counts.</summary>
    /// <remarks>
    /// Open work is cancelled; values, status and unread messages stay. The result is never given, so that it is of any
    /// type: write <c>return! Orchestration.continueAsNew next</c>.
    /// </remarks>
    let continueAsNew (input: 'Input) : Durable<'Output> =
        Block(fun context -> context.ContinueAsNew<'Input, 'Output> input)

    /// <summary>Ends this execution and begins the next one in another version of the code.</summary>
    let continueAs (version: SemanticVersion) (input: 'Input) : Durable<'Output> =
        Block(fun context -> context.ContinueAsNew<'Input, 'Output>(input, Options.version (Some version)))

    /// <summary>Whether this execution runs the new code of a patch: true, and recorded, where it comes here for the first time; false where it passed here before the patch.</summary>
    let patched (id: string) : Durable<bool> = Cold.now _.Patched(id)

    /// <summary>Replaces <c>patched</c> once the old code is gone, so that executions with its mark still replay.</summary>
    let deprecatePatch (id: string) : Durable<unit> = Cold.now _.DeprecatePatch(id)

    /// <summary>The time of the event that the code is reacting to, in UTC.</summary>
    let now: Durable<DateTimeOffset> = Cold.now _.UtcNow

    /// <summary>A new id: no other call of any instance has it, and every replay makes the same.</summary>
    let newGuid: Durable<Guid> = Cold.now _.NewGuid()

    /// <summary>The id of this instance.</summary>
    let instance: Durable<InstanceId> = Cold.now _.Instance

    /// <summary>Which of its executions runs, counted from 1.</summary>
    let execution: Durable<ExecutionId> = Cold.now _.Execution

    /// <summary>The name under which it was registered.</summary>
    let name: Durable<string> = Cold.now _.Name

    /// <summary>The version of the code that this execution runs.</summary>
    let version: Durable<SemanticVersion> = Cold.now _.Version

    /// <summary>Whether what happens here has happened before. Never decide by it.</summary>
    let isReplaying: Durable<bool> = Cold.now _.IsReplaying

    /// <summary>The context of the C# library, with everything that it offers; a block binds its handles.</summary>
    let context: Durable<OrchestrationContext> = Cold.now id

    /// <summary>Runs code that is written against the context of the C# library, by its rules.</summary>
    let ofContext (run: OrchestrationContext -> Task<'T>) : Durable<'T> = Block run
