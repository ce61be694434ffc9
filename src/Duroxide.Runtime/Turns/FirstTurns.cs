namespace Duroxide.Runtime;

/// <summary>Starts of this node's own client whose first turn runs here at once, so that both are one commit.</summary>
/// <param name="provider">The store.</param>
/// <param name="options">How long a turn may take.</param>
/// <param name="programs">What can be run here.</param>
/// <param name="stop">Fires when this node takes nothing more.</param>
sealed class FirstTurns(IProvider provider, RuntimeOptions options, ProgramFactory programs, CancellationToken stop)
{
    readonly bool isServing = options is { OrchestrationConcurrency: > 0, HotInstances: > 0, HotBytes: > 0 };

    /// <summary>Runs a turn, if there is room for one more.</summary>
    public required Func<TurnWork, bool> TryRun { get; init; }

    /// <summary>Gives up a turn that takes too long; false when it has ended just now.</summary>
    public required Func<TurnWork, bool> TryGiveUp { get; init; }

    /// <summary>Starts an instance with its first turn.</summary>
    /// <returns>Whether it was created, false when its id exists; null when it is to be started without its turn.</returns>
    /// <exception cref="ProviderException">It is unknown whether it was started.</exception>
    public async Task<bool?> TryStartAsync(NewInstance instance, Header header, CancellationToken cancellationToken)
    {
        if (!isServing || stop.IsCancellationRequested || !programs.Has(header))
        {
            return null;
        }
        cancellationToken.ThrowIfCancellationRequested();
        var start = new StoredStart(instance.Header, provider.Now);
        var item = new TurnItem(default, instance.Instance, ExecutionId.First, EventId.None, [], Attempt: 1)
        {
            Start = start,
        };
        var first = new FirstTurn(instance, options.Scheduler);
        var work = new TurnWork(item) { First = first };
        if (!TryRun(work))
        {
            return null;
        }
        using var over = new CancellationTokenSource();
        // Who starts something does not wait for code that takes long.
        var bound = options.Time.DelayAsync(options.TurnTimeout / 4, over.Token);
        await Task.WhenAny(first.Finished, bound).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!first.Finished.IsCompleted && TryGiveUp(work))
        {
            return null;
        }
        await options.Scheduler.CancelAsync(over).ConfigureAwait(false);
        var finish = await first.Finished.WaitAsync(cancellationToken).ConfigureAwait(false);
        return finish.Error is { } error ? throw error : finish.Stored?.IsStored;
    }
}
