namespace Duroxide.Testing;

/// <summary>Replays what was recorded, as a runtime does after a crash, to find code that goes another way.</summary>
static class ReplayCheck
{
    /// <summary>Where the code departs from a recording; null when it follows it.</summary>
    /// <exception cref="CorruptHistoryException">The recording cannot be replayed.</exception>
    public static Divergence? Of(Func<IProgram> create, Recording recording, Limits limits)
    {
        var program = create();
        try
        {
            var header = recording.Header with { Version = recording.Version };
            return Execution.Resume(program, header, recording.History, limits).Divergence;
        }
        finally
        {
            (program as IDisposable)?.Dispose();
        }
    }

    /// <summary>The first departure from anything that the instances of a world have recorded.</summary>
    public static (InstanceId Instance, Divergence Divergence)? Of(World world)
    {
        foreach (var instance in world.Instances.Values)
        {
            foreach (var recording in instance.Recordings)
            {
                if (Of(world.Rules, recording) is { } divergence)
                {
                    return (instance.Id, divergence);
                }
            }
        }
        return null;
    }

    /// <summary>The first departure from what was recorded since an earlier world.</summary>
    public static (InstanceId Instance, Divergence Divergence)? Since(World before, World world)
    {
        foreach (var instance in world.Instances.Values)
        {
            var known = before.Instances.TryGetValue(instance.Id, out var old) ? old : null;
            if (ReferenceEquals(known, instance))
            {
                continue;
            }
            foreach (var recording in instance.Recordings.Skip(known?.Past.Count ?? 0))
            {
                var isNew = known is null || recording.Header != known.Header || recording.History != known.History;
                if (isNew && Of(world.Rules, recording) is { } divergence)
                {
                    return (instance.Id, divergence);
                }
            }
        }
        return null;
    }

    static Divergence? Of(WorldRules rules, Recording recording) =>
        recording.History.Count == 0
            ? null
            : Of(
                rules.Programs.Find(recording.Header with { Version = recording.Version }).Create,
                recording,
                rules.Limits
            );
}
