using Duroxide.Core;

namespace Duroxide.Sqlite.Tests.Crashes;

/// <summary>What the store has told over all lives of the process, and must hold.</summary>
internal sealed class Promises
{
    private readonly Dictionary<string, (long Execution, long Event)> committed = [];
    private readonly HashSet<(string, long, long)> completed = [];

    /// <summary>Whether the listener was told to stop.</summary>
    public bool Told { get; set; }

    public void NoteCommit(TurnItem turn, TurnCommit commit) =>
        committed[turn.Instance.Value] = commit.Next is null
            ? (turn.Execution.Value, commit.Events!.Last.Value)
            : (turn.Execution.Next.Value, 0);

    public void NoteCompletions(IEnumerable<ActivityItem> items) =>
        completed.UnionWith(items.Select(item => (item.Instance.Value, item.Execution.Value, item.Id.Value)));

    /// <summary>No committed turn is taken again.</summary>
    public void CheckTurn(TurnItem turn)
    {
        if (committed.TryGetValue(turn.Instance.Value, out var last))
        {
            Assert.True((turn.Execution.Value, turn.LastEvent.Value).CompareTo(last) >= 0, $"{turn.Instance} forgot.");
        }
    }

    /// <summary>No finished activity is run again.</summary>
    public void CheckActivity(ActivityItem item) =>
        Assert.DoesNotContain((item.Instance.Value, item.Execution.Value, item.Id.Value), completed);
}
