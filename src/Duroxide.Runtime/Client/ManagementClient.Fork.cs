namespace Duroxide;

public sealed partial class ManagementClient
{
    /// <summary>Makes a new instance that keeps the history of another one before an event, and goes on from there with the present code.</summary>
    /// <remarks>
    /// Before something that the code asked for, or the ending, what the code reacted to comes once more. Activities that are
    /// open there run anew, timers have as long to run as they had, waits wait. The other instance is left as it is, and the
    /// fork has no parent.
    /// </remarks>
    /// <param name="source">The instance whose history is kept.</param>
    /// <param name="fork">The id of the new instance.</param>
    /// <param name="options">Where; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestration.</param>
    /// <returns>The last event that is kept; <see cref="EventId.None"/> when the fork starts anew with the same input.</returns>
    /// <exception cref="ClientException">There is no such instance, execution or event, a child is open there, or the new id exists or cannot be one.</exception>
    /// <exception cref="CorruptPayloadException">The history is damaged, or a newer build wrote it.</exception>
    public async Task<EventId> ForkInstanceAsync(
        InstanceId source,
        InstanceId fork,
        ForkOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        check.NewInstance(fork);
        options ??= new();
        var stored = await provider
            .ReadExecutionAsync(check.Instance(source), options.Execution, cancellationToken)
            .ConfigureAwait(false);
        var history = stored is null
            ? throw await NoExecutionAsync(source, options.Execution, cancellationToken).ConfigureAwait(false)
            : ExecutionHistory.Decode(stored);
        var plan = Plan(history, options.Before);
        var header = HeaderOf(history.Header, fork, plan.Last) with { Version = VersionOf(history, options.Version) };
        if (!await CreateForkAsync(header, Renamed(plan, header), cancellationToken).ConfigureAwait(false))
        {
            throw new ClientException(
                new ClientError.NotPossible(
                    fork,
                    $"Instance '{fork}' exists already, so that '{source}' cannot be forked into it. Choose another id."
                )
            );
        }
        log.InstanceForked(source, history.Header.Execution, fork, plan.Last);
        return plan.Last;
    }

    async Task<bool> CreateForkAsync(Header header, ForkPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Kept.Count == 0)
        {
            var created = await provider
                .CreateInstancesAsync([TurnTranslation.Instance(header, trace: null)], cancellationToken)
                .ConfigureAwait(false);
            return created[0];
        }
        var commit = TurnTranslation.Fork(header, plan, provider.Now);
        var stored = await provider.CommitTurnsAsync([commit], cancellationToken).ConfigureAwait(false);
        return stored[0].IsStored;
    }

    static ForkPlan Plan(ExecutionHistory history, EventId? before)
    {
        var forks = new Forks(history.Header, history.Events);
        return forks.Refusal(before) is { } refusal
            ? throw new ClientException(new ClientError.NotPossible(history.Header.Instance, refusal))
            : forks.Before(before ?? forks.Default)!;
    }

    Header HeaderOf(Header source, InstanceId fork, EventId last) =>
        source with
        {
            Instance = fork,
            Execution = ExecutionId.First,
            Nonce = nonces(fork),
            Parent = null,
            ForkedFrom = new(source.Instance, source.Execution, source.Nonce, last) { Before = source.ForkedFrom },
        };

    static SemanticVersion? VersionOf(ExecutionHistory history, SemanticVersion? wanted) =>
        wanted
        ?? (history.Events.Select(happened => happened.Fact).FirstOrDefault() as Fact.Started)?.Version
        ?? history.Header.Version;

    // The first event says what the execution began as.
    static ForkPlan Renamed(ForkPlan plan, Header header) =>
        plan.Kept.Count > 0 && plan.Kept[0] is { Fact: Fact.Started started } first
            ? plan with
            {
                Kept = plan
                    .Kept.Skip(1)
                    .Prepend(first with { Fact = started with { Version = header.Version!.Value, Parent = null } })
                    .ToValueList(),
            }
            : plan;
}
