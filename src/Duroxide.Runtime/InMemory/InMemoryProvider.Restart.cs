using Duroxide.Runtime.InMemory;

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<InstanceChange> RestartInstanceAsync(Restart restart, CancellationToken cancellationToken) =>
        RunAsync(
            cancellationToken,
            now =>
            {
                if (store.Instances.GetValueOrDefault(restart.Instance) is not { } instance)
                {
                    return InstanceChange.NotFound;
                }
                if (!instance.HasEnded || instance.Current.Id != restart.After)
                {
                    return WasStarted(instance, restart) ? InstanceChange.Changed : InstanceChange.Unchanged;
                }
                var start = new StoredStart(restart.Header.ToArray(), now);
                instance.Executions.Add(new(restart.After.Next, restart.Name, start, store.NextNumber()));
                instance.Values = restart.Values;
                instance.Tags = restart.Tags;
                if (instance.CustomStatus != restart.CustomStatus)
                {
                    instance.CustomStatus = restart.CustomStatus;
                    instance.CustomStatusVersion++;
                }
                Announce(instance, now);
                store.Reschedule(instance);
                return InstanceChange.Changed;
            }
        );

    static bool WasStarted(MemoryInstance instance, Restart restart) =>
        instance.Current.Id == restart.After.Next
        && instance.Current.Start.Header.Span.SequenceEqual(restart.Header.Span);
}
