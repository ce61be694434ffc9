namespace Duroxide.Dashboard;

/// <summary>Instances that failed by the same cause.</summary>
/// <param name="Orchestration">What they ran.</param>
/// <param name="Cause">The error, with what differs between them left out.</param>
/// <param name="Count">How many they are, among the failures that were looked at.</param>
/// <param name="Last">When the last of them failed.</param>
/// <param name="Instances">Some of them, the last first.</param>
sealed record FailureView(string Orchestration, string Cause, long Count, DateTimeOffset Last, string[] Instances);
