namespace Duroxide.Testing;

/// <summary>A place in a run, with all that may happen next.</summary>
/// <param name="World">How everything stands.</param>
/// <param name="Work">The moves that bring the work forward, in the order of a calm run; empty when the run is complete.</param>
/// <param name="Trouble">The moves without which a run is complete too: crashes, lost results, late runs, what may never come.</param>
/// <param name="Delays">The moves by which time passes while something is under way.</param>
public sealed record EnabledMoves(World World, ValueList<Move> Work, ValueList<Move> Trouble, ValueList<Move> Delays);
