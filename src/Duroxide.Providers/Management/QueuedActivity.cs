namespace Duroxide.Providers;

/// <summary>An activity that waits for a worker, or is with one.</summary>
/// <param name="Execution">The execution that asked for it.</param>
/// <param name="Id">The event that scheduled it.</param>
/// <param name="Attempts">How often it was taken.</param>
/// <param name="IsLeased">Whether a worker has it now.</param>
public sealed record QueuedActivity(ExecutionId Execution, EventId Id, int Attempts, bool IsLeased);
