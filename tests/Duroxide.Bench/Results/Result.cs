namespace Duroxide.Bench;

/// <summary>What one workload was measured to do.</summary>
/// <param name="Peer">Who was measured.</param>
/// <param name="Workload">The workload.</param>
/// <param name="Metrics">Its figures.</param>
/// <param name="Costs">What they cost.</param>
sealed record Result(string Peer, string Workload, IReadOnlyList<Metric> Metrics, IReadOnlyList<Metric> Costs)
{
    /// <summary>The workload's name among results of several peers.</summary>
    public string Title => $"{Workload} {Peer}";

    /// <summary>All figures that tell one build from another, those of the costs behind.</summary>
    public IEnumerable<Metric> Figures =>
        Metrics.Concat(
            Costs.Any(cost => cost.Name == Measurement.CpuOfEach)
                ? Costs.Where(cost => !Measurement.CostsOfAll.Contains(cost.Name))
                : Costs
        );
}
