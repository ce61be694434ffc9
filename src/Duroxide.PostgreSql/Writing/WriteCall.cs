using System.Runtime.InteropServices;

namespace Duroxide.PostgreSql;

/// <summary>The arguments of one write, gathered from what many asked for: a column for each property, a row for each thing.</summary>
sealed class WriteCall
{
    readonly HashSet<long> instances = [];
    readonly HashSet<long> activities = [];
    readonly TurnColumns turns = new();
    readonly ActivityColumns scheduled = new();
    readonly ValueColumns values = new();
    readonly SortedColumns sorted = new();
    readonly CancelColumns cancels = new();
    readonly TimerColumns timers = new();
    readonly TagColumns tags = new();

    public StartColumns Starts { get; }

    public MessageColumns Messages { get; } = new();

    public CompletionColumns Completions { get; } = new();

    public WriteCall() => Starts = new(tags);

    /// <summary>The latest time that is told by what is written, and that nothing may be earlier than.</summary>
    public long Floor { get; private set; }

    /// <summary>Whether nothing else in the call is of this instance or takes these activities.</summary>
    public bool TryClaim(long? instance, IEnumerable<long> taken)
    {
        var keys = taken.Distinct().ToList();
        if (instance is { } key && instances.Contains(key) || keys.Exists(activities.Contains))
        {
            return false;
        }
        if (instance is { } claimed)
        {
            instances.Add(claimed);
        }
        activities.UnionWith(keys);
        return true;
    }

    /// <summary>Adds a turn with all that belongs to it.</summary>
    /// <returns>Its place, and those of its first activity and completion.</returns>
    public (int Turn, int Activity, int Completion) Add(TurnCommit turn)
    {
        var places = (turns.Count, scheduled.Count, Completions.Count);
        turns.Add(turn);
        var number = turns.Count;
        if (turn.Right is TurnRight.Answering answering)
        {
            foreach (var completion in answering.Completions)
            {
                Completions.Add(number, completion);
            }
        }
        else if (turn.Right is TurnRight.Starting starting)
        {
            Starts.Add(number, starting.Instance, right: true, starting.Time.UnixMilliseconds);
            Floor = Math.Max(Floor, starting.Time.UnixMilliseconds);
        }
        sorted.Add(number, turn);
        values.Add(number, turn.Values);
        tags.Add(number, turn.Tags);
        scheduled.Add(number, turn.Activities);
        cancels.Add(number, turn);
        timers.Add(number, turn.Timers);
        foreach (var start in turn.Starts)
        {
            Starts.Add(number, start, right: false, time: null);
        }
        foreach (var message in turn.Messages)
        {
            Messages.Add(number, message);
        }
        return places;
    }

    public void Bind(Arguments arguments)
    {
        turns.Bind(arguments);
        Starts.Bind(arguments);
        Messages.Bind(arguments);
        Completions.Bind(arguments);
        sorted.Bind(arguments);
        values.Bind(arguments);
        scheduled.Bind(arguments);
        cancels.Bind(arguments);
        timers.Bind(arguments);
        tags.Bind(arguments);
    }

    /// <summary>Bytes as an array, copied only if they are part of a longer one.</summary>
    internal static byte[] Bytes(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var part) && part.Offset == 0 && part.Count == part.Array!.Length
            ? part.Array
            : bytes.ToArray();

    internal static byte[]? Bytes(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? Bytes(some) : null;
}
