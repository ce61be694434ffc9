namespace Toygres.Orchestrations;

public sealed partial class FleetClient
{
    private const string NoImages =
        "This fleet runs servers of the programs of its machine, and no runtime images. Those are for the driver of Kubernetes.";

    /// <summary>Registers a container image, so that instances can be made of it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="registries">The registries that images may come from; none for any.</param>
    /// <param name="cancel">Ends it undone.</param>
    public async Task<Outcome> RegisterAsync(
        RuntimeImage image,
        IReadOnlyList<string> registries,
        CancellationToken cancel = default
    ) =>
        !fleet.Driver.RunsImages ? new Outcome.Refused(NoImages)
        : RuntimeImage.Problem(image.Reference, registries) is { } problem ? new Outcome.Refused(problem)
        : await fleet.Cms.RegisterAsync(new RegisteredImage(image, time.GetUtcNow()), cancel);

    private async Task<(RuntimeImage? Image, string? Problem)> FindRuntimeAsync(
        InstanceRequest request,
        CancellationToken cancel
    )
    {
        if (request.Runtime is not { } name)
        {
            return (null, null);
        }
        if (request is not { Image: null, Follows: null })
        {
            return (null, "A copy runs what it is a copy of. Choose no runtime image for it.");
        }
        if (!fleet.Driver.RunsImages)
        {
            return (null, NoImages);
        }
        var all = await fleet.Cms.ListRuntimeImagesAsync(cancel);
        return all.FirstOrDefault(image => image.Image.Name == name) is { } found
            ? (found.Image, null)
            : (null, $"There is no runtime image {name}. Register it.");
    }
}
