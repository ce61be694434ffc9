namespace Duroxide.Bench;

/// <summary>What a workload was measured to do, and what it cost.</summary>
/// <param name="Metrics">The figures of the workload, by name.</param>
/// <param name="Cost">What they cost.</param>
sealed record Measurement(IReadOnlyList<Metric> Metrics, Cost Cost);

/// <summary>One figure.</summary>
readonly record struct Metric(string Name, double Value);
