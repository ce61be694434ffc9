namespace Duroxide.Testing;

/// <summary>What a schedule may do besides letting the work be done.</summary>
/// <param name="Crashes">How often a process may die, at most.</param>
/// <param name="LostResults">How many results of activities may be lost, at most.</param>
/// <param name="LateRuns">Whether an activity that was called off may run all the same.</param>
/// <param name="Delays">How often time may pass while something takes long, at most.</param>
/// <param name="Batches">Whether messages may pile up before a turn, and a turn take only some of them.</param>
readonly record struct Budget(int Crashes, int LostResults, bool LateRuns, int Delays, bool Batches)
{
    /// <summary>Everything, for schedules that are played as they are written.</summary>
    public static Budget All { get; } = new(int.MaxValue, int.MaxValue, LateRuns: true, int.MaxValue, Batches: true);
}
