namespace Duroxide;

/// <summary>One of many instances to start in one call.</summary>
/// <param name="Instance">The id of the new instance.</param>
/// <param name="Input">Its input.</param>
public readonly record struct InstanceStart<TInput>(InstanceId Instance, TInput Input);
