namespace Aspire.Hosting;

/// <summary>Where an application has what it shows of its durable orchestrations.</summary>
public sealed record DuroxideResourceOptions
{
    /// <summary>The name of the application's endpoint. Default <c>http</c>.</summary>
    public string Endpoint { get; init; } = "http";

    /// <summary>The path that <c>MapDuroxide</c> was given. Default <c>/duroxide</c>.</summary>
    public string DashboardPath { get; init; } = "/duroxide";

    /// <summary>The path that answers whether work may be sent there: 200 when it may. Default <c>/ready</c>.</summary>
    public string ReadinessPath { get; init; } = "/ready";
}
