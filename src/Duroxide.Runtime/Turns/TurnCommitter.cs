using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Writes what turns decided, and lets the world know once it is written.</summary>
sealed class TurnCommitter
{
    const int LargestBatch = 1000;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    readonly IProvider provider;
    readonly HotInstances hot;
    readonly long hotBytes;
    readonly RunningActivities running;
    readonly StorageRetry retry;
    readonly Batcher<TurnCommit, bool> commits;
    readonly ILogger log;
    readonly OrchestrationTraces traces;

    public TurnCommitter(
        IProvider provider,
        RuntimeOptions options,
        HotInstances hot,
        RunningActivities running,
        StorageRetry retry,
        ILogger log
    )
    {
        this.provider = provider;
        this.hot = hot;
        hotBytes = options.HotBytes;
        this.running = running;
        this.log = log;
        traces = new OrchestrationTraces(options.Logging);
        this.retry = retry;
        commits = new(
            turns => retry.RunAsync("storing turns", () => provider.CommitTurnsAsync(turns, CancellationToken.None)),
            LargestBatch,
            options.Scheduler
        );
    }

    /// <summary>Finishes a turn; afterwards its lease is given back or lost.</summary>
    public async Task FinishAsync(TurnItem item, TurnResult result)
    {
        try
        {
            switch (result)
            {
                case TurnResult.GivenBack back:
                    await ReleaseAsync(back.Release).ConfigureAwait(false);
                    break;
                case TurnResult.Decided decided:
                    await CommitAsync(item, decided).ConfigureAwait(false);
                    break;
            }
        }
        catch (Exception error)
        {
            // Then its lease has to lapse first.
            log.TurnNotStored(error, item.Instance);
        }
    }

    async Task CommitAsync(TurnItem item, TurnResult.Decided decided)
    {
        bool committed;
        try
        {
            committed = await commits.SendAsync(decided.Write).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            decided.Program?.Abandon();
            await AfterErrorAsync(item, error).ConfigureAwait(false);
            return;
        }
        // The state could be rolled back, a program that ran on cannot: it is thrown away unless all is written.
        if (!committed)
        {
            decided.Program?.Abandon();
            log.TurnLost(item.Instance);
            return;
        }
        Keep(item, decided);
        try
        {
            Publish(item, decided);
        }
        catch (Exception error)
        {
            // It is stored all the same, and its program goes on.
            log.TurnNotPublished(error, item.Instance);
        }
    }

    void Keep(TurnItem item, TurnResult.Decided decided)
    {
        if (decided.Program is not { } program)
        {
            return;
        }
        if (decided.Decision.Ending is not null)
        {
            program.Abandon();
            return;
        }
        var measured = program.Measured();
        if (hot.IsTooLarge(measured.Bytes) && !hot.IsTooLarge(program.Bytes))
        {
            log.InstanceTooLarge(item.Instance, item.Execution, measured.Bytes, hotBytes);
        }
        hot.Put(measured);
    }

    // The store refused the turn by itself, too. One that it can never store fails its instance; any other is run again.
    Task AfterErrorAsync(TurnItem item, Exception error)
    {
        log.TurnNotStored(error, item.Instance);
        var isFault = error is not ProviderException { IsRetryable: true };
        return ReleaseAsync(new(item.Lease, Pause, CountAttempt: isFault));
    }

    // The lease is kept meanwhile, so a store that is busy for long uses up no attempt.
    Task ReleaseAsync(TurnRelease release) =>
        retry.InsistAsync("giving turns back", () => provider.ReleaseTurnsAsync([release], CancellationToken.None));

    void Publish(TurnItem item, TurnResult.Decided decided)
    {
        var (header, decision) = (decided.Header, decided.Decision);
        var version = header.Version ?? SemanticVersion.Initial;
        foreach (var parked in decided.Write.Parked)
        {
            log.MessageParked(parked.Id, item.Instance, parked.Reason);
        }
        foreach (var activity in decided.Write.CancelledActivities)
        {
            running.Stop(new(item.Instance, item.Execution, activity), StopReason.Cancelled);
        }
        if (item.LastEvent == EventId.None)
        {
            log.OrchestrationStarted(header.Name, version, item.Instance, item.Execution);
        }
        traces.Write(header, decision.Traces);
        switch (decision.Ending)
        {
            case null:
                break;
            case Ending.Completed:
                log.OrchestrationCompleted(
                    header.Name,
                    version,
                    item.Instance,
                    item.Execution,
                    decision.Events[^1].Id.Value
                );
                break;
            case Ending.ContinuedAsNew:
                log.OrchestrationContinued(
                    header.Name,
                    version,
                    item.Instance,
                    item.Execution,
                    decision.Events[^1].Id.Value
                );
                break;
            case Ending.Failed { Failure: { IsSystem: true } failure }:
                log.OrchestrationGivenUp(header.Name, version, item.Instance, item.Execution, failure.Display);
                break;
            case Ending.Failed failed:
                log.OrchestrationFailed(header.Name, version, item.Instance, item.Execution, failed.Failure.Display);
                break;
        }
    }
}
