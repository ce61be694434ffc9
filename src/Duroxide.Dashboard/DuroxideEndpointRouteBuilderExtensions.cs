using Duroxide;
using Duroxide.Dashboard;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the dashboard.</summary>
public static class DuroxideEndpointRouteBuilderExtensions
{
    /// <summary>Maps the pages of the dashboard at a path, and its HTTP API below <c>api</c> there.</summary>
    /// <remarks>
    /// Without an authorization policy it answers on loopback only. Give it one by <c>RequireAuthorization</c> on what this
    /// returns.
    /// </remarks>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <param name="pattern">The path. Default <c>/duroxide</c>.</param>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <returns>All its endpoints, to add conventions to.</returns>
    /// <exception cref="InvalidOperationException">The services hold no <see cref="DuroxideClient"/>.</exception>
    public static IEndpointConventionBuilder MapDuroxide(
        this IEndpointRouteBuilder endpoints,
        string pattern = "/duroxide",
        DashboardOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        options ??= new();
        RequireClient(endpoints.ServiceProvider, options.Key);
        var group = endpoints.MapGroup(pattern);
        var guard = new Guard(options);
        var board = new Board(options);
        foreach (var operation in ApiOperations.All)
        {
            Map(group, guard, board, operation.Method, $"/api{operation.Path}", operation.AnswerCheckedAsync);
        }
        Map(group, guard, board, HttpMethods.Get, "/api/openapi.json", OpenApiDocument.AnswerAsync);
        foreach (var page in Site.Pages)
        {
            Map(group, guard, board, page.Method, page.Path, page.AnswerAsync);
        }
        return group;
    }

    static void Map(
        RouteGroupBuilder group,
        Guard guard,
        Board board,
        string method,
        string path,
        Func<Call, Task> answer
    ) =>
        group
            .MapMethods(
                path,
                [method],
                http =>
                {
                    var call = new Call(http, board, path);
                    return guard.PassAsync(call, answer);
                }
            )
            .WithDisplayName($"Duroxide {method} {path}");

    static void RequireClient(IServiceProvider services, object? key)
    {
        var known = services.GetService<IServiceProviderIsKeyedService>();
        if (known is not null && !known.IsKeyedService(typeof(DuroxideClient), key))
        {
            throw new InvalidOperationException(
                $"MapDuroxide found no DuroxideClient{(key is null ? "" : $" with key '{key}'")} in the services. Call "
                    + "builder.Services.AddDuroxide(...), or register a client as a singleton."
            );
        }
    }
}
