namespace Duroxide.Bench.Tests;

/// <summary>Results as a run would have measured them.</summary>
static class Results
{
    public static Result Of(string workload, params IReadOnlyList<(string Name, double Value)> metrics) =>
        OfPeer(Names.Sqlite, workload, metrics);

    public static Result OfPeer(string peer, string workload, IReadOnlyList<(string Name, double Value)> metrics) =>
        new(peer, workload, [.. metrics.Select(metric => new Metric(metric.Name, metric.Value))], []);
}
