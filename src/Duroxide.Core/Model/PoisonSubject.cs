namespace Duroxide;

/// <summary>What was tried too often.</summary>
public partial record PoisonSubject
{
    PoisonSubject() { }

    /// <summary>A turn of an orchestration.</summary>
    /// <param name="Instance">The instance.</param>
    /// <param name="Execution">Its execution.</param>
    public sealed record Orchestration(InstanceId Instance, ExecutionId Execution) : PoisonSubject;

    /// <summary>An activity.</summary>
    /// <param name="Instance">The instance that asked for it.</param>
    /// <param name="Execution">Its execution.</param>
    /// <param name="Name">The activity's name.</param>
    /// <param name="Id">The event that scheduled it.</param>
    public sealed record Activity(InstanceId Instance, ExecutionId Execution, string Name, EventId Id) : PoisonSubject;

    /// <summary>A history that cannot be read.</summary>
    /// <param name="Instance">The instance.</param>
    /// <param name="Execution">Its execution.</param>
    /// <param name="Error">Why it cannot be read.</param>
    public sealed record UnreadableHistory(InstanceId Instance, ExecutionId Execution, string Error) : PoisonSubject;
}
