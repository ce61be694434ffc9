using Duroxide.Runtime.InMemory;

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(TurnFetch fetch, CancellationToken cancellationToken) =>
        WaitAsync<IReadOnlyList<TurnItem>>(
            store.Turns,
            fetch.Wait,
            now =>
            {
                var ready = store
                    .Turns.DueAt(now)
                    .Select(key => store.InstancesByKey[key])
                    .Where(instance => Fits(instance.Current.Pin, fetch.Capabilities))
                    .Take(fetch.Max)
                    .ToList();
                List<TurnItem> turns = [];
                var room = fetch.MaxBytes;
                foreach (var instance in ready.TakeWhile(_ => room > 0))
                {
                    turns.Add(TakeTurn(instance, fetch, room, now));
                    room -= turns[^1].Bytes;
                }
                return new(turns, turns.Count > 0 || fetch.Max == 0, NextTurn(now));
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredExecution>> LoadAsync(
        IReadOnlyList<Lease> leases,
        CancellationToken cancellationToken
    ) =>
        RunAsync<IReadOnlyList<StoredExecution>>(
            cancellationToken,
            now => [.. leases.Select(lease => Held(lease)).OfType<MemoryInstance>().Select(Stored)]
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
        IReadOnlyList<TurnCommit> turns,
        CancellationToken cancellationToken
    ) => EachAsync(turns, cancellationToken, Commit);

    /// <inheritdoc />
    public Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellationToken) =>
        EachAsync(
            releases,
            cancellationToken,
            (release, now) =>
            {
                if (Held(release.Lease) is not { } instance)
                {
                    if (!release.CountAttempt)
                    {
                        store.InstancesByKey.GetValueOrDefault(release.Lease.Key)?.ForgetAttempt();
                    }
                    return false;
                }
                instance.GiveBack(now, release.Delay, release.CountAttempt);
                if (release.Park is { } reason)
                {
                    instance.Park(Parked(ParkedKind.Instance, instance.Id, reason, now));
                    Announce(instance, now);
                }
                store.Reschedule(instance);
                return true;
            }
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) =>
        EachAsync(
            leases,
            cancellationToken,
            (lease, now) =>
            {
                if (Held(lease) is not { } instance)
                {
                    return false;
                }
                instance.Extend(now, duration);
                store.Reschedule(instance);
                return true;
            }
        );

    MemoryInstance? Held(Lease lease) =>
        store.InstancesByKey.GetValueOrDefault(lease.Key) is { } instance && instance.IsHeld(lease) ? instance : null;

    Timestamp? NextTurn(Timestamp now) =>
        new[] { store.Turns.NextAfter(now), store.Expiries.NextAfter(now) }.OfType<Timestamp?>().Min();

    TurnItem TakeTurn(MemoryInstance instance, TurnFetch fetch, long room, Timestamp now)
    {
        var lease = instance.Take(now, fetch.Lease);
        store.Reschedule(instance);
        var current = instance.Current;
        var start = current.AwaitsFirstTurn ? current.Start : null;
        room -= start?.Header.Length ?? 0;
        var visible = instance
            .Messages.Select(entry => entry.Message)
            .TakeWhile(entry => entry.Time <= now)
            .Take(fetch.MaxMessages)
            .TakeWhile((message, index) => (room -= message.Payload.Length) >= 0 || index == 0);
        return new(lease, instance.Id, current.Id, current.LastEvent, visible.ToList(), instance.Attempt)
        {
            Start = start,
            FirstHeld = instance.FirstHeld(),
            EarlyCancels = start is null
                ? []
                :
                [
                    .. instance
                        .Messages.Where(entry => entry.IsCancel && entry.Message.Id < current.Number)
                        .Select(entry => entry.Message),
                ],
            Pin = current.Pin,
        };
    }

    static StoredExecution Stored(MemoryInstance instance) => Stored(instance, instance.Current);

    static StoredExecution Stored(MemoryInstance instance, MemoryExecution execution) =>
        new(instance.Id, execution.Id, execution.Start, [.. execution.Batches.Select(batch => batch.Payload)]);

    static bool Fits(SemanticVersion? pin, ValueList<VersionRange>? ranges) =>
        pin is not { } version || ranges is not { } supported || supported.Any(range => range.Includes(version));
}
