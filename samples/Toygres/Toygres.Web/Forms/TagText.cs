namespace Toygres.Web;

/// <summary>Tags as people type them: a name, an equals sign and a value on each line.</summary>
internal static class TagText
{
    private const int MaxTags = 20;
    private const int MaxLength = 100;

    /// <summary>The tags; what cannot be read is said.</summary>
    public static SortedDictionary<string, string> Read(string? text, Problems problems)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
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
                    "Tags",
                    $"Write each tag as name=value on a line of its own, {MaxLength} characters at most."
                );
            }
            else if (!tags.TryAdd(name, value))
            {
                problems.Add("Tags", $"There are two tags named {name}.");
            }
        }
        if (tags.Count > MaxTags)
        {
            problems.Add("Tags", $"{tags.Count} tags: {MaxTags} are possible.");
        }
        return tags;
    }
}
