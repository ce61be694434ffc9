namespace Duroxide.Core;

/// <summary>Why an execution is ended from outside its code.</summary>
/// <remarks>The cause is an event of its own, so that an ended history can still be replayed and debugged.</remarks>
public partial record Interruption
{
    Interruption() { }

    /// <summary>Somebody asked for the instance to be cancelled.</summary>
    /// <param name="Reason">Why; the first request's reason counts.</param>
    public sealed record CancelRequested(string Reason) : Interruption;

    /// <summary>The code no longer does what history says it did.</summary>
    /// <param name="Divergence">Where, and in what.</param>
    public sealed record Diverged(Divergence Divergence) : Interruption;

    /// <summary>The system gave up: poison, storage, a limit on history, or code that left the durable world.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record GivenUp(Failure Failure) : Interruption;
}
