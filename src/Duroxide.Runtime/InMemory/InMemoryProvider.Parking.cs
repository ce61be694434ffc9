using Duroxide.Runtime.InMemory;

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<ParkedItem>> ListParkedAsync(ParkedQuery query, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<ParkedItem>>(
            cancellationToken,
            _ => [.. AllParked().Where(item => Matches(item, query)).OrderBy(item => item.Id).Take(query.Limit)]
        );

    /// <inheritdoc />
    public Task<bool> DiscardParkedAsync(long id, ReadOnlyMemory<byte>? answer, CancellationToken cancellationToken) =>
        RunAsync(
            cancellationToken,
            now =>
                AllParked().FirstOrDefault(item => item.Id == id) is { } parked
                && parked.Kind switch
                {
                    ParkedKind.Message => store.Instances[parked.Instance].ParkedMessages.Remove(id),
                    ParkedKind.Activity => DiscardWork(parked, answer, now),
                    ParkedKind.Instance => false,
                }
        );

    /// <inheritdoc />
    public Task<bool> ReleaseParkedAsync(long id, CancellationToken cancellationToken) =>
        RunAsync(
            cancellationToken,
            now =>
                AllParked().FirstOrDefault(item => item.Id == id) is { } parked
                && (ReleaseMessage(parked) || ReleaseInstance(parked, now) || ReleaseWork(parked))
        );

    IEnumerable<ParkedItem> AllParked()
    {
        var instances = store.Instances.Values;
        return instances
            .Cast<Leasable>()
            .Concat(store.Activities.Values)
            .Select(leasable => leasable.Parked)
            .OfType<ParkedItem>()
            .Concat(instances.SelectMany(instance => instance.ParkedMessages.Values.Select(entry => entry.Item)));
    }

    bool ReleaseInstance(ParkedItem parked, Timestamp now)
    {
        var instance = store.Instances[parked.Instance];
        if (instance.Parked != parked)
        {
            return false;
        }
        instance.Unpark();
        Announce(instance, now);
        store.Reschedule(instance);
        return true;
    }

    bool ReleaseMessage(ParkedItem parked)
    {
        var instance = store.Instances[parked.Instance];
        if (!instance.ParkedMessages.Remove(parked.Id, out var entry))
        {
            return false;
        }
        instance.Messages.Add(entry.Message);
        store.Reschedule(instance);
        return true;
    }

    bool DiscardWork(ParkedItem parked, ReadOnlyMemory<byte>? answer, Timestamp now)
    {
        var activity = Work(parked);
        store.Remove(activity);
        _ = answer is { } payload && store.Deliver(activity.Instance, payload, now, timer: null);
        return true;
    }

    MemoryActivity Work(ParkedItem parked) =>
        store.Instances[parked.Instance].Activities.Values.First(entry => entry.Parked == parked);

    static bool Matches(ParkedItem item, ParkedQuery query) =>
        item.Id > query.After
        && (query.Kind is not { } kind || item.Kind == kind)
        && (query.Instance is not { } instance || item.Instance == instance);

    bool ReleaseWork(ParkedItem parked)
    {
        var activity = Work(parked);
        activity.Unpark();
        store.Reschedule(activity);
        return true;
    }
}
