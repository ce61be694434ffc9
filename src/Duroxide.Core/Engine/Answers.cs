namespace Duroxide.Core;

/// <summary>Which answers fit which operations.</summary>
static class Answers
{
    /// <summary>Whether an operation is open that can be answered so. Waits are answered by what arrives, and not directly.</summary>
    public static bool Fit(ExecutionState state, EventId of, Outcome outcome) =>
        state.Open.GetValueOrDefault(of) switch
        {
            Operation.Activity or Operation.SubOrchestration => outcome is Outcome.Succeeded or Outcome.Failed,
            Operation.Timer => outcome is Outcome.Fired,
            Operation.Event or Operation.Message or null => false,
        };
}
