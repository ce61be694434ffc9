using Duroxide.Core;
using Duroxide.Runtime;
using Duroxide.Testing;

namespace Duroxide.Bench;

/// <summary>Brings an instance with a history of ten thousand events back to life: reads the stored batches, and replays them.</summary>
static class Cold
{
    const int WarmUp = 5;
    const int Times = 40;

    // A start, two events for each activity, and an end: 10,000 of them.
    const int Activities = 4_999;

    static readonly Activity<int, int> Increment = new("increment", (_, number) => Task.FromResult(number + 1));

    static readonly Orchestration<int, int> Row = new(
        "row",
        async (ctx, number) =>
        {
            for (var step = 0; step < Activities; step++)
            {
                number = await ctx.ScheduleActivity(Increment, number);
            }
            return number;
        }
    );

    public static Measurement Measure(Settings settings)
    {
        var registry = new RegistryBuilder().Add(Increment).Add(Row).Build();
        var host = new OrchestrationTestHost(registry, new() { ReplayEveryTurn = false });
        var recording = host.Start(Row, "cold", 1).Recording;
        var batches = Batches(recording.History);
        var code = registry.FindOrchestration(Row.Name, null)!;
        // As the runtime has it: the version of the execution stands in the header.
        var header = recording.Header with
        {
            Version = recording.Version,
        };
        var times = settings.Count(Times);
        var history = Read();
        Repeat(WarmUp, Read, out _);
        Repeat(WarmUp, Replay, out _);
        var whole = Cost.Begin();
        var reading = Repeat(times, Read, out _);
        var replaying = Repeat(times, Replay, out var execution);
        var cost = whole.End();
        if (execution.Divergence is not null || execution.State.LastId != history[^1].Id)
        {
            throw new InvalidOperationException("The replay did not come to the end of the history.");
        }
        double events = history.Count * times;
        return new(
            [
                new("replay_events_per_s", events / replaying.Wall.TotalSeconds),
                new("replay_bytes_per_event", replaying.Allocated / events),
                new("read_events_per_s", events / reading.Wall.TotalSeconds),
                new("read_bytes_per_event", reading.Allocated / events),
                new("events_per_s", events / (reading.Wall + replaying.Wall).TotalSeconds),
            ],
            cost
        );

        IReadOnlyList<HistoryEvent> Read() => WireCodec.DecodeEvents(header.Instance, batches);

        Execution Replay() =>
            Execution.Resume(code.CreateProgram(PayloadCodec.Default), header, history, Limits.Default);
    }

    static Cost Repeat<T>(int times, Func<T> action, out T last)
    {
        last = action();
        var stretch = Cost.Begin();
        for (var time = 0; time < times; time++)
        {
            last = action();
        }
        return stretch.End();
    }

    // Each answer and what is asked for after it are one commit.
    static List<ReadOnlyMemory<byte>> Batches(ValueList<HistoryEvent> history) =>
        [.. history.Chunk(2).Select(events => (ReadOnlyMemory<byte>)WireCodec.EncodeEvents(events.ToValueList()))];
}
