using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Orchestrations;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Says which container images instances can run.</summary>
internal static class RuntimeEndpoints
{
    public static void MapRuntimeImages(this RouteGroupBuilder api)
    {
        var images = api.MapGroup("/runtime-images").WithTags("runtime images");
        images
            .MapGet("", ListAsync)
            .WithName("ListRuntimeImages")
            .WithSummary("Lists the container images that instances can run, by name.");
        images
            .MapPost("/register", RegisterAsync)
            .WithName("RegisterRuntimeImage")
            .WithSummary("Lets instances run a container image, which its digest names for all time.")
            .RequireAuthorization(Policies.Admin);
        images
            .MapDelete("/{name}", UnregisterAsync)
            .WithName("UnregisterRuntimeImage")
            .WithSummary("Lets instances run a container image no longer. One that something needs stays.")
            .RequireAuthorization(Policies.Admin);
    }

    private static async Task<Ok<IReadOnlyList<RuntimeImageView>>> ListAsync(ICms cms, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<RuntimeImageView>>([
            .. (await cms.ListRuntimeImagesAsync(cancel)).Select(row => new RuntimeImageView(
                row.Image.Name.Value,
                row.Image.Reference,
                row.Image.Contents,
                row.Created
            )),
        ]);

    private static async Task<Results<NoContent, ProblemHttpResult>> RegisterAsync(
        RegisterRequest request,
        FleetClient fleet,
        ServerOptions options,
        HttpContext http,
        CancellationToken cancel
    )
    {
        Auditing.SaySubject(http, request.Name);
        if (RuntimeImage.KindOf(request.Kind) is not { } kind)
        {
            return Problems.Wrong($"There is no kind '{request.Kind}'. There are: stock, pg_durable.");
        }
        var registries = (options.Registries ?? "").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (RuntimeImage.Problem(request.Reference, registries) is { } problem)
        {
            return Problems.Wrong(problem);
        }
        var image = new RuntimeImage(ImageName.Parse(request.Name), request.Reference, kind);
        return Answer(await fleet.RegisterAsync(image, registries, cancel));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> UnregisterAsync(
        string name,
        ICms cms,
        CancellationToken cancel
    ) => Answer(await cms.UnregisterAsync(ImageName.Parse(name), cancel));

    private static Results<NoContent, ProblemHttpResult> Answer(Outcome outcome) =>
        outcome is Outcome.Refused refused ? Problems.Refused(refused.Reason) : TypedResults.NoContent();
}
