using System.Globalization;
using System.Text.RegularExpressions;

namespace Toygres.Orchestrations.Upkeep;

/// <summary>
/// Which pass of the reconciler its custom status tells of. A pass says when it begins, and says what it found when it ends, so
/// that who asks for one knows which ones began later.
/// </summary>
/// <param name="Execution">The execution that made it.</param>
/// <param name="Round">The number within it.</param>
/// <param name="HasEnded">Whether it has said what it found.</param>
internal sealed partial record PassStatus(long Execution, int Round, bool HasEnded)
{
    /// <summary>What is said when a pass begins.</summary>
    public static string Begun(long execution, int round) => $"Pass {execution}.{round} begins.";

    /// <summary>What is said when a pass has ended.</summary>
    public static string Ended(long execution, int round, string found) => $"Pass {execution}.{round}: {found}";

    /// <summary>Reads a status; null when it tells of no pass.</summary>
    public static PassStatus? Find(string? status) =>
        Shape().Match(status ?? "") is { Success: true, Groups: var parts }
            ? new(
                long.Parse(parts[1].Value, CultureInfo.InvariantCulture),
                int.Parse(parts[2].Value, CultureInfo.InvariantCulture),
                parts[3].Value == ":"
            )
            : null;

    /// <summary>Whether another status tells of the same pass, however far it was.</summary>
    public bool IsSameAs(PassStatus? other) => (Execution, Round) == (other?.Execution, other?.Round);

    [GeneratedRegex(@"^Pass (\d{1,18})\.(\d{1,9})( begins\.|:)")]
    private static partial Regex Shape();
}
