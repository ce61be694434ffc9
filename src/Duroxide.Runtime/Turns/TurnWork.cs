using System.Collections.Immutable;

namespace Duroxide.Runtime;

/// <summary>A turn in hand.</summary>
/// <param name="item">What it reacts to.</param>
sealed class TurnWork(TurnItem item)
{
    readonly Lock gate = new();
    Lease lease = item.Lease;
    int finished;
    bool isOver;
    TurnRight? right;

    /// <summary>What it reacts to.</summary>
    public TurnItem Item => item;

    /// <summary>The live program; null when there is none in memory.</summary>
    public HotInstance? Hot { get; set; }

    /// <summary>The program that runs it; null before it begins.</summary>
    public OrchestrationProgram? Program { get; set; }

    /// <summary>What holds its thread, for one that takes long.</summary>
    public string Holdup =>
        Program?.Holdup ?? "Its code does not run: it may have a long history to read, or the machine too much to do";

    /// <summary>The history to replay; null with a live program, and at the first turn.</summary>
    public StoredExecution? Stored { get; set; }

    /// <summary>The answers that it takes in the lane of its instance; empty when it was fetched.</summary>
    public IReadOnlyList<LaneAnswer> Answers { get; init; } = [];

    /// <summary>The start that it is written with; null when its instance is stored already.</summary>
    public FirstTurn? First { get; init; }

    /// <summary>Where the trace of its execution goes on; null for none, and before the header is read.</summary>
    public TraceContext? Trace { get; set; }

    /// <summary>The activities that it asks for, as they are written; null for none, and before it has decided.</summary>
    public IReadOnlyList<ActivityWork>? Asked { get; set; }

    /// <summary>What those who listen want to know of it; null while nobody does.</summary>
    public TurnWatch? Watch { get; set; }

    /// <summary>Whether it was fetched, and holds a lease of its own.</summary>
    public bool IsFetched => Answers.Count == 0 && First is null;

    /// <summary>By what it is written now.</summary>
    public TurnRight Right
    {
        get
        {
            var lease = Lease;
            if (right is null || (right is TurnRight.Leased before && before.Lease != lease))
            {
                right =
                    First is { } first ? new TurnRight.Starting(first.Instance, item.Start!.Time)
                    : Answers.Count == 0 ? new TurnRight.Leased(lease)
                    : new TurnRight.Answering(item.Lease.Key, item.LastEvent, Completions());
            }
            return right;
        }
    }

    /// <summary>The lease under which it continues: the one it was fetched with, or one that took its place.</summary>
    public Lease Lease
    {
        get
        {
            lock (gate)
            {
                return lease;
            }
        }
    }

    /// <summary>Whether the caller is the first to finish it: who ran it to its end, or who gave it up meanwhile.</summary>
    public bool TryFinish() => Interlocked.Exchange(ref finished, 1) == 0;

    /// <summary>Gives it up, if the caller is the first to finish it.</summary>
    public bool TryGiveUp()
    {
        if (!TryFinish())
        {
            return false;
        }
        IsGivenUp = true;
        return true;
    }

    /// <summary>Whether it was given up while it ran.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Goes on under the lease of the very same work, which was fetched again; null when it is other work, or all is over here.</summary>
    /// <returns>The lease before.</returns>
    public Lease? Adopt(TurnItem again)
    {
        lock (gate)
        {
            if (isOver || again.Execution != item.Execution || again.LastEvent != item.LastEvent)
            {
                return null;
            }
            var before = lease;
            lease = again.Lease;
            return before;
        }
    }

    /// <summary>Ends it, unless it continues under another lease than this one meanwhile.</summary>
    public bool TryEnd(Lease last)
    {
        lock (gate)
        {
            isOver |= lease == last;
            return isOver;
        }
    }

    ValueList<ActivityCompletion> Completions()
    {
        var completions = ImmutableArray.CreateBuilder<ActivityCompletion>(Answers.Count);
        foreach (var answer in Answers)
        {
            completions.Add(new(answer.Lease, answer.Payload));
        }
        return new(completions.MoveToImmutable());
    }

    /// <summary>Ends it for those who would continue with it.</summary>
    public void End()
    {
        lock (gate)
        {
            isOver = true;
        }
    }
}
