namespace Duroxide.Runtime;

/// <summary>Which tags a worker really serves.</summary>
static class ServedTags
{
    /// <summary>Those that were asked for, and one more.</summary>
    public static TagFilter And(this TagFilter filter, string tag) =>
        filter switch
        {
            TagFilter.DefaultOnly => new TagFilter.DefaultAnd([tag]),
            TagFilter.Tags tags => new TagFilter.Tags([.. tags.Names, tag]),
            TagFilter.DefaultAnd tags => new TagFilter.DefaultAnd([.. tags.Names, tag]),
            TagFilter.Any or TagFilter.None => filter,
        };
}
