namespace Duroxide.FSharp

open Duroxide
open Duroxide.Core
open Duroxide.FSharp

/// <summary>Orchestrations that another one runs as its children; they are cancelled when it ends.</summary>
[<RequireQualifiedAccess>]
module SubOrchestration =
    /// <summary>How a child orchestration is started; change <c>SubOrchestration.options</c> by <c>with</c>.</summary>
    [<NoComparison>]
    type Options =
        {
            /// <summary>The instance id of the child, used as it is. Default: one derived from the parent's.</summary>
            Instance: InstanceId option
            /// <summary>The version to start. Default: the one that the registry's policy names.</summary>
            Version: SemanticVersion option
            /// <summary>The tags that the child starts with, as <c>Tag.ofSeq</c> makes them. Default: none.</summary>
            Tags: ValueMap<string, string>
        }

    let private toOptions (options: Options) =
        Duroxide.SubOrchestrationOptions(
            Instance = Option.toNullable options.Instance,
            Version = Option.toNullable options.Version,
            Tags = options.Tags
        )

    /// <summary>The options of a plain call.</summary>
    let options: Options =
        {
            Instance = None
            Version = None
            Tags = ValueMap.Empty
        }

    /// <summary>Runs a child with options, and waits for its result.</summary>
    /// <exception cref="T:Duroxide.SubOrchestrationFailedException">The child failed or was cancelled.</exception>
    let callWith (options: Options) (orchestration: Orchestration<'Input, 'Output>) (input: 'Input) : Durable<'Output> =
        Ask(fun context -> context.ScheduleSubOrchestration(orchestration, input, toOptions options))

    /// <summary>Runs a child, and waits for its result.</summary>
    /// <exception cref="T:Duroxide.SubOrchestrationFailedException">The child failed or was cancelled.</exception>
    let call (orchestration: Orchestration<'Input, 'Output>) (input: 'Input) : Durable<'Output> =
        callWith options orchestration input

    /// <summary>Runs a child that is known by its name, with options.</summary>
    /// <exception cref="T:Duroxide.SubOrchestrationFailedException">The child failed or was cancelled.</exception>
    let callNamedWith (options: Options) (name: string) (input: 'Input) : Durable<'Output> =
        Ask(fun context -> context.ScheduleSubOrchestration<'Input, 'Output>(name, input, toOptions options))

    /// <summary>Runs a child that is known by its name.</summary>
    /// <exception cref="T:Duroxide.SubOrchestrationFailedException">The child failed or was cancelled.</exception>
    let callNamed (name: string) (input: 'Input) : Durable<'Output> = callNamedWith options name input

    /// <summary>Runs a child with options, and gives its failure as a value.</summary>
    let tryCallWith
        (options: Options)
        (orchestration: Orchestration<'Input, 'Output>)
        (input: 'Input)
        : Durable<Result<'Output, CallError>> =
        CallError.catch (callWith options orchestration input)

    /// <summary>Runs a child, and gives its failure as a value.</summary>
    let tryCall (orchestration: Orchestration<'Input, 'Output>) (input: 'Input) : Durable<Result<'Output, CallError>> =
        tryCallWith options orchestration input
