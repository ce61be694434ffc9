namespace Toygres.Web;

/// <summary>Tags and variables as people type them: a name, an equals sign and a value on each line.</summary>
internal static class TagText
{
    private const int MaxTags = 20;
    private const int MaxLength = 100;

    /// <summary>The tags; what cannot be read is said.</summary>
    public static SortedDictionary<string, string> Read(string? text, Problems problems) =>
        Read(text, "Tags", "tag", problems);

    /// <summary>The pairs of a field; what cannot be read is said.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="field">The field.</param>
    /// <param name="what">What one of them is called.</param>
    /// <param name="problems">Where it is said.</param>
    public static SortedDictionary<string, string> Read(string? text, string field, string what, Problems problems)
    {
        var pairs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var line in (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var (name, value) = line.IndexOf('=') is > 0 and var at
                ? (line[..at].Trim(), line[(at + 1)..].Trim())
                : ("", "");
            if (name.Length == 0 || line.Length > MaxLength)
            {
                problems.Add(
                    field,
                    $"Write each {what} as name=value on a line of its own, {MaxLength} characters at most."
                );
            }
            else if (!pairs.TryAdd(name, value))
            {
                problems.Add(field, $"There are two {what}s named {name}.");
            }
        }
        if (pairs.Count > MaxTags)
        {
            problems.Add(field, $"{pairs.Count} {what}s: {MaxTags} are possible.");
        }
        return pairs;
    }
}
