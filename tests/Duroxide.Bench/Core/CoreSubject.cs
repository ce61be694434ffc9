using Duroxide.Core;
using Duroxide.Runtime;
using Duroxide.Testing;

namespace Duroxide.Bench;

/// <summary>What the core does for W2, each part by itself: decided, folded, written and read without any store.</summary>
sealed class CoreSubject
{
    // A step of an endless row needs no more room than the one before.
    static readonly Limits Endless = new() { HistoryEvents = int.MaxValue, HistoryBytes = long.MaxValue };

    static readonly Activity<int, int> Increment = new("increment", (_, number) => Task.FromResult(number + 1));

    static readonly Orchestration<int, int> Forever = new(
        "forever",
        async (ctx, number) =>
        {
            while (number >= 0)
            {
                number = await ctx.ScheduleActivity(Increment, number);
            }
            return number;
        }
    );

    static readonly Timestamp Time = new(1_000_000);
    static readonly Outcome Answer = new Outcome.Succeeded("1");

    readonly OrchestrationRegistration chain = Chain.Code.FindOrchestration(Chain.FiveSteps.Name, null)!;
    readonly Header header;
    readonly ValueList<HistoryEvent> history;
    readonly ValueList<HistoryEvent> turn;
    readonly IReadOnlyList<ReadOnlyMemory<byte>> batches;
    readonly byte[] encodedHeader;
    readonly Execution running;

    public CoreSubject()
    {
        var host = new OrchestrationTestHost(Chain.Code, new() { ReplayEveryTurn = false });
        var recording = host.Start(Chain.FiveSteps, "core", 1).Recording;
        header = recording.Header with { Version = recording.Version };
        history = recording.History;
        turn = history.Skip(2).Take(2).ToValueList();
        batches =
        [
            .. history.Chunk(2).Select(events => (ReadOnlyMemory<byte>)WireCodec.EncodeEvents(events.ToValueList())),
        ];
        encodedHeader = WireCodec.EncodeHeader(header);
        running = Run(new RegistryBuilder().Add(Increment).Add(Forever).Build(), Forever.Name);
    }

    /// <summary>The number of events of W2.</summary>
    public const int Events = 2 * Chain.Steps + 2;

    /// <summary>An execution in memory takes an answer, and asks for the next activity.</summary>
    public Decision DecideStep() => Take(running, new Delivery.Answer(ExecutionId.First, running.State.LastId, Answer));

    /// <summary>A new execution starts, and asks for its first activity.</summary>
    public Decision DecideStart() => Take(Resume([]), new Delivery.Start());

    /// <summary>A fresh program is brought to the end of the history.</summary>
    public Execution Replay() => Resume(history);

    /// <summary>The history is folded, without a program.</summary>
    public ExecutionState Evolve()
    {
        var state = ExecutionState.Initial(header);
        foreach (var happened in history)
        {
            state = Fold.Evolve(state, happened).State;
        }
        return state;
    }

    /// <summary>The two events of a step are written.</summary>
    public byte[] EncodeTurn() => WireCodec.EncodeEvents(turn);

    /// <summary>The header is written.</summary>
    public byte[] EncodeHeader() => WireCodec.EncodeHeader(header);

    /// <summary>The batches of the history are read.</summary>
    public IReadOnlyList<HistoryEvent> DecodeHistory() => WireCodec.DecodeEvents(header.Instance, batches);

    /// <summary>The header is read.</summary>
    public Header DecodeHeader() => WireCodec.DecodeHeader(header.Instance, encodedHeader);

    static Decision Take(Execution execution, Delivery delivery) => execution.Continue([new Arrival(Time, delivery)]);

    static Execution Run(Registry registry, string name)
    {
        var code = registry.FindOrchestration(name, null)!;
        var start = new Header("endless", ExecutionId.First, name, code.Version, "1", Nonce.From(name));
        var execution = Execution.Resume(code.CreateProgram(PayloadCodec.Default), start, [], Endless);
        Take(execution, new Delivery.Start());
        return execution;
    }

    Execution Resume(ValueList<HistoryEvent> from) =>
        Execution.Resume(chain.CreateProgram(PayloadCodec.Default), header, from, Limits.Default);
}
