namespace Duroxide;

/// <summary>A call to the store that a node repeats and that keeps failing.</summary>
/// <param name="What">What fails, such as <c>fetching turns</c>.</param>
/// <param name="For">For how long it had been failing when it failed last; zero for once.</param>
/// <param name="Error">What the store said last.</param>
public sealed record StoreTrouble(string What, TimeSpan For, string Error);
