namespace Duroxide.Runtime;

/// <summary>How much of a limit of a runtime is in use.</summary>
/// <param name="Name">The option that sets the limit, in snake case.</param>
/// <param name="Used">How much is in use.</param>
/// <param name="Most">The limit; 0 for a node that is to have none of it.</param>
readonly record struct LimitUse(string Name, long Used, long Most)
{
    public const string Slots = "orchestration_concurrency";
    public const string Turns = "turns_in_flight";
    public const string Workers = "worker_concurrency";
    public const string Sessions = "max_sessions";
    public const string HotInstances = "hot_instances";
    public const string HotBytes = "hot_bytes";

    /// <summary>The part in use, from 0 to 1; a little more where an overdue turn has widened the limit.</summary>
    public double Utilization => Most == 0 ? 0 : (double)Used / Most;

    /// <summary>Waits for room, and measures for how long a limit held the fetching back.</summary>
    /// <param name="limit">The name of the limit.</param>
    /// <param name="time">The clock.</param>
    /// <param name="room">The wait.</param>
    public static Task<T> WaitAsync<T>(string limit, TimeProvider time, Task<T> room) =>
        room.IsCompleted || !Metrics.LimitWaited.Enabled ? room : MeasureAsync(limit, time, room);

    static async Task<T> MeasureAsync<T>(string limit, TimeProvider time, Task<T> room)
    {
        var began = time.GetTimestamp();
        try
        {
            return await room.ConfigureAwait(false);
        }
        finally
        {
            Note(limit, time.GetElapsedTime(began));
        }
    }

    /// <summary>Measures for how long a limit held the fetching back.</summary>
    public static void Note(string limit, TimeSpan waited) =>
        Metrics.LimitWaited.Add(waited.TotalSeconds, new KeyValuePair<string, object?>(TelemetryNames.Limit, limit));
}
