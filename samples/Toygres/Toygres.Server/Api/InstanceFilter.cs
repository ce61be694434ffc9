namespace Toygres.Server;

/// <summary>Refuses a request for an instance that there is not, before anything else is looked at.</summary>
internal sealed class InstanceFilter(ICms cms) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var name = $"{http.GetRouteValue("name")}";
        return InstanceName.TryParse(name) is { } parsed && await cms.FindAsync(parsed, http.RequestAborted) is not null
            ? await next(context)
            : Problems.NotFound($"There is no instance '{name}'. GET /api/instances lists those there are.");
    }
}
