namespace Duroxide.Testing;

sealed partial class SimulatedStore
{
    public Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(TurnFetch fetch, CancellationToken cancellationToken) =>
        Poll(
            "asks for turns",
            fetch.Wait,
            () => inner.FetchTurnsAsync(fetch with { Wait = TimeSpan.Zero }, CancellationToken.None),
            items => items.Count > 0,
            items => $" and gets {StoreText.List(items.Select(StoreText.TurnAndMessages))}",
            cancellationToken,
            items =>
            {
                foreach (var item in items)
                {
                    cluster.Note(isTurn: true, item.Lease, StoreText.Turn(item));
                    cluster.Instances[item.Lease.Key] = item.Instance;
                }
                // What is leased comes back when the lease lapses, and somebody must look then.
                ExpectAfter(items.Count > 0 ? fetch.Lease : TimeSpan.Zero);
            }
        );

    public Task<IReadOnlyList<StoredExecution>> LoadAsync(
        IReadOnlyList<Lease> leases,
        CancellationToken cancellationToken
    ) =>
        Ask(
            $"loads {StoreText.List(leases.Select(lease => cluster.NameOf(true, lease)))}",
            () => inner.LoadAsync(leases, CancellationToken.None),
            cancellationToken
        );

    public Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
        IReadOnlyList<TurnCommit> turns,
        CancellationToken cancellationToken
    )
    {
        HashSet<InstanceId> reach = [];
        return new StoreCall<IReadOnlyList<TurnStored>>(
            cluster,
            node,
            $"commits {StoreText.List(turns.Select(turn => StoreText.Commit(turn, NameOf(turn.Right))))}",
            async () =>
            {
                Expect(turns);
                reach = await ReachAsync(turns).ConfigureAwait(false);
                return await inner.CommitTurnsAsync(turns, CancellationToken.None).ConfigureAwait(false);
            }
        )
        {
            IsWrite = true,
            Tell = done =>
                string.Concat(turns.Zip(done, Note))
                + StoreText.Except(turns, [.. done.Select(one => one.IsStored)], turn => NameOf(turn.Right), "refused"),
            Then = done => NoteSent(turns, done, reach),
            Cancellation = cancellationToken,
        }.Begin();
    }

    // To whom the turns send of those who are there.
    async Task<HashSet<InstanceId>> ReachAsync(IReadOnlyList<TurnCommit> turns)
    {
        HashSet<InstanceId> reach = [];
        foreach (var to in turns.SelectMany(turn => turn.Messages).Select(message => message.To).Distinct())
        {
            var row = await inner
                .ReadInstanceAsync(to, -1, TimeSpan.Zero, CancellationToken.None)
                .ConfigureAwait(false);
            if (row is { Status: ExecutionStatus.Running or ExecutionStatus.ContinuedAsNew })
            {
                reach.Add(to);
            }
        }
        return reach;
    }

    // The turns of one commit are written one after the other, so that what one starts the next one reaches.
    void NoteSent(IReadOnlyList<TurnCommit> turns, IReadOnlyList<TurnStored> done, HashSet<InstanceId> reach)
    {
        foreach (var (turn, _) in turns.Zip(done).Where(each => each.Second.IsStored))
        {
            cluster.Messages.Sent(turn, reach);
            reach.UnionWith(turn.Starts.Select(start => start.Instance));
        }
        WakeAfter(TimeSpan.Zero);
    }

    // Time counts from when the store writes them, which may be long after it was asked.
    void Expect(IReadOnlyList<TurnCommit> turns)
    {
        foreach (var timer in turns.SelectMany(turn => turn.Timers))
        {
            cluster.Scheduler.Expect(timer.FireAt.ToDateTimeOffset());
        }
        foreach (var activity in turns.SelectMany(turn => turn.Activities))
        {
            ExpectAfter(activity.TimeToLive ?? activity.Take ?? TimeSpan.Zero);
        }
    }

    // Says which activities are taken with a turn, and remembers what their leases are for.
    string Note(TurnCommit turn, TurnStored stored)
    {
        List<string> taken = [];
        foreach (var (activity, lease) in turn.Activities.Zip(stored.Taken))
        {
            if (lease is { } given)
            {
                taken.Add($"activity {activity.Id} of {InstanceOf(turn.Right)}");
                cluster.Note(isTurn: false, given, taken[^1]);
            }
        }
        return taken.Count == 0 ? "" : $", and takes {StoreText.List(taken)}";
    }

    public Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellationToken) =>
        Release(
            releases.Select(release => NameOf(true, release.Lease)),
            releases.Max(release => release.Delay),
            () => inner.ReleaseTurnsAsync(releases, CancellationToken.None),
            cancellationToken
        );

    public Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => Renew(isTurn: true, leases, inner.RenewTurnsAsync, duration, cancellationToken);

    public Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellationToken
    ) =>
        Poll(
            "asks for activities",
            fetch.Wait,
            () => inner.FetchActivitiesAsync(fetch with { Wait = TimeSpan.Zero }, CancellationToken.None),
            items => items.Count > 0,
            items => $" and gets {StoreText.List(items.Select(StoreText.Activity))}",
            cancellationToken,
            items =>
            {
                foreach (var item in items)
                {
                    cluster.Note(isTurn: false, item.Lease, StoreText.Activity(item));
                }
                // What is leased comes back when the lease lapses, and somebody must look then.
                ExpectAfter(items.Count > 0 ? fetch.Lease : TimeSpan.Zero);
            }
        );

    public Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellationToken
    ) =>
        Call(
            $"answers {StoreText.List(completions.Select(one => NameOf(false, one.Lease)))}",
            () => inner.CompleteActivitiesAsync(completions, CancellationToken.None),
            cancellationToken,
            done => StoreText.Except(completions, done, one => NameOf(false, one.Lease), "refused")
        );

    public Task ReleaseActivitiesAsync(IReadOnlyList<ActivityRelease> releases, CancellationToken cancellationToken) =>
        Release(
            releases.Select(release => NameOf(false, release.Lease)),
            releases.Max(release => release.Delay),
            () => inner.ReleaseActivitiesAsync(releases, CancellationToken.None),
            cancellationToken
        );

    public Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => Renew(isTurn: false, leases, inner.RenewActivitiesAsync, duration, cancellationToken);

    public Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellationToken
    ) =>
        Call(
            "renews its sessions",
            () => inner.RenewSessionsAsync(owners, duration, idle, CancellationToken.None),
            cancellationToken,
            wakeAfter: duration
        );

    public Task<int> SweepSessionsAsync(CancellationToken cancellationToken) =>
        Call("sweeps sessions", () => inner.SweepSessionsAsync(CancellationToken.None), cancellationToken);

    Task<IReadOnlyList<bool>> Renew(
        bool isTurn,
        IReadOnlyList<Lease> leases,
        Func<IReadOnlyList<Lease>, TimeSpan, CancellationToken, Task<IReadOnlyList<bool>>> renew,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) =>
        Call(
            $"renews its lease of {StoreText.List(leases.Select(lease => NameOf(isTurn, lease)))}",
            () => renew(leases, duration, CancellationToken.None),
            cancellationToken,
            held => StoreText.Except(leases, held, lease => NameOf(isTurn, lease), "lost"),
            wakeAfter: duration
        );

    Task Release(IEnumerable<string> what, TimeSpan delay, Func<Task> run, CancellationToken cancellationToken) =>
        Call(
            $"gives back {StoreText.List(what)}",
            async () =>
            {
                await run().ConfigureAwait(false);
                return default(Empty);
            },
            cancellationToken,
            wakeAfter: delay
        );

    InstanceId InstanceOf(TurnRight right) =>
        right switch
        {
            TurnRight.Leased leased => cluster.Instances[leased.Lease.Key],
            TurnRight.Starting starting => starting.Instance.Instance,
            TurnRight.Answering answering => cluster.Instances[answering.Instance],
        };

    string NameOf(TurnRight right) =>
        right switch
        {
            TurnRight.Leased leased => NameOf(true, leased.Lease),
            TurnRight.Starting starting => $"the start of {starting.Instance.Instance}",
            TurnRight.Answering answering =>
                $"the answers of {StoreText.List(
                answering.Completions.Select(one => NameOf(false, one.Lease))
            )}",
        };

    string NameOf(bool isTurn, Lease lease) => cluster.NameOf(isTurn, lease);
}
