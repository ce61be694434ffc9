namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>Runs another orchestration as a child, and gives its result; it is cancelled when this one ends.</summary>
    /// <exception cref="SubOrchestrationFailedException">On awaiting: the child failed or was cancelled.</exception>
    /// <exception cref="PayloadException">The input cannot be written or, on awaiting, the result cannot be read.</exception>
    public DurableTask<TOutput> ScheduleSubOrchestration<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        TInput input,
        SubOrchestrationOptions? options = null
    ) => ScheduleSubOrchestration<TInput, TOutput>(orchestration.Name, input, options);

    /// <summary>Runs another orchestration, known by its name, as a child.</summary>
    /// <exception cref="SubOrchestrationFailedException">On awaiting: the child failed or was cancelled.</exception>
    /// <exception cref="PayloadException">The input cannot be written or, on awaiting, the result cannot be read.</exception>
    public DurableTask<TOutput> ScheduleSubOrchestration<TInput, TOutput>(
        string name,
        TInput input,
        SubOrchestrationOptions? options = null
    )
    {
        Names.Checked(name, nameof(name));
        var encoded = run.Codec.Encode(input, $"the input of sub-orchestration '{name}'");
        var operation = new Operation.SubOrchestration(name, encoded)
        {
            Instance = options?.Instance is { } instance ? Explicit(instance) : default(InstanceId?),
            Version = options?.Version,
            Tags = options?.Tags ?? default,
        };
        return run.Ask<TOutput>(operation, ReadChild<TOutput>).Handle;
    }

    /// <summary>Starts an independent orchestration: no result, and not cancelled with this one.</summary>
    /// <remarks>Starting an instance that exists does nothing.</remarks>
    /// <exception cref="PayloadException">The input cannot be written.</exception>
    public void StartOrchestration<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId instance,
        TInput input,
        StartOptions? options = null
    ) => StartOrchestration(orchestration.Name, instance, input, options);

    /// <summary>Starts an independent orchestration, known by its name.</summary>
    /// <remarks>Starting an instance that exists does nothing.</remarks>
    /// <exception cref="PayloadException">The input cannot be written.</exception>
    public void StartOrchestration<TInput>(string name, InstanceId instance, TInput input, StartOptions? options = null)
    {
        Names.Checked(name, nameof(name));
        var encoded = run.Codec.Encode(input, $"the input of orchestration '{name}'");
        run.Do(
            new Effect.StartOrchestration(name, Explicit(instance), encoded)
            {
                Version = options?.Version,
                Tags = options?.Tags ?? default,
            }
        );
    }

    static InstanceId Explicit(InstanceId instance) =>
        instance.Value.StartsWith(ChildIds.Prefix, StringComparison.Ordinal)
            ? throw new ArgumentException(
                $"The instance id '{instance}' begins with '{ChildIds.Prefix}', which is reserved. Choose another one.",
                nameof(instance)
            )
            : instance;

    static T ReadChild<T>(PendingOperation pending, Outcome outcome)
    {
        var asked = (Operation.SubOrchestration)pending.Operation;
        return outcome switch
        {
            Outcome.Succeeded success => pending.Run.Codec.Decode<T>(
                success.Result,
                $"the result of sub-orchestration '{asked.Name}'"
            ),
            Outcome.Failed { Failure: Failure.Application failure } => throw new SubOrchestrationFailedException(
                asked.Name,
                pending.Run.Host.ChildInstance(pending.Id, asked),
                failure
            ),
            Outcome.Failed or Outcome.Fired => throw Misfit(pending, outcome),
        };
    }
}
