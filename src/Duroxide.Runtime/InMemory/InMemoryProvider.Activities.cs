using Duroxide.Runtime.InMemory;

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellationToken
    ) =>
        WaitAsync<IReadOnlyList<ActivityItem>>(
            store.Work,
            fetch.Wait,
            now =>
            {
                var desk = new SessionDesk(store.Sessions, fetch.Sessions, now);
                var ready = store
                    .Work.DueAt(now)
                    .Select(key => store.Activities[key])
                    .Where(activity => fetch.Tags.Accepts(activity.Tag) && desk.Admits(activity.Session))
                    .Take(fetch.Max)
                    .ToList();
                var work = ready.Select(activity => TakeWork(activity, fetch.Lease, now)).ToList();
                var isIdle = fetch.Max == 0 || fetch.Tags is TagFilter.None;
                return new(work, work.Count > 0 || isIdle, NextWork(now));
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellationToken
    ) => EachAsync(completions, cancellationToken, Complete);

    /// <inheritdoc />
    public Task ReleaseActivitiesAsync(IReadOnlyList<ActivityRelease> releases, CancellationToken cancellationToken) =>
        EachAsync(
            releases,
            cancellationToken,
            (release, now) =>
            {
                if (HeldWork(release.Lease) is not { } activity)
                {
                    if (!release.CountAttempt)
                    {
                        store.Activities.GetValueOrDefault(release.Lease.Key)?.ForgetAttempt();
                    }
                    return false;
                }
                activity.GiveBack(now, release.Delay, release.CountAttempt);
                if (release.Park is { } reason)
                {
                    activity.Park(
                        Parked(ParkedKind.Activity, activity.Instance.Id, reason, now) with
                        {
                            Execution = activity.Execution,
                            Event = activity.Id,
                        }
                    );
                }
                else if (release.IsUntouched)
                {
                    activity.GrowOld(now);
                    store.Expiries.Set(activity.Key, activity.ExpiresAt);
                    store.Signals.Raise(store.Turns);
                }
                store.Reschedule(activity);
                return true;
            }
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) =>
        EachAsync(
            leases,
            cancellationToken,
            (lease, now) =>
            {
                if (HeldWork(lease) is not { } activity)
                {
                    return false;
                }
                activity.Extend(now, duration);
                UseSession(activity, now);
                store.Reschedule(activity);
                return true;
            }
        );

    /// <inheritdoc />
    public Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            cancellationToken,
            now =>
            {
                var inUse = store
                    .Sessions.Where(entry => owners.Contains(entry.Value.Owner) && entry.Value.IsLive(now))
                    .Where(entry => entry.Value.LastUsed.Plus(idle) > now)
                    .ToList();
                foreach (var (id, session) in inUse)
                {
                    store.Sessions[id] = session with { LeasedUntil = now.Plus(duration) };
                }
                return inUse.Count;
            }
        );

    /// <inheritdoc />
    public Task<int> SweepSessionsAsync(CancellationToken cancellationToken) =>
        RunAsync(
            cancellationToken,
            now =>
            {
                var queued = store.Activities.Values.Select(activity => activity.Session).ToHashSet();
                var dead = store
                    .Sessions.Where(entry => !entry.Value.IsLive(now) && !queued.Contains(entry.Key))
                    .ToList();
                return dead.Count(entry => store.Sessions.Remove(entry.Key));
            }
        );

    bool Complete(ActivityCompletion completion, Timestamp now)
    {
        if (HeldWork(completion.Lease) is not { } activity)
        {
            return false;
        }
        UseSession(activity, now);
        store.Remove(activity);
        if (completion.Answer is { } answer)
        {
            store.Deliver(activity.Instance, answer, now, timer: null);
        }
        return true;
    }

    MemoryActivity? HeldWork(Lease lease) =>
        store.Activities.GetValueOrDefault(lease.Key) is { } activity && activity.IsHeld(lease) ? activity : null;

    ActivityItem TakeWork(MemoryActivity activity, TimeSpan duration, Timestamp now)
    {
        if (!store.Expiries.Has(activity.Key))
        {
            // Whoever held it before and did not give it back untouched may have begun it.
            activity.StopGrowingOld();
        }
        var lease = activity.Take(now, duration);
        store.Expiries.Set(activity.Key, null);
        store.Reschedule(activity);
        return new(lease, activity.Instance.Id, activity.Execution, activity.Id, activity.Payload, activity.Attempt)
        {
            Session = activity.Session,
            Tag = activity.Tag,
        };
    }

    /// <summary>Shows that a session is in use; one that has expired stays expired.</summary>
    void UseSession(MemoryActivity activity, Timestamp now)
    {
        if (activity.Session is { } id && store.Sessions.TryGetValue(id, out var session) && session.IsLive(now))
        {
            store.Sessions[id] = session with { LastUsed = now };
        }
    }

    /// <summary>When more work may come without anybody's doing: hidden work shows up, or a session is free to be claimed.</summary>
    Timestamp? NextWork(Timestamp now) =>
        store
            .Sessions.Values.Where(session => session.IsLive(now))
            .Select(session => (Timestamp?)session.LeasedUntil)
            .Append(store.Work.NextAfter(now))
            .Append(store.Expiries.NextAfter(now))
            .Min();
}
