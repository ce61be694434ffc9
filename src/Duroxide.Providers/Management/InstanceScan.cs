using System.Text;

namespace Duroxide.Providers;

/// <summary>Lists and counts instances out of candidates that a store shows in order.</summary>
public static class InstanceScan
{
    /// <summary>How many candidates one call looks at, so that each call is short.</summary>
    public const int Most = 10_000;

    /// <summary>The page of those that a query names.</summary>
    /// <param name="query">The query.</param>
    /// <param name="candidates">All that may be named, in the order asked for, behind <see cref="InstanceQuery.After"/>; walked only as far as needed.</param>
    public static Page<InstanceRecord> List(
        InstanceQuery query,
        IEnumerable<(InstancePosition Place, InstanceRecord Row)> candidates
    )
    {
        List<InstanceRecord> rows = [];
        var next = Walk(query, candidates, () => rows.Count < query.Limit, rows.Add);
        return new(rows, next);
    }

    /// <summary>Counts those that a query names, by groups, as far as one call looks.</summary>
    /// <param name="query">The query; its limit does not count.</param>
    /// <param name="by">The groups.</param>
    /// <param name="candidates">As for a list.</param>
    public static Page<InstanceCount> Count(
        InstanceQuery query,
        InstanceGrouping by,
        IEnumerable<(InstancePosition Place, InstanceRecord Row)> candidates
    )
    {
        // No text of a group is null, and a dictionary takes no null.
        Dictionary<(bool Has, string Text), long> counts = [];
        var next = Walk(
            query,
            candidates,
            () => true,
            row =>
            {
                var group = GroupOf(row, by);
                var key = (group is not null, group ?? "");
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        );
        return new(
            [.. counts.Select(count => new InstanceCount(count.Key.Has ? count.Key.Text : null, count.Value))],
            next
        );
    }

    /// <summary>Whether a query names an instance.</summary>
    public static bool Matches(InstanceQuery query, InstanceRecord row) =>
        (query.Status is not { } status || row.Status == status)
        && (query.Name is not { } name || row.Name == name)
        && (query.Version is not { } version || row.Version == version)
        && IsWithin(row.Created, query.CreatedFrom, query.CreatedBefore)
        && IsWithin(row.Updated, query.UpdatedFrom, query.UpdatedBefore)
        && (query.EndedBefore is null || HasEnded(row) && IsWithin(row.Updated, null, query.EndedBefore))
        && (query.Parent is not { } parent || row.Parent == parent)
        && (!query.RootsOnly || row.Parent is null)
        && (query.IdPrefix is not { } prefix || row.Instance.Value.StartsWith(prefix, StringComparison.Ordinal))
        && (query.IsParked is not { } isParked || row.Parked is not null == isParked)
        && query.Tags.All(tag => row.Tags.TryGetValue(tag.Key, out var value) && value == tag.Value);

    /// <summary>Compares ids by their bytes in UTF-8, as databases do.</summary>
    public static int CompareIds(string one, string other) =>
        Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));

    // The row changes last when the instance ends, so its last change is the time of the ending.
    static bool HasEnded(InstanceRecord row) => row.Status is ExecutionStatus.Completed or ExecutionStatus.Failed;

    static bool IsWithin(Timestamp time, DateTimeOffset? from, DateTimeOffset? before) =>
        (from is not { } start || time >= Timestamp.From(start))
        && (before is not { } end || time < Timestamp.From(end));

    static string? GroupOf(InstanceRecord row, InstanceGrouping by) =>
        by switch
        {
            InstanceGrouping.None => null,
            InstanceGrouping.Status => row.Status.ToString(),
            InstanceGrouping.Name => row.Name,
            InstanceGrouping.Version => row.Version?.ToString(),
            InstanceGrouping.Tag tag => row.Tags.GetValueOrDefault(tag.TagName),
        };

    static string? Walk(
        InstanceQuery query,
        IEnumerable<(InstancePosition Place, InstanceRecord Row)> candidates,
        Func<bool> hasRoom,
        Action<InstanceRecord> take
    )
    {
        var (looked, last) = (0, query.After);
        foreach (var (place, row) in candidates)
        {
            if (looked == Most || !hasRoom())
            {
                return last;
            }
            looked++;
            last = place.Mark(query.Order);
            if (Matches(query, row))
            {
                take(row);
            }
        }
        return null;
    }
}
