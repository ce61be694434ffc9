namespace Duroxide.FSharp

open Duroxide
open Duroxide.FSharp

/// <summary>Orchestrations that another one runs as its children; they are cancelled when it ends.</summary>
[<RequireQualifiedAccess>]
module SubOrchestration =
    /// <summary>The options of a plain call.</summary>
    let options: SubOrchestrationOptions = { Instance = None; Version = None }

    /// <summary>Runs a child with options, and waits for its result.</summary>
    /// <exception cref="T:Duroxide.SubOrchestrationFailedException">The child failed or was cancelled.</exception>
    let callWith
        (options: SubOrchestrationOptions)
        (orchestration: Orchestration<'Input, 'Output>)
        (input: 'Input)
        : Durable<'Output> =
        Ask(fun context -> context.ScheduleSubOrchestration(orchestration, input, Options.subOrchestration options))

    /// <summary>Runs a child, and waits for its result.</summary>
    /// <exception cref="T:Duroxide.SubOrchestrationFailedException">The child failed or was cancelled.</exception>
    let call (orchestration: Orchestration<'Input, 'Output>) (input: 'Input) : Durable<'Output> =
        callWith options orchestration input

    /// <summary>Runs a child that is known by its name, with options.</summary>
    /// <exception cref="T:Duroxide.SubOrchestrationFailedException">The child failed or was cancelled.</exception>
    let callNamedWith (options: SubOrchestrationOptions) (name: string) (input: 'Input) : Durable<'Output> =
        Ask(fun context ->
            context.ScheduleSubOrchestration<'Input, 'Output>(name, input, Options.subOrchestration options))

    /// <summary>Runs a child that is known by its name.</summary>
    /// <exception cref="T:Duroxide.SubOrchestrationFailedException">The child failed or was cancelled.</exception>
    let callNamed (name: string) (input: 'Input) : Durable<'Output> = callNamedWith options name input

    /// <summary>Runs a child with options, and gives its failure as a value.</summary>
    let tryCallWith
        (options: SubOrchestrationOptions)
        (orchestration: Orchestration<'Input, 'Output>)
        (input: 'Input)
        : Durable<Result<'Output, CallError>> =
        CallError.catch (callWith options orchestration input)

    /// <summary>Runs a child, and gives its failure as a value.</summary>
    let tryCall (orchestration: Orchestration<'Input, 'Output>) (input: 'Input) : Durable<Result<'Output, CallError>> =
        tryCallWith options orchestration input
