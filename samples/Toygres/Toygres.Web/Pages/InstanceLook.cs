using Microsoft.Extensions.Logging;

namespace Toygres.Web.Pages;

/// <summary>What is known of an instance.</summary>
/// <param name="Row">What the memory of the fleet says.</param>
public sealed record InstanceLook(Instance Row)
{
    private const int Looks = 120;
    private const int Happenings = 30;
    private const int Drifted = 200;

    /// <summary>The last looks of its actor, newest first.</summary>
    public IReadOnlyList<HealthCheck> Health { get; private init; } = [];

    /// <summary>What happened to it, newest first.</summary>
    public IReadOnlyList<FleetEvent> Events { get; private init; } = [];

    /// <summary>Where what is wanted and what is there differed, newest first.</summary>
    public IReadOnlyList<Drift> Drifts { get; private init; } = [];

    /// <summary>The instances that follow it.</summary>
    public IReadOnlyList<Instance> Followers { get; private init; } = [];

    /// <summary>The images of it.</summary>
    public IReadOnlyList<Image> Images { get; private init; } = [];

    /// <summary>What works on it; null for nothing.</summary>
    public InstanceInfo? Operation { get; private init; }

    /// <summary>What watches it; null for nobody.</summary>
    public InstanceInfo? Actor { get; private init; }

    /// <summary>The end of its log; null for those whom it is not for.</summary>
    public LogTail? Log { get; private init; }

    /// <summary>Looks at an instance; null when there is none.</summary>
    /// <param name="name">The instance.</param>
    /// <param name="fleet">Where it is looked at.</param>
    /// <param name="engine">Where its orchestrations are found.</param>
    /// <param name="log">Where it is noted that its log cannot be read; null to leave its log alone.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<InstanceLook?> TakeAsync(
        InstanceName name,
        FleetServices fleet,
        DuroxideClient engine,
        ILogger? log,
        CancellationToken cancel
    )
    {
        if (await fleet.Cms.FindAsync(name, cancel) is not { } row)
        {
            return null;
        }
        return new(row)
        {
            Health = await fleet.Cms.ListHealthAsync(name, Looks, cancel),
            Events = await fleet.Cms.ListEventsAsync(name.Value, Happenings, cancel),
            Drifts = [.. (await fleet.Cms.ListDriftsAsync(Drifted, cancel)).Where(drift => drift.Instance == name)],
            Followers = [.. (await fleet.Cms.ListAsync(cancel)).Where(other => other.Follows == name)],
            Images = [.. (await fleet.Cms.ListImagesAsync(cancel)).Where(image => image.Source == name).Reverse()],
            Operation = await FindAsync(row.Operation, engine, cancel),
            Actor = await FindAsync(row.ActorOrchestration, engine, cancel),
            Log = log is null ? null : await LogTail.ReadAsync(name, fleet.Driver, log, cancel),
        };
    }

    private static async Task<InstanceInfo?> FindAsync(
        string? orchestration,
        DuroxideClient engine,
        CancellationToken cancel
    ) => orchestration is null ? null : (await engine.GetStatusAsync(orchestration, cancel)).InfoOrNull();
}
