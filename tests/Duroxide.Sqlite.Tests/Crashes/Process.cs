using System.Text;
using Duroxide.Testing;

namespace Duroxide.Sqlite.Tests.Crashes;

/// <summary>One life of a process that carries the tale on, until all is done or the store dies.</summary>
internal sealed class Process(IProvider provider, VirtualTimeProvider time, Promises promises)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly Queue<(TurnItem Turn, ActivityItem Item)> taken = new();

    private static CancellationToken None => CancellationToken.None;

    /// <summary>Does all that is left to do.</summary>
    public async Task RunAsync()
    {
        await provider.InitializeAsync(None);
        await provider.CreateInstancesAsync([New("root"), New("listener"), New("chain")], None);
        if (!promises.Told)
        {
            await DrainAsync();
            // Whoever does not know whether it was told tells it again; then it may have ended already.
            await provider.EnqueueAsync([new NewMessage("listener", Tale.Bytes("stop"))], None);
            promises.Told = true;
        }
        while (!await IsDoneAsync())
        {
            await DrainAsync();
            time.Advance(TimeSpan.FromSeconds(1));
        }
        await provider.Management!.PruneExecutionsAsync("root", new PruneOptions(), None);
    }

    private static NewInstance New(string id) => new(id, "tale/" + id, Tale.Bytes("header"));

    private async Task DrainAsync()
    {
        while (await TakeTurnsAsync() | await TakeActivitiesAsync() | await AnswerAsync()) { }
    }

    private async Task<bool> TakeTurnsAsync()
    {
        var turns = await provider.FetchTurnsAsync(new TurnFetch(10, Lease, TimeSpan.Zero), None);
        foreach (var turn in turns)
        {
            promises.CheckTurn(turn);
        }
        // The last one is given back once, so that releases and renewals are among the writes.
        if (turns.Count > 1 && turns[^1].Attempt == 1)
        {
            await provider.RenewTurnsAsync([turns[^1].Lease], Lease, None);
            await provider.ReleaseTurnsAsync([new TurnRelease(turns[^1].Lease, TimeSpan.Zero, true)], None);
            turns = [.. turns.SkipLast(1)];
        }
        var commits = turns.Select(Tale.Decide).ToList();
        var committed = await provider.CommitTurnsAsync(commits, None);
        Assert.All(committed, stored => Assert.True(stored.IsStored));
        for (var index = 0; index < turns.Count; index++)
        {
            NoteCommit(turns[index], commits[index], committed[index]);
        }
        return turns.Count > 0;
    }

    private void NoteCommit(TurnItem turn, TurnCommit commit, TurnStored stored)
    {
        promises.NoteCommit(turn, commit);
        foreach (var (activity, lease) in commit.Activities.Zip(stored.Taken))
        {
            if (lease is { } given)
            {
                var after = turn with { LastEvent = commit.Events!.Last };
                taken.Enqueue((after, new(given, turn.Instance, turn.Execution, activity.Id, activity.Payload, 1)));
            }
        }
    }

    // What this process took it runs at once; the answer and the turn that takes it are one commit.
    private async Task<bool> AnswerAsync()
    {
        if (!taken.TryDequeue(out var work))
        {
            return false;
        }
        var (turn, item) = work;
        promises.CheckActivity(item);
        Assert.Equal([true], await provider.RenewActivitiesAsync([item.Lease], Lease, None));
        turn = turn with { Messages = [new StoredMessage(0, provider.Now, Answer(item))] };
        var commit = Tale.Decide(turn, item);
        var stored = Assert.Single(await provider.CommitTurnsAsync([commit], None));
        Assert.Equal([true], stored.Completed);
        promises.NoteCompletions([item]);
        Assert.Equal(turn.LastEvent.Value != 3, stored.IsStored);
        if (stored.IsStored)
        {
            NoteCommit(turn, commit, stored);
        }
        return true;
    }

    private static ReadOnlyMemory<byte> Answer(ActivityItem item) =>
        Tale.Bytes("answer to " + Encoding.UTF8.GetString(item.Payload.Span));

    private async Task<bool> TakeActivitiesAsync()
    {
        var sessions = new SessionClaim("owner", Lease, 5);
        var fetch = new ActivityFetch(10, Lease, TimeSpan.Zero, new TagFilter.Any()) { Sessions = sessions };
        var items = await provider.FetchActivitiesAsync(fetch, None);
        foreach (var item in items)
        {
            promises.CheckActivity(item);
        }
        if (items.Count > 0 && items[0].Attempt == 1)
        {
            await provider.RenewActivitiesAsync([items[0].Lease], Lease, None);
            await provider.RenewSessionsAsync(["owner"], Lease, Lease, None);
            await provider.ReleaseActivitiesAsync([new ActivityRelease(items[0].Lease, TimeSpan.Zero, true)], None);
            items = [.. items.Skip(1)];
        }
        var answers = items.Select(item => new ActivityCompletion(item.Lease, Answer(item)));
        var completed = await provider.CompleteActivitiesAsync([.. answers], None);
        Assert.All(completed, Assert.True);
        promises.NoteCompletions(items);
        return items.Count > 0;
    }

    private async Task<bool> IsDoneAsync()
    {
        var rows = await provider.Management!.ListInstancesAsync(new InstanceQuery(), None);
        return rows.Count == 4 && rows.All(row => row.Status == ExecutionStatus.Completed);
    }
}
