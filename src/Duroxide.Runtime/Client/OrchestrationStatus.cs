namespace Duroxide;

/// <summary>The status of an instance, as a client sees it.</summary>
public partial record OrchestrationStatus
{
    OrchestrationStatus() { }

    /// <summary>There is no such instance.</summary>
    public sealed record NotFound : OrchestrationStatus;

    /// <summary>It has not ended.</summary>
    /// <param name="Info">What else is known of the instance.</param>
    public sealed record Running(InstanceInfo Info) : OrchestrationStatus;

    /// <summary>It returned.</summary>
    /// <param name="Info">What else is known of the instance.</param>
    /// <param name="Output">The encoded result; <see cref="DuroxideClient.Decode{T}(string)"/> reads it.</param>
    public sealed record Completed(InstanceInfo Info, string Output) : OrchestrationStatus;

    /// <summary>It failed or was cancelled.</summary>
    /// <param name="Info">What else is known of the instance.</param>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(InstanceInfo Info, Failure Failure) : OrchestrationStatus;

    /// <summary>Handles each case with a function of its own.</summary>
    public T Match<T>(
        Func<NotFound, T> notFound,
        Func<Running, T> running,
        Func<Completed, T> completed,
        Func<Failed, T> failed
    ) =>
        this switch
        {
            NotFound status => notFound(status),
            Running status => running(status),
            Completed status => completed(status),
            Failed status => failed(status),
        };

    internal static OrchestrationStatus Of(InstanceRecord? row) =>
        row switch
        {
            null => new NotFound(),
            { Output: { } output } => Of(InstanceInfo.Of(row), WireCodec.DecodeEnding(row.Instance, output)),
            _ => new Running(InstanceInfo.Of(row)),
        };

    static OrchestrationStatus Of(InstanceInfo info, Ending ending) =>
        ending switch
        {
            Ending.Completed completed => new Completed(info, completed.Output),
            Ending.Failed failed => new Failed(info, failed.Failure),
            Ending.ContinuedAsNew => new Running(info),
        };
}
