using Duroxide.Runtime.InMemory;

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<Deleted> DeleteInstancesAsync(
        IReadOnlyList<InstanceId> roots,
        DeletionForce force,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            cancellationToken,
            _ =>
            {
                var children = store.Instances.Values.ToLookup(instance => instance.Parent);
                var doomed = roots.Distinct().Select(Root).SelectMany(root => Tree(root, children)).ToList();
                if (doomed.Find(instance => !instance.HasEnded && !Forces(force, instance)) is { } running)
                {
                    throw Refused($"'{running.Id}' still runs. Cancel it and wait for its end, or delete with force.");
                }
                var deleted = new Deleted(
                    doomed.Count,
                    doomed.Sum(instance => instance.Executions.Count),
                    doomed.Sum(instance => instance.Executions.Sum(execution => execution.LastEvent.Value)),
                    doomed.Sum(Queued)
                );
                foreach (var instance in doomed)
                {
                    store.Remove(instance);
                }
                return deleted;
            }
        );

    /// <inheritdoc />
    public Task<Deleted> PruneExecutionsAsync(
        InstanceId instance,
        PruneOptions options,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            cancellationToken,
            _ =>
            {
                if (!store.Instances.TryGetValue(instance, out var row))
                {
                    throw new ProviderException("Prune", $"There is no instance '{instance}'.", isRetryable: false);
                }
                var old = row
                    .Executions.SkipLast(Math.Max(1, options.KeepLast ?? 1))
                    .Where(execution => options.EndedBefore is not { } time || EndedBefore(execution, time))
                    .ToHashSet();
                row.Executions.RemoveAll(old.Contains);
                return new Deleted(1, old.Count, old.Sum(execution => execution.LastEvent.Value), 0);
            }
        );

    static bool Forces(DeletionForce force, MemoryInstance instance) =>
        force == DeletionForce.Trees || (force == DeletionForce.Roots && instance.Parent is null);

    MemoryInstance Root(InstanceId id) =>
        store.Instances.GetValueOrDefault(id) switch
        {
            null => throw Refused($"There is no instance '{id}'."),
            { Parent: { } parent } => throw Refused($"'{id}' is a child. Delete its root; its parent is '{parent}'."),
            var root => root,
        };

    static IEnumerable<MemoryInstance> Tree(MemoryInstance root, ILookup<InstanceId?, MemoryInstance> children) =>
        children[root.Id].SelectMany(child => Tree(child, children)).Prepend(root);

    static long Queued(MemoryInstance instance) =>
        instance.Messages.Count + instance.Held.Count + instance.ParkedMessages.Count + instance.Activities.Count;

    static ProviderException Refused(string message) => new("Delete", message, isRetryable: false);

    static bool EndedBefore(MemoryExecution execution, DateTimeOffset time) =>
        execution.Ended is { } ended && ended < Timestamp.From(time);
}
