using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>What one who watches has been told, so that what changes is told once.</summary>
internal sealed class FleetDifference
{
    private Dictionary<string, (DateTimeOffset, DateTimeOffset?, Health)> instances = [];
    private Dictionary<string, DateTimeOffset> images = [];

    /// <summary>What there is to tell now that was not told before: everything at first.</summary>
    public IReadOnlyList<FleetChangeView> Tell(FleetLook.Seen seen)
    {
        var nowInstances = seen.Instances.ToDictionary(
            row => row.Name.Value,
            row => (row.Updated, row.LastHealthCheck, row.Health)
        );
        var nowImages = seen.Images.ToDictionary(row => row.Name.Value, row => row.Updated);
        List<FleetChangeView> changes =
        [
            .. seen
                .Instances.Where(row => Differs(instances, row.Name.Value, nowInstances))
                .Select(row => new FleetChangeView(FleetChangeView.Instance, row.Name.Value)
                {
                    State = InstanceView.Of(row),
                }),
            .. instances
                .Keys.Except(nowInstances.Keys)
                .Select(name => new FleetChangeView(FleetChangeView.InstanceGone, name)),
            .. seen
                .Images.Where(row => Differs(images, row.Name.Value, nowImages))
                .Select(row => new FleetChangeView(FleetChangeView.Image, row.Name.Value)
                {
                    ImageState = ImageView.Of(row),
                }),
            .. images.Keys.Except(nowImages.Keys).Select(name => new FleetChangeView(FleetChangeView.ImageGone, name)),
        ];
        (instances, images) = (nowInstances, nowImages);
        return changes;
    }

    private static bool Differs<T>(Dictionary<string, T> before, string name, Dictionary<string, T> now) =>
        !before.TryGetValue(name, out var old) || !EqualityComparer<T>.Default.Equals(old, now[name]);
}
