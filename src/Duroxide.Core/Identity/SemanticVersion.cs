using System.Diagnostics.CodeAnalysis;

namespace Duroxide.Core;

/// <summary>The version of an orchestration or of this framework, ordered by the rules of Semantic Versioning 2.0.0.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
/// <param name="Patch">The third number.</param>
/// <param name="PreRelease">The identifiers after the hyphen; empty for a release. A pre-release comes before its release.</param>
public readonly record struct SemanticVersion(int Major, int Minor, int Patch, string PreRelease)
    : IComparable<SemanticVersion>
{
    /// <summary>The version that a registration without one gets.</summary>
    public static SemanticVersion Initial => new(1, 0, 0, "");

    /// <summary>Reads a version such as <c>2.1.0</c> or <c>2.1.0-beta.3</c>; build metadata after a plus sign is dropped.</summary>
    /// <exception cref="FormatException">The text is not a semantic version.</exception>
    public static SemanticVersion Parse(string text) =>
        TryParse(text)
        ?? throw new FormatException(
            $"'{text}' is not a semantic version. Write three numbers, such as 2.1.0, and optionally a pre-release, such as 2.1.0-beta.3."
        );

    /// <summary>Reads a version, or gives null when the text is not one.</summary>
    public static SemanticVersion? TryParse([NotNullWhen(true)] string? text)
    {
        var precedence = text?.Split('+', 2)[0];
        var parts = precedence?.Split('-', 2);
        var numbers = parts?[0].Split('.');
        if (numbers is not { Length: 3 } || parts is { Length: 2 } && parts[1].Split('.').Any(part => part.Length == 0))
        {
            return null;
        }
        return Number(numbers[0]) is { } major && Number(numbers[1]) is { } minor && Number(numbers[2]) is { } patch
            ? new SemanticVersion(major, minor, patch, parts is { Length: 2 } ? parts[1] : "")
            : null;
    }

    /// <summary>Orders versions by precedence, numerically where identifiers are numbers.</summary>
    public int CompareTo(SemanticVersion other)
    {
        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return numbers != 0 ? numbers : ComparePreRelease(PreRelease ?? "", other.PreRelease ?? "");
    }

    /// <summary>Shows the version as it is written.</summary>
    public override string ToString() =>
        string.IsNullOrEmpty(PreRelease)
            ? string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}")
            : string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}-{PreRelease}");

    static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static int ComparePreRelease(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0)
        {
            return other.Length.CompareTo(one.Length);
        }
        var ours = one.Split('.');
        var theirs = other.Split('.');
        for (var index = 0; index < Math.Min(ours.Length, theirs.Length); index++)
        {
            var order = CompareIdentifier(ours[index], theirs[index]);
            if (order != 0)
            {
                return order;
            }
        }
        return ours.Length.CompareTo(theirs.Length);
    }

    static int CompareIdentifier(string one, string other) =>
        (Number(one), Number(other)) switch
        {
            ({ } ours, { } theirs) => ours.CompareTo(theirs),
            ({ }, null) => -1,
            (null, { }) => 1,
            (null, null) => string.CompareOrdinal(one, other),
        };
}
