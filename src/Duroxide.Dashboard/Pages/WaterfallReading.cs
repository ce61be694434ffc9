namespace Duroxide.Dashboard;

/// <summary>Reads as much of a history as a waterfall shows.</summary>
static class WaterfallReading
{
    /// <summary>How many events it looks at, so that a long history is never read as a whole.</summary>
    public const int MostEvents = 1000;

    public static async Task<Waterfall> ReadAsync(Call call, InstanceId instance, ExecutionId execution)
    {
        var page = await call
            .Management.ReadHistoryAsync(instance, execution, null, MostEvents, call.Cancellation)
            .ConfigureAwait(false);
        return Waterfall.Of(
            page is null ? [] : [.. page.Events],
            Timestamp.From(call.Now),
            hasMore: page?.Next is not null
        );
    }
}
