using System.Globalization;
using System.Text.RegularExpressions;

namespace Duroxide.Generators;

/// <summary>The version of a declared orchestration, ordered as <c>SemanticVersion</c> orders it.</summary>
/// <param name="Text">As it was written.</param>
sealed record DeclaredVersion(string Text) : IComparable<DeclaredVersion>
{
    public const string Initial = "1.0.0";

    // Numbers and numeric identifiers have no leading zeros; build metadata is dropped.
    static readonly Regex Pattern = new(
        @"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+[0-9a-zA-Z.-]+)?\z",
        RegexOptions.CultureInvariant
    );

    public static bool IsValid(string text) =>
        Pattern.Match(text) is { Success: true } match && Numbers(match).All(number => number is not null);

    public int CompareTo(DeclaredVersion? other)
    {
        if (other is null)
        {
            return 1;
        }
        var (mine, theirs) = (Pattern.Match(Text), Pattern.Match(other.Text));
        var numbers = Numbers(mine).Zip(Numbers(theirs), (a, b) => Comparer<int?>.Default.Compare(a, b));
        return numbers.FirstOrDefault(order => order != 0) is not 0 and var order
            ? order
            : ComparePreRelease(mine.Groups[4].Value, theirs.Groups[4].Value);
    }

    static IEnumerable<int?> Numbers(Match match) =>
        from index in Enumerable.Range(1, 3)
        select int.TryParse(match.Groups[index].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : (int?)null;

    // A release comes after its pre-releases.
    static int ComparePreRelease(string mine, string theirs)
    {
        if (mine.Length == 0 || theirs.Length == 0)
        {
            return theirs.Length.CompareTo(mine.Length);
        }
        var (a, b) = (mine.Split('.'), theirs.Split('.'));
        var order = a.Zip(b, CompareIdentifiers).FirstOrDefault(each => each != 0);
        return order != 0 ? order : a.Length.CompareTo(b.Length);
    }

    static int CompareIdentifiers(string a, string b) =>
        (IsNumber(a), IsNumber(b)) switch
        {
            (true, true) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b),
            (true, false) => -1,
            (false, true) => 1,
            (false, false) => string.CompareOrdinal(a, b),
        };

    static bool IsNumber(string text) => text.All(character => character is >= '0' and <= '9');
}
