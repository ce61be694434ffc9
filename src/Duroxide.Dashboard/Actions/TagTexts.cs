namespace Duroxide.Dashboard;

/// <summary>Tags as people write them.</summary>
static class TagTexts
{
    /// <summary>How they are written, for those who read of it.</summary>
    public const string Format =
        "Texts of the form name=value; the value may be empty, and may have more equals signs.";

    /// <summary>Reads tags written as name=value.</summary>
    /// <exception cref="BadRequestException">One has no equals sign.</exception>
    public static ValueMap<string, string> Of(IEnumerable<string?> texts)
    {
        var tags = ValueMap<string, string>.Empty;
        foreach (var text in texts.OfType<string>().Where(text => text.Length > 0))
        {
            tags = text.Split('=', 2) is [{ Length: > 0 } name, var value]
                ? tags.Set(name, value)
                : throw new BadRequestException($"'{text}' is not a tag; write name=value.");
        }
        return tags;
    }
}
