namespace Duroxide.PostgreSql;

/// <summary>Reads leased activities.</summary>
static class ActivityReads
{
    /// <summary>Reads activities, then the time.</summary>
    public static async Task<Fetched<ActivityItem>> FetchedAsync(NpgsqlDataReader row)
    {
        List<ActivityItem> items = [];
        while (await row.ReadAsync().ConfigureAwait(false))
        {
            if (row.IsDBNull(0))
            {
                return new(items, row.Int64(9), row.OptionalInt64(10), HasMore: row.GetInt32(5) != 0);
            }
            items.Add(
                new ActivityItem(
                    new Lease(row.Int64(0), row.Int64(1)),
                    new InstanceId(row.Text(2)),
                    new ExecutionId(row.Int64(3)),
                    new EventId(row.Int64(4)),
                    row.Bytes(8),
                    row.GetInt32(5)
                )
                {
                    Session = row.OptionalText(6),
                    Tag = row.Text(7) is [':', .. var tag] ? tag : null,
                }
            );
        }
        throw new InvalidOperationException("The server's answer has no end.");
    }
}
