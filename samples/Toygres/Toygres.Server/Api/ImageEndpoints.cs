using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Lists, makes and takes away images.</summary>
internal static class ImageEndpoints
{
    public static void MapImages(this RouteGroupBuilder api)
    {
        var images = api.MapGroup("/images").WithTags("images");
        images.MapGet("", ListAsync).WithName("ListImages").WithSummary("Lists images, oldest first.");
        images
            .MapPost("", Create)
            .WithName("CreateImage")
            .WithSummary("Makes an image of an instance.")
            .RequireAuthorization(Policies.Operator);
        images.MapGet("/{name}", FindAsync).WithName("GetImage").WithSummary("Tells of one image.");
        images
            .MapDelete("/{name}", Delete)
            .WithName("DeleteImage")
            .WithSummary("Takes an image away.")
            .RequireAuthorization(Policies.Operator);
        images
            .MapGet("/{name}/logs", EventsAsync)
            .WithName("ListImageEvents")
            .WithSummary("Lists what happened to an image, newest first.");
    }

    private static async Task<Ok<IReadOnlyList<ImageView>>> ListAsync(ICms cms, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<ImageView>>([.. (await cms.ListImagesAsync(cancel)).Select(ImageView.Of)]);

    private static async Task<Results<Accepted<StartedView>, ProblemHttpResult>> Create(
        CreateImageRequest request,
        Requests requests,
        ICms cms,
        HttpContext http,
        CancellationToken cancel
    )
    {
        Auditing.SaySubject(http, request.Name);
        var (source, name) = (InstanceName.Parse(request.Source), ImageName.Parse(request.Name));
        return await cms.FindAsync(source, cancel) is null
            ? Problems.NotFound($"There is no instance '{source}' to make an image of.")
            : await requests.BeginAsync(request.Name, fleet => fleet.CreateImageAsync(source, name, cancel));
    }

    private static async Task<Results<Ok<ImageView>, ProblemHttpResult>> FindAsync(
        string name,
        ICms cms,
        CancellationToken cancel
    ) =>
        ImageName.TryParse(name) is { } parsed && await cms.FindImageAsync(parsed, cancel) is { } image
            ? TypedResults.Ok(ImageView.Of(image))
            : Missing(name);

    private static async Task<Results<Accepted<StartedView>, ProblemHttpResult>> Delete(
        string name,
        Requests requests,
        ICms cms,
        HttpContext http,
        CancellationToken cancel
    )
    {
        // A request that is sent again finds nothing any more, and is known by its key.
        var isAgain = http.Request.Headers.ContainsKey(Requests.Header);
        return
            ImageName.TryParse(name) is { } parsed && (isAgain || await cms.FindImageAsync(parsed, cancel) is not null)
            ? await requests.BeginAsync(name, fleet => fleet.DeleteImageAsync(parsed, cancel))
            : Missing(name);
    }

    private static async Task<Ok<IReadOnlyList<EventView>>> EventsAsync(
        string name,
        ICms cms,
        CancellationToken cancel,
        int limit = 100
    )
    {
        var events = await cms.ListEventsAsync(name, Math.Clamp(limit, 1, 1000), cancel);
        return TypedResults.Ok<IReadOnlyList<EventView>>([.. events.Select(EventView.Of)]);
    }

    private static ProblemHttpResult Missing(string name) =>
        Problems.NotFound($"There is no image '{name}'. GET /api/images lists those there are.");
}
