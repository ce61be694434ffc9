using System.Collections.Concurrent;

namespace Duroxide.Runtime;

/// <summary>Which instances this node put aside last because it has no code for something, for those who wait for them.</summary>
sealed class MissingCode
{
    const int Most = 10_000;

    readonly ConcurrentDictionary<InstanceId, string> missing = new();

    /// <summary>Notes what code an instance lacks here.</summary>
    public void Note(InstanceId instance, string code)
    {
        if (missing.Count < Most || missing.ContainsKey(instance))
        {
            missing[instance] = code;
        }
    }

    /// <summary>Notes that code of the instance runs here.</summary>
    public void Forget(InstanceId instance)
    {
        if (!missing.IsEmpty)
        {
            missing.TryRemove(instance, out _);
        }
    }

    /// <summary>The code that the instance lacks here, in words; null for none.</summary>
    public string? Find(InstanceId instance) => missing.GetValueOrDefault(instance);
}
