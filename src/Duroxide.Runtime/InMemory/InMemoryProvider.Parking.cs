using Duroxide.Runtime.InMemory;

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<ParkedItem>> ListParkedAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return RunAsync<IReadOnlyList<ParkedItem>>(
            cancellationToken,
            _ => [.. AllParked().OrderBy(item => item.Id).Take(limit)]
        );
    }

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

    bool ReleaseWork(ParkedItem parked)
    {
        var activity = store.Instances[parked.Instance].Activities.Values.First(entry => entry.Parked == parked);
        activity.Unpark();
        store.Reschedule(activity);
        return true;
    }
}
