namespace Duroxide.Core.Tests;

/// <summary>An instance of a flow whose every turn starts from its history, as after a crash.</summary>
sealed class Instance(Func<Run, Task<string>> code)
{
    readonly List<HistoryEvent> history = [];

    public static Header FirstHeader { get; } =
        new("i", ExecutionId.First, "flow", SemanticVersion.Initial, "input", Nonce.From("i"));

    public Header Header { get; init; } = FirstHeader;

    public Limits Limits { get; init; } = Limits.Default;

    public IReadOnlyList<HistoryEvent> History => history;

    public IReadOnlyList<Fact> Facts => [.. history.Select(happened => happened.Fact)];

    public Ending? Ending => (history.LastOrDefault()?.Fact as Fact.Ended)?.Ending;

    public string? Output => (Ending as Ending.Completed)?.Output;

    public ExecutionState State => Fold.Replay(Header, history);

    /// <summary>An instance that has started, with nothing else arrived.</summary>
    public static Instance Of(Func<Run, Task<string>> code)
    {
        var instance = new Instance(code);
        instance.Take(Sent.Start);
        return instance;
    }

    /// <summary>An instance with a history that was made by whatever code.</summary>
    public static Instance With(IReadOnlyList<HistoryEvent> past, Func<Run, Task<string>> code)
    {
        var instance = new Instance(code);
        instance.history.AddRange(past);
        return instance;
    }

    /// <summary>Begins with events that were made by another one.</summary>
    public void Keep(IEnumerable<HistoryEvent> past) => history.AddRange(past);

    /// <summary>One turn, cold: replays, takes the batch, and commits.</summary>
    public Decision Take(params Arrival[] batch)
    {
        var execution = Resume();
        Assert.Null(execution.Divergence);
        return Commit(execution.Continue(batch));
    }

    /// <summary>Replays with other code, and says where it diverged; what it decides is committed.</summary>
    public Divergence? Replay(Func<Run, Task<string>> other)
    {
        var execution = Execution.Resume(new Flow(other), Header, history, Limits);
        Commit(execution.Continue([]));
        return execution.Divergence;
    }

    /// <summary>The execution at the end of its history, with a fresh program.</summary>
    public Execution Resume() => Execution.Resume(new Flow(code), Header, [.. history], Limits);

    /// <summary>The instance after its execution continued as new, not started yet.</summary>
    public Instance Next(Decision decision) =>
        new(code) { Header = decision.Next! with { Version = SemanticVersion.Initial }, Limits = Limits };

    Decision Commit(Decision decision)
    {
        history.AddRange(decision.Events);
        return decision;
    }
}
