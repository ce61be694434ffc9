namespace Duroxide;

/// <summary>What was registered does not fit together.</summary>
/// <param name="problems">Everything that is wrong, not only the first thing.</param>
public sealed class RegistryException(IReadOnlyList<string> problems)
    : Exception($"The registry cannot be built:{string.Concat(problems.Select(problem => $"\n- {problem}"))}")
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
