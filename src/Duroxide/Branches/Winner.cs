namespace Duroxide;

/// <summary>Which of any number of like branches won, with its result.</summary>
/// <param name="Index">The winner's place among the arguments, counted from 0.</param>
/// <param name="Value">Its result.</param>
public readonly record struct Winner<T>(int Index, T Value);
