using System.Buffers;

namespace Duroxide;

/// <summary>The version of an orchestration or of this framework, ordered by the rules of Semantic Versioning 2.0.0.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
/// <param name="Patch">The third number.</param>
/// <param name="PreRelease">The identifiers after the hyphen; empty for a release. A pre-release comes before its release.</param>
/// <exception cref="ArgumentException">A number is negative, or the pre-release is not made of identifiers.</exception>
public readonly record struct SemanticVersion(int Major, int Minor, int Patch, string PreRelease)
    : IComparable<SemanticVersion>,
        IComparable
{
    static readonly SearchValues<char> IdentifierCharacters = SearchValues.Create(
        "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

    /// <summary>A release.</summary>
    /// <param name="major">The first number.</param>
    /// <param name="minor">The second number.</param>
    /// <param name="patch">The third number.</param>
    /// <exception cref="ArgumentException">A number is negative.</exception>
    public SemanticVersion(int major, int minor, int patch)
        : this(major, minor, patch, "") { }

    /// <summary>The first number.</summary>
    public int Major
    {
        get;
        init => field = Counted(value);
    } = Counted(Major);

    /// <summary>The second number.</summary>
    public int Minor
    {
        get;
        init => field = Counted(value);
    } = Counted(Minor);

    /// <summary>The third number.</summary>
    public int Patch
    {
        get;
        init => field = Counted(value);
    } = Counted(Patch);

    // A release is kept as null, so that the default value equals 0.0.0.
    /// <summary>The identifiers after the hyphen; empty for a release.</summary>
    public string PreRelease
    {
        get => field ?? "";
        init => field = Identifiers(value);
    } = Identifiers(PreRelease)!;

    /// <summary>The version that a registration without one gets.</summary>
    public static SemanticVersion Initial => new(1, 0, 0);

    /// <summary>Reads a version such as <c>2.1.0</c> or <c>2.1.0-beta.3</c>; build metadata after a plus sign is dropped.</summary>
    /// <exception cref="FormatException">The text is not a semantic version.</exception>
    public static SemanticVersion Parse(string text) =>
        TryParse(text)
        ?? throw new FormatException(
            $"'{text}' is not a semantic version. Write three numbers, such as 2.1.0, and optionally a pre-release, such as 2.1.0-beta.3."
        );

    /// <summary>Reads a version, or gives null when the text is not one.</summary>
    public static SemanticVersion? TryParse(string? text)
    {
        var precedence = Before('+', text, out _);
        var numbers = Before('-', precedence, out var preRelease);
        var major = Before('.', numbers, out var afterMajor);
        var minor = Before('.', afterMajor, out var patch);
        return
            IsNumber(major, out var first)
            && IsNumber(minor, out var second)
            && IsNumber(patch, out var third)
            && (numbers.Length == precedence.Length || AreIdentifiers(preRelease))
            ? new SemanticVersion(first, second, third, preRelease.ToString())
            : null;
    }

    /// <summary>Orders versions by precedence, numerically where identifiers are numbers.</summary>
    public int CompareTo(SemanticVersion other)
    {
        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return numbers != 0 ? numbers : ComparePreRelease(PreRelease, other.PreRelease);
    }

    /// <summary>Whether the left one comes before the right one.</summary>
    public static bool operator <(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one comes after the right one.</summary>
    public static bool operator >(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one comes before the right one, or is the same.</summary>
    public static bool operator <=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one comes after the right one, or is the same.</summary>
    public static bool operator >=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) >= 0;

    // F# sorts by this one, and asks for it where a value is the key of a map.
    int IComparable.CompareTo(object? other) =>
        other is SemanticVersion known
            ? CompareTo(known)
            : throw new ArgumentException($"{other} is not of type SemanticVersion.", nameof(other));

    /// <summary>Shows the version as it is written.</summary>
    public override string ToString() =>
        PreRelease.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}")
            : string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}-{PreRelease}");

    static int Counted(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return number;
    }

    static string? Identifiers(string? preRelease) =>
        string.IsNullOrEmpty(preRelease) ? null
        : AreIdentifiers(preRelease) ? preRelease
        : throw new ArgumentException(
            $"'{preRelease}' is not a pre-release. Write identifiers of letters, digits and hyphens, such as beta.3.",
            nameof(preRelease)
        );

    // What stands before the first of a character, or all of it; versions are read at each activity, so nothing is copied.
    static ReadOnlySpan<char> Before(char end, ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        var place = text.IndexOf(end);
        rest = place < 0 ? [] : text[(place + 1)..];
        return place < 0 ? text : text[..place];
    }

    static bool IsNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return IsNumber(text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    static bool AreIdentifiers(ReadOnlySpan<char> text)
    {
        foreach (var part in text.Split('.'))
        {
            if (!IsIdentifier(text[part]))
            {
                return false;
            }
        }
        return true;
    }

    static bool IsIdentifier(ReadOnlySpan<char> text) =>
        text.Length > 0
        && !text.ContainsAnyExcept(IdentifierCharacters)
        && (IsNumber(text) || text.ContainsAnyExceptInRange('0', '9'));

    // Leading zeros would give one version two spellings.
    static bool IsNumber(ReadOnlySpan<char> text) =>
        text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9') && (text.Length == 1 || text[0] != '0');

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
        (IsNumber(one), IsNumber(other)) switch
        {
            (true, true) when one.Length != other.Length => one.Length.CompareTo(other.Length),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(one, other),
        };
}
