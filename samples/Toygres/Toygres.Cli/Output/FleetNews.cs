namespace Toygres.Cli;

/// <summary>Tells what changes in a fleet. Each look at an instance is a change of it, and mostly none that is worth a line.</summary>
internal sealed class FleetNews
{
    private readonly Dictionary<(bool IsImage, string Name), string> told = [];

    /// <summary>What there is to say of a change; null when it was said before, or is a sign of life alone.</summary>
    public string? Tell(FleetChangeView change)
    {
        var what =
            change.State is { } row ? $"{row.State}, {row.Health}"
            : change.ImageState is { } image ? $"image, {image.State}"
            : "gone";
        var key = (change.Type is FleetChangeView.Image or FleetChangeView.ImageGone, change.Name);
        if (change.Name.Length == 0 || told.GetValueOrDefault(key) == what)
        {
            return null;
        }
        told[key] = what;
        return $"{change.Name}: {what}";
    }
}
