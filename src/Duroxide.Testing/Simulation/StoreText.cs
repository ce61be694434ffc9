using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>What goes to and from the store, in words.</summary>
static class StoreText
{
    public static string List(IEnumerable<string> words) => string.Join(", ", words);

    /// <summary>Says what became of the items that were not taken.</summary>
    public static string Except<T>(
        IReadOnlyList<T> items,
        IReadOnlyList<bool> taken,
        Func<T, string> name,
        string fate
    ) => string.Concat(items.Where((_, index) => !taken[index]).Select(item => $"; {name(item)}: {fate}"));

    public static string Message(NewMessage message) => $"{Delivery(message.To, message.Payload)} to {message.To}";

    public static string Turn(TurnItem item) =>
        item.Execution == ExecutionId.First ? $"{item.Instance}" : $"{item.Instance} (execution {item.Execution})";

    public static string TurnAndMessages(TurnItem item) =>
        $"{Turn(item)} after event {item.LastEvent} with {List(Arrivals(item).DefaultIfEmpty("nothing new"))}"
        + (item.Attempt > 1 ? $", attempt {item.Attempt}" : "");

    public static string Activity(ActivityItem item) =>
        $"activity {item.Id} of {item.Instance}" + (item.Attempt > 1 ? $", attempt {item.Attempt}" : "");

    public static string Commit(TurnCommit turn, string name)
    {
        string[] parts =
        [
            turn.Events is { } events ? $"events {events.First} to {events.Last}" : "no events",
            .. Count(turn.Activities.Count, "activity", "activities"),
            .. Count(turn.Timers.Count, "timer", "timers"),
            .. Count(turn.Starts.Count, "start", "starts"),
            .. Count(turn.Messages.Count, "message", "messages"),
            .. Count(turn.CancelledActivities.Count, "activity called off", "activities called off"),
            .. Count(turn.CancelledTimers.Count, "timer called off", "timers called off"),
            .. turn.Status == ExecutionStatus.Running ? Enumerable.Empty<string>() : [turn.Status.ToString()],
        ];
        return $"{name} ({List(parts)})";
    }

    static IEnumerable<string> Arrivals(TurnItem item)
    {
        if (item.Start is not null)
        {
            yield return "its start";
        }
        foreach (var message in item.Messages)
        {
            yield return Delivery(item.Instance, message.Payload);
        }
    }

    static string Delivery(InstanceId instance, ReadOnlyMemory<byte> payload)
    {
        try
        {
            return HistoryText.Of(WireCodec.DecodeDelivery(instance, payload));
        }
        catch (CorruptPayloadException)
        {
            return "what cannot be read";
        }
    }

    static IEnumerable<string> Count(int count, string one, string many) =>
        count == 0 ? [] : [count == 1 ? $"1 {one}" : $"{count} {many}"];
}
