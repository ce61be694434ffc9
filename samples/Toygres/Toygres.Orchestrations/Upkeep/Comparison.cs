using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Upkeep;

/// <summary>Compares what is wanted with what is there: a pure function, so that each rule can be tested by itself.</summary>
internal static class Comparison
{
    // What was started in a transaction a moment ago may not be known to the engine yet.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<Finding> Of(
        Inventory seen,
        IReadOnlyList<Instance> rows,
        IReadOnlyList<Image> images,
        Func<string, EngineState> stateOf,
        DateTimeOffset now
    )
    {
        var clusters = seen.Instances.ToDictionary(cluster => cluster.Name);
        var owners = rows.Select(row => row.Name).ToHashSet();
        return
        [
            .. seen
                .Instances.Where(cluster => !owners.Contains(cluster.Name))
                .Select(cluster => new Finding.Stray(cluster.Name)),
            .. StrayImages(seen, images),
            .. images.Select(image => OfImage(image, seen, stateOf, now)).OfType<Finding>(),
            .. rows.Select(row => OfInstance(row, clusters.GetValueOrDefault(row.Name), stateOf, now))
                .OfType<Finding>(),
            .. rows.Where(row => IsUnwatched(row, stateOf, now)).Select(row => new Finding.Unwatched(row.Name)),
        ];
    }

    /// <summary>The orchestrations whose state the comparison asks for.</summary>
    public static IReadOnlyList<string> OrchestrationsOf(IReadOnlyList<Instance> rows, IReadOnlyList<Image> images)
    {
        string[] names =
        [
            .. rows.Select(row => row.Operation).OfType<string>(),
            .. rows.Select(row => row.ActorOrchestration).OfType<string>(),
            .. images.Where(image => image.State is ImageState.Creating).Select(image => image.CreateOrchestration),
        ];
        return [.. names.Distinct()];
    }

    private static IEnumerable<Finding> StrayImages(Inventory seen, IReadOnlyList<Image> images)
    {
        var wanted = images
            .Where(image => image.State is not ImageState.Failed)
            .Select(image => image.Name)
            .ToHashSet();
        return seen.Images.Where(image => !wanted.Contains(image)).Select(image => new Finding.StrayImage(image));
    }

    private static Finding? OfImage(
        Image image,
        Inventory seen,
        Func<string, EngineState> stateOf,
        DateTimeOffset now
    ) =>
        image.State switch
        {
            ImageState.Creating when HasEnded(image.CreateOrchestration, image.Updated, stateOf, now) =>
                new Finding.LostImage(image.Name, $"{image.CreateOrchestration} ended and said nothing."),
            // It was there before the inventory was taken.
            ImageState.Ready when !seen.Images.Contains(image.Name) && now - image.Updated > Fresh =>
                new Finding.LostImage(image.Name, "Its data is gone."),
            _ => null,
        };

    private static Finding? OfInstance(
        Instance row,
        ObservedInstance? cluster,
        Func<string, EngineState> stateOf,
        DateTimeOffset now
    )
    {
        if (row.Operation is { } operation)
        {
            return HasEnded(operation, row.Updated, stateOf, now) ? new Finding.Abandoned(row.Name, operation) : null;
        }
        var state = cluster?.State ?? ObservedState.Missing;
        var isRight = row.State switch
        {
            InstanceState.Running => state is ObservedState.Ready,
            InstanceState.Stopped => state is ObservedState.Stopped,
            InstanceState.Failed => row.Started is not null || state is ObservedState.Missing,
            _ => true,
        };
        return isRight
            ? null
            : new Finding.Drifted(
                row.Name,
                $"It should be {row.State.ToString().ToLowerInvariant()}, and is {state.ToString().ToLowerInvariant()}."
            );
    }

    private static bool IsUnwatched(Instance row, Func<string, EngineState> stateOf, DateTimeOffset now) =>
        row is { ActorOrchestration: { } actor, State: not (InstanceState.Deleting or InstanceState.Deleted) }
        && HasEnded(actor, row.Created, stateOf, now);

    private static bool HasEnded(
        string name,
        DateTimeOffset since,
        Func<string, EngineState> stateOf,
        DateTimeOffset now
    ) =>
        stateOf(name) switch
        {
            EngineState.Running => false,
            EngineState.Ended => true,
            EngineState.Unknown => now - since > Fresh,
            var other => throw new InvalidOperationException($"There is no state {other}."),
        };
}
