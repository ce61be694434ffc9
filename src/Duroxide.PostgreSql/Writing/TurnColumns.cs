namespace Duroxide.PostgreSql;

/// <summary>The turns of a write themselves.</summary>
sealed class TurnColumns
{
    readonly List<short> kinds = [];
    readonly List<long> keys = [];
    readonly List<long> fences = [];
    readonly List<long> executions = [];
    readonly List<long> afters = [];
    readonly List<short> statuses = [];
    readonly List<long?> firsts = [];
    readonly List<long?> lasts = [];
    readonly List<byte[]?> events = [];
    readonly List<string?> versions = [];
    readonly List<string?> pins = [];
    readonly List<long?> pinOrders = [];
    readonly List<byte[]?> outputs = [];
    readonly List<bool> says = [];
    readonly List<string?> texts = [];
    readonly List<bool> frees = [];
    readonly List<string?> nexts = [];
    readonly List<byte[]?> headers = [];
    readonly List<long?> times = [];

    public int Count => kinds.Count;

    public void Add(TurnCommit turn)
    {
        var (kind, key, fence, after) = turn.Right switch
        {
            TurnRight.Leased right => (0, right.Lease.Key, right.Lease.Fence, 0L),
            TurnRight.Answering right => (1, right.Instance, right.Completions[0].Lease.Fence, right.After.Value),
            // No lease has this number.
            TurnRight.Starting => (2, 0L, 0L, 0L),
        };
        kinds.Add((short)kind);
        keys.Add(key);
        fences.Add(fence);
        executions.Add(turn.Execution.Value);
        afters.Add(after);
        statuses.Add((short)turn.Status);
        firsts.Add(turn.Events?.First.Value);
        lasts.Add(turn.Events?.Last.Value);
        events.Add(WriteCall.Bytes(turn.Events?.Payload));
        versions.Add(turn.Version?.ToString());
        pins.Add(turn.Pin?.ToString());
        pinOrders.Add(turn.Pin is { } pin ? PinOrder.Of(pin) : null);
        outputs.Add(WriteCall.Bytes(turn.Output));
        says.Add(turn.CustomStatus is not null);
        texts.Add(Texts.Write(turn.CustomStatus?.Text));
        frees.Add(turn.ReleasesHeld);
        nexts.Add(Texts.Write(turn.Next?.Name));
        headers.Add(WriteCall.Bytes(turn.Next?.Start.Header));
        times.Add(turn.Next?.Start.Time.UnixMilliseconds);
    }

    public void Bind(Arguments arguments) =>
        arguments
            .WithAny(kinds)
            .WithAny(keys)
            .WithAny(fences)
            .WithAny(executions)
            .WithAny(afters)
            .WithAny(statuses)
            .WithAny(firsts)
            .WithAny(lasts)
            .WithAny(events)
            .WithAny(versions)
            .WithAny(pins)
            .WithAny(pinOrders)
            .WithAny(outputs)
            .WithAnySet(says)
            .WithAny(texts)
            .WithAnySet(frees)
            .WithAny(nexts)
            .WithAny(headers)
            .WithAny(times);
}
