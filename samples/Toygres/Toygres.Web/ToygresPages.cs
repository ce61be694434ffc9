using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Toygres.Web.Live;

namespace Toygres.Web;

/// <summary>
/// Adds the pages of the fleet manager to an application. It has registered <see cref="FleetClient"/>,
/// <see cref="FleetServices"/> and <see cref="DuroxideClient"/>, and has the policies of <see cref="Roles"/>.
/// </summary>
/// <remarks>
/// The application lets people in and out: <c>POST /login</c> takes the form <c>name</c>, <c>password</c>, <c>returnUrl</c> and
/// leads on, or back to <c>/login?failed=true</c>; <c>POST /logout</c> ends the session.
/// </remarks>
public static class ToygresPages
{
    /// <summary>Where strangers are sent.</summary>
    public const string Login = "/login";

    /// <summary>Where those are sent whose role is not enough.</summary>
    public const string Denied = "/denied";

    /// <summary>Adds what the pages need.</summary>
    public static IServiceCollection AddToygresPages(
        this IServiceCollection services,
        ToygresPagesOptions? options = null
    )
    {
        services.AddSingleton(options ?? new());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DurableFunctions>();
        services.AddSingleton<Marks>();
        services.AddSingleton<MarkStream>();
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents();
        return services;
    }

    /// <summary>Maps the pages at the root. The application uses authentication, authorization and antiforgery before.</summary>
    /// <returns>All of them, to add conventions to.</returns>
    public static IEndpointConventionBuilder MapToygresPages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("");
        pages.MapRazorComponents<App>();
        pages
            .MapGet(
                "/live/{subject}/{name?}",
                (string subject, string? name, MarkStream stream, HttpContext http) =>
                    stream.OpenAsync(subject, name, http)
            )
            .RequireAuthorization(Roles.Viewer);
        foreach (var asset in Asset.All)
        {
            pages.MapGet(asset.Path, asset.SendAsync).AllowAnonymous();
        }
        IEndpointConventionBuilder all = pages;
        all.Add(endpoint => endpoint.RequestDelegate = PageGuard.Around(endpoint.RequestDelegate!));
        // What a page brings along of its own is there in the end.
        all.Finally(LeaveLoginToTheApplication);
        return pages;
    }

    // A page takes forms, too; that of this one is sent to the application.
    private static void LeaveLoginToTheApplication(EndpointBuilder endpoint)
    {
        if (endpoint is not RouteEndpointBuilder { RoutePattern.RawText: Login })
        {
            return;
        }
        foreach (var methods in endpoint.Metadata.OfType<HttpMethodMetadata>().ToList())
        {
            endpoint.Metadata.Remove(methods);
        }
        endpoint.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get]));
    }
}
