using System.ComponentModel;
using Duroxide.Core;

namespace Duroxide.Runtime;

/// <summary>How activities are fetched.</summary>
/// <param name="Max">The most activities to lease.</param>
/// <param name="Lease">How long the leases last.</param>
/// <param name="Wait">How long to wait for the first one.</param>
/// <param name="Tags">Which tags this worker serves.</param>
public sealed record ActivityFetch(int Max, TimeSpan Lease, TimeSpan Wait, TagFilter Tags)
{
    /// <summary>In whose name sessions are held or claimed; null leaves all activities of sessions alone.</summary>
    public SessionClaim? Sessions { get; init; }
}

/// <summary>How sessions are claimed.</summary>
/// <param name="Owner">The owner.</param>
/// <param name="Lease">How long a claim lasts.</param>
/// <param name="MaxNew">How many sessions may be taken up that do not count already.</param>
public sealed record SessionClaim(string Owner, TimeSpan Lease, int MaxNew)
{
    /// <summary>The sessions that count already, because the owner runs work of theirs; null for all that it holds.</summary>
    public ValueList<string>? Busy { get; init; }

    /// <summary>Whether a session counts already.</summary>
    /// <param name="session">The session.</param>
    /// <param name="isHeld">Whether the owner holds it.</param>
    public bool Counts(string session, bool isHeld) => Busy is { } busy ? busy.Contains(session) : isHeld;
}

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

/// <summary>A leased activity.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Instance">The instance that asked for it.</param>
/// <param name="Execution">The execution that asked for it.</param>
/// <param name="Id">The event that scheduled it.</param>
/// <param name="Payload">The encoded work.</param>
/// <param name="Attempt">How often it was fetched, this time included.</param>
public sealed record ActivityItem(
    Lease Lease,
    InstanceId Instance,
    ExecutionId Execution,
    EventId Id,
    ReadOnlyMemory<byte> Payload,
    int Attempt
)
{
    /// <summary>The session it belongs to; null for none.</summary>
    public string? Session { get; init; }

    /// <summary>Its tag; null for none.</summary>
    public string? Tag { get; init; }
}

/// <summary>Removes a leased activity.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Answer">The encoded answer for the instance that asked; null to enqueue nothing.</param>
public sealed record ActivityCompletion(Lease Lease, ReadOnlyMemory<byte>? Answer);

/// <summary>Gives a leased activity back.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Delay">How long it stays hidden.</param>
/// <param name="CountAttempt">Whether the attempt stays counted.</param>
public sealed record ActivityRelease(Lease Lease, TimeSpan Delay, bool CountAttempt)
{
    /// <summary>Why the activity is parked until somebody releases it; null to leave it in the queue.</summary>
    public string? Park { get; init; }

    /// <summary>Whether its code never began under this lease, so that its time to live goes on as if nobody had taken it.</summary>
    public bool IsUntouched { get; init; }
}
