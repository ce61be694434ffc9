namespace Duroxide.Testing;

/// <summary>One execution as it is kept: what it started from, and what happened.</summary>
/// <param name="Header">What it started from.</param>
/// <param name="History">Its events, from the first on.</param>
public sealed record Recording(Header Header, ValueList<HistoryEvent> History)
{
    /// <summary>The execution's name for people: instance and number.</summary>
    public string Title =>
        Header.Execution == ExecutionId.First
            ? Header.Instance.Value
            : $"{Header.Instance} (execution {Header.Execution})";

    /// <summary>The version that the execution runs: the recorded one, or else the one asked for.</summary>
    public SemanticVersion? Version =>
        History.Count > 0 && History[0].Fact is Fact.Started started ? started.Version : Header.Version;

    /// <summary>The history up to and including an event.</summary>
    public Recording UpTo(EventId last) => this with { History = History.TakeWhile(e => e.Id <= last).ToValueList() };
}
