namespace Duroxide;

/// <summary>What retention removed on this node since its runtime started.</summary>
/// <param name="Sweeps">How often it looked through the whole store.</param>
/// <param name="Instances">Instances, children included.</param>
/// <param name="Executions">Executions, those of the instances included.</param>
public sealed record RetentionCounts(long Sweeps, long Instances, long Executions)
{
    /// <summary>When it last looked, by the store's clock; null before the first time.</summary>
    public DateTimeOffset? Last { get; init; }
}
