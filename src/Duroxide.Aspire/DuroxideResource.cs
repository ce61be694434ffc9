namespace Aspire.Hosting.ApplicationModel;

/// <summary>The durable orchestrations of an application, shown below it.</summary>
public sealed class DuroxideResource : Resource, IResourceWithParent<IResourceWithEndpoints>
{
    readonly DuroxideResourceOptions options;

    internal DuroxideResource(string name, IResourceWithEndpoints application, DuroxideResourceOptions options)
        : base(name)
    {
        Parent = application;
        this.options = options;
    }

    /// <summary>The application that runs them.</summary>
    public IResourceWithEndpoints Parent { get; }

    /// <summary>Where their dashboard is; null as long as the application has no address.</summary>
    public string? DashboardUrl => UrlOf(options.DashboardPath);

    /// <summary>Where the application says whether work may be sent there; null as long as it has no address.</summary>
    public string? ReadinessUrl => UrlOf(options.ReadinessPath);

    // An EndpointReference would keep the answer that there is no address yet.
    string? UrlOf(string path) =>
        Parent
            .Annotations.OfType<EndpointAnnotation>()
            .SingleOrDefault(endpoint =>
                string.Equals(endpoint.Name, options.Endpoint, StringComparison.OrdinalIgnoreCase)
            )
            ?.AllocatedEndpoint
            is { } address
            ? $"{address.UriString.TrimEnd('/')}/{path.TrimStart('/')}"
            : null;
}
