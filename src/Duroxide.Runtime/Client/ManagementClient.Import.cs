namespace Duroxide;

public sealed partial class ManagementClient
{
    /// <summary>Makes a new instance of a history that comes from elsewhere, such as a file: it has ended as that one had, or goes on from its end with the present code.</summary>
    /// <remarks>
    /// It is written in one commit. Activities that are open at the end run anew, timers have as long to run as they had, waits
    /// wait. It has no parent, its executions begin with this one, and behind the history it is an instance of its own, as a fork is.
    /// </remarks>
    /// <param name="instance">The id of the new instance; it may be that of the history.</param>
    /// <param name="history">What is imported.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestration.</param>
    /// <exception cref="ClientException">The id exists or cannot be one, a child is open at the end, or the history ends by continue-as-new.</exception>
    /// <exception cref="CorruptHistoryException">An event cannot stand where it stands.</exception>
    public async Task ImportInstanceAsync(
        InstanceId instance,
        ExecutionHistory history,
        ImportOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(history);
        var source = history.Header.Instance;
        // The id of a child is reserved, but its own.
        _ = instance == source ? check.Instance(instance) : check.NewInstance(instance);
        var plan = PlanOfWhole(instance, history);
        if (options is { ChecksOnly: true })
        {
            if (await ReadAsync(instance, cancellationToken).ConfigureAwait(false) is not null)
            {
                throw Exists(instance);
            }
            return;
        }
        var header = HeaderOf(history.Header, instance, plan.Last) with { Version = VersionOf(history, null) };
        if (!await CreateForkAsync(header, Renamed(plan, header), cancellationToken).ConfigureAwait(false))
        {
            throw Exists(instance);
        }
        log.InstanceImported(instance, source, history.Header.Execution, plan.Last);
    }

    static ForkPlan PlanOfWhole(InstanceId instance, ExecutionHistory history)
    {
        Order.ThrowIfBroken(history.Header, history.Events);
        var state = ExecutionState.Initial(history.Header);
        foreach (var happened in history.Events)
        {
            state = Order.Fault(state, happened.Fact) is { } fault
                ? throw new CorruptHistoryException(history.Header, happened, fault)
                : Fold.Evolve(state, happened).State;
        }
        var forks = new Forks(history.Header, history.Events);
        var plan = state.Ending switch
        {
            Ending.Completed or Ending.Failed => new ForkPlan(history.Events, null, null, history.Events[^1].Time),
            Ending.ContinuedAsNew => throw Refused(
                instance,
                $"execution {history.Header.Execution} ends by continue-as-new. Take the history of the execution after it."
            ),
            null => forks.Before(forks.Latest)!,
        };
        return plan.OpenChild is { } child
            ? throw Refused(
                instance,
                $"the child that event {child} called is open at its end, and belongs to instance '{history.Header.Instance}' alone. "
                    + "Take a history in which the child has ended, or fork the instance where it is."
            )
            : plan;
    }

    static ClientException Refused(InstanceId instance, string why) =>
        new(new ClientError.NotPossible(instance, $"The history cannot become instance '{instance}': {why}"));

    static ClientException Exists(InstanceId instance) =>
        new(
            new ClientError.NotPossible(
                instance,
                $"Instance '{instance}' exists already and is left as it is. Choose another id for what is imported, or delete it first."
            )
        );
}
