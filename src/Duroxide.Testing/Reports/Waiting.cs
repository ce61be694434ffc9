namespace Duroxide.Testing;

/// <summary>One thing that an execution waits for.</summary>
/// <param name="Id">The event that asked for it.</param>
/// <param name="Operation">What it is.</param>
/// <param name="Since">Since when.</param>
public sealed record Waiting(EventId Id, Operation Operation, Timestamp Since)
{
    /// <summary>Why the execution waits, in a sentence.</summary>
    public string Why =>
        Operation switch
        {
            Operation.Activity => $"{HistoryText.Naming(Operation)} has not answered since {Since}",
            Operation.Timer timer => $"the {HistoryText.Naming(Operation)} is due at {Since.Plus(timer.Delay)}",
            Operation.Event wait => $"nobody has raised event {wait.Name} since {Since}",
            Operation.Message wait => $"queue {wait.Queue} has been empty since {Since}",
            Operation.SubOrchestration => $"{HistoryText.Naming(Operation)} has not ended since {Since}",
        };

    /// <summary>Shows the sentence.</summary>
    public override string ToString() => $"#{Id}: {Why}";

    internal static ValueList<Waiting> In(ExecutionState state, ValueList<HistoryEvent> history) =>
        state
            .Open.Select(open => new Waiting(
                open.Key,
                open.Value,
                Operations.AskedAt(history, open.Key) ?? state.LastTime
            ))
            .ToValueList();
}
