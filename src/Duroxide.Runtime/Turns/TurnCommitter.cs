using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Writes what turns decided, and lets the world know once it is written.</summary>
sealed class TurnCommitter
{
    const int LargestBatch = 1000;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    readonly IProvider provider;
    readonly TimeProvider time;
    readonly HotInstances hot;
    readonly long hotBytes;
    readonly RunningActivities running;
    readonly StorageRetry retry;
    readonly TakenActivities taken;
    readonly Batcher<TurnCommit, TurnStored> commits;
    readonly ILogger log;
    readonly OrchestrationTraces traces;

    public TurnCommitter(
        IProvider provider,
        RuntimeOptions options,
        HotInstances hot,
        RunningActivities running,
        TakenActivities taken,
        StorageRetry retry,
        ILogger log
    )
    {
        this.provider = provider;
        time = options.Time;
        this.hot = hot;
        hotBytes = options.HotBytes;
        this.running = running;
        this.taken = taken;
        this.log = log;
        traces = new OrchestrationTraces(options.Logging);
        this.retry = retry;
        commits = new(
            turns =>
            {
                Metrics.CommitSize.Record(turns.Count);
                return retry.RunAsync("storing turns", () => provider.CommitTurnsAsync(turns, CancellationToken.None));
            },
            LargestBatch,
            options.Scheduler
        );
    }

    /// <summary>Finishes a turn; afterwards its lease is given back or lost.</summary>
    public async Task<TurnFinish> FinishAsync(TurnWork work, TurnResult result)
    {
        try
        {
            switch (result)
            {
                case TurnResult.GivenBack back:
                    await ReleaseAsync(work, back).ConfigureAwait(false);
                    break;
                case TurnResult.Decided decided:
                    return await CommitAsync(work, decided).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            // Then its lease has to lapse first.
            log.TurnNotStored(error, work.Item.Instance);
        }
        return TurnFinish.Unknown;
    }

    /// <summary>Takes an attempt off the count whose lease was lost while this node lived: nothing failed.</summary>
    public async Task ForgetAttemptAsync(Lease lost, InstanceId instance)
    {
        try
        {
            await ReleaseAsync(new TurnRelease(lost, TimeSpan.Zero, CountAttempt: false)).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Then it stays counted, as if the node had died.
            log.TurnNotStored(error, instance);
        }
    }

    async Task<TurnFinish> CommitAsync(TurnWork work, TurnResult.Decided decided)
    {
        var write = taken.Reserve(decided, work.Answers);
        TurnStored? stored = null;
        Lease lease;
        long asked;
        try
        {
            do
            {
                // A turn that was handed out again meanwhile goes on under its new lease.
                (lease, asked) = (work.Lease, time.GetTimestamp());
                stored = await commits.SendAsync(Under(work.Right, write)).ConfigureAwait(false);
            } while (!stored.IsStored && !work.TryEnd(lease));
        }
        catch (Exception error)
        {
            decided.Program?.Abandon();
            taken.Settle(work, write, null, age: default);
            await AfterErrorAsync(work, error).ConfigureAwait(false);
            return TurnFinish.Unknown with { Error = error as ProviderException };
        }
        // The state could be rolled back, a program that ran on cannot: it is thrown away unless all is written.
        if (!stored.IsStored)
        {
            decided.Program?.Abandon();
            taken.Settle(work, write, stored, age: default);
            await AfterRefusalAsync(work, lease).ConfigureAwait(false);
            return new(stored, []);
        }
        Keep(
            work.Item,
            work.First is null ? decided.Program : decided.Program! with { Key = stored.Instance },
            decided
        );
        try
        {
            Publish(work.Item, decided);
            // Last, for who listens may throw.
            TurnTelemetry.Tell(work, decided, time);
        }
        catch (Exception error)
        {
            // It is stored all the same, and its program goes on.
            log.TurnNotPublished(error, work.Item.Instance);
        }
        var begun = taken.Settle(work, write, stored, time.GetElapsedTime(asked));
        if (!work.TryEnd(lease))
        {
            // What was handed out after the commit looked like this turn, for it had no events, but is the next one.
            await ReleaseAsync(work, new(TimeSpan.Zero, CountAttempt: false)).ConfigureAwait(false);
        }
        return new(stored, begun);
    }

    static TurnCommit Under(TurnRight right, TurnCommit write) =>
        ReferenceEquals(write.Right, right) ? write : write with { Right = right };

    // Answers that found their instance elsewhere, or with other things to react to, are on their ordinary way.
    async Task AfterRefusalAsync(TurnWork work, Lease lease)
    {
        if (work.IsFetched)
        {
            log.TurnLost(work.Item.Instance);
            await ForgetAttemptAsync(lease, work.Item.Instance).ConfigureAwait(false);
        }
    }

    void Keep(TurnItem item, HotInstance? program, TurnResult.Decided decided)
    {
        if (program is null)
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
    Task AfterErrorAsync(TurnWork work, Exception error)
    {
        log.TurnNotStored(error, work.Item.Instance);
        var isFault = error is not ProviderException { IsRetryable: true };
        return ReleaseAsync(work, new(Pause, CountAttempt: isFault));
    }

    async Task ReleaseAsync(TurnWork work, TurnResult.GivenBack back)
    {
        if (!work.IsFetched)
        {
            // It never had a lease of its own.
            return;
        }
        Lease lease;
        do
        {
            lease = work.Lease;
            await ReleaseAsync(new TurnRelease(lease, back.Delay, back.CountAttempt) { Park = back.Park })
                .ConfigureAwait(false);
        } while (!work.TryEnd(lease));
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
        foreach (var lost in decided.LostEvents)
        {
            log.EventLost(lost, item.Instance);
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
                log.OrchestrationFailed(header.Name, version, item.Instance, item.Execution, failed.Failure);
                break;
        }
    }
}
