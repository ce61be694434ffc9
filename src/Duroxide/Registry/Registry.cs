using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Duroxide;

/// <summary>The activities and orchestrations that a runtime can run; it never changes.</summary>
public sealed class Registry
{
    readonly FrozenDictionary<string, ActivityRegistration> activities;
    readonly FrozenDictionary<string, ImmutableArray<OrchestrationRegistration>> orchestrations;
    readonly FrozenDictionary<string, VersionPolicy> policies;

    internal Registry(
        IEnumerable<ActivityRegistration> activities,
        IEnumerable<OrchestrationRegistration> orchestrations,
        IEnumerable<KeyValuePair<string, VersionPolicy>> policies
    )
    {
        this.activities = activities.ToFrozenDictionary(activity => activity.Name, StringComparer.Ordinal);
        this.orchestrations = orchestrations
            .GroupBy(orchestration => orchestration.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(
                versions => versions.Key,
                versions => versions.OrderBy(version => version.Version).ToImmutableArray(),
                StringComparer.Ordinal
            );
        this.policies = policies.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A registry with nothing in it.</summary>
    public static Registry Empty { get; } = new([], [], []);

    /// <summary>The activities, in order of their names.</summary>
    internal IReadOnlyList<ActivityRegistration> Activities =>
        [.. activities.Values.OrderBy(activity => activity.Name, StringComparer.Ordinal)];

    /// <summary>The orchestrations, in order of their names and versions.</summary>
    internal IReadOnlyList<OrchestrationRegistration> Orchestrations =>
        [
            .. orchestrations
                .Values.OrderBy(versions => versions[0].Name, StringComparer.Ordinal)
                .SelectMany(each => each),
        ];

    /// <summary>The policies that were set, by orchestration; where none is, <see cref="VersionPolicy.Latest"/> holds.</summary>
    public IReadOnlyDictionary<string, VersionPolicy> Policies => policies;

    /// <summary>The versions of an orchestration, from old to new; empty when it is not registered.</summary>
    public IReadOnlyList<SemanticVersion> VersionsOf(string orchestration) =>
        orchestrations.TryGetValue(orchestration, out var versions) ? [.. versions.Select(each => each.Version)] : [];

    /// <summary>Whether an activity is registered.</summary>
    public bool HasActivity(string name) => activities.ContainsKey(name);

    /// <summary>Finds an activity; null when it is not registered.</summary>
    internal ActivityRegistration? FindActivity(string name) => activities.GetValueOrDefault(name);

    /// <summary>Finds the version of an orchestration that was asked for, or else the one that the policy names; null when there is none.</summary>
    internal OrchestrationRegistration? FindOrchestration(string name, SemanticVersion? version = null)
    {
        if (!orchestrations.TryGetValue(name, out var versions))
        {
            return null;
        }
        var wanted = version ?? policies.GetValueOrDefault(name).Pinned;
        return wanted is null ? versions[^1] : versions.FirstOrDefault(each => each.Version == wanted);
    }
}
