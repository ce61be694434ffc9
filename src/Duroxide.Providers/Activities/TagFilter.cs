using System.ComponentModel;

namespace Duroxide;

/// <summary>Which activities a worker runs, by their tags.</summary>
[TypeConverter(typeof(TagFilterConverter))]
public partial record TagFilter
{
    TagFilter() { }

    /// <summary>Only untagged activities.</summary>
    public sealed record DefaultOnly : TagFilter;

    /// <summary>Only activities with one of these tags.</summary>
    /// <param name="Names">The tags, 1 to 5.</param>
    public sealed record Tags(ValueList<string> Names) : TagFilter;

    /// <summary>Untagged activities, and those with one of these tags.</summary>
    /// <param name="Names">The tags, 1 to 5.</param>
    public sealed record DefaultAnd(ValueList<string> Names) : TagFilter;

    /// <summary>All activities.</summary>
    public sealed record Any : TagFilter;

    /// <summary>No activity at all.</summary>
    public sealed record None : TagFilter;

    /// <summary>Reads a filter from configuration: <c>default</c>, <c>any</c>, <c>none</c>, or tags with commas between them, of which <c>default</c> may be one.</summary>
    /// <exception cref="FormatException">The text names nothing.</exception>
    public static TagFilter Parse(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var tags = words.Where(word => word != "default").ToValueList();
        return words switch
        {
            [] => throw new FormatException(
                $"'{text}' names no tags. Write 'default', 'any', 'none', or tags with commas between them."
            ),
            ["any"] => new Any(),
            ["none"] => new None(),
            _ when tags.Count == 0 => new DefaultOnly(),
            _ when tags.Count == words.Length => new Tags(tags),
            _ => new DefaultAnd(tags),
        };
    }

    /// <summary>Whether a worker with this filter runs an activity.</summary>
    /// <param name="tag">The activity's tag; null for none.</param>
    public bool Accepts(string? tag) =>
        this switch
        {
            DefaultOnly => tag is null,
            Tags filter => tag is not null && filter.Names.Contains(tag),
            DefaultAnd filter => tag is null || filter.Names.Contains(tag),
            Any => true,
            None => false,
        };
}
