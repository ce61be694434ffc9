namespace Duroxide;

/// <summary>What stands behind a handle: one operation, or several steps that belong together.</summary>
abstract class Pending(OrchestrationRun run, Scope scope)
{
    List<(Race Race, int Place)>? subscribers;

    public OrchestrationRun Run { get; } = run;

    /// <summary>The branch that it belongs to.</summary>
    public Scope Scope { get; private protected set; } = scope;

    /// <summary>Whether it is complete.</summary>
    public abstract bool IsCompleted { get; }

    /// <summary>Whether it was given up, by a call, by losing a race or with the branch around it.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>What it is, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Gives it up; does nothing when it is complete and read. Whoever awaits it is told.</summary>
    public abstract void Cancel();

    /// <summary>Gives it up with the branch around it. Whoever awaits it from outside of the branch is told.</summary>
    public abstract void CancelAsLost();

    /// <summary>Notes that the code looked at the answer.</summary>
    public abstract void Read();

    /// <summary>Notes that a branch will look at the answer in a way that cannot be observed.</summary>
    public abstract void ReadOnArrival(Scope reader);

    /// <summary>Tells a race when this is complete or cancelled, at once if it is already.</summary>
    public void Subscribe(Race race, int place)
    {
        (subscribers ??= []).Add((race, place));
        if (IsCompleted || IsCancelled)
        {
            Run.Races.Ready(race, place);
        }
    }

    public void Unsubscribe(Race race) => subscribers?.RemoveAll(each => each.Race == race);

    /// <summary>The error of code that awaits what it gave up.</summary>
    public InvalidOperationException AwaitedAfterCancel() =>
        new(
            $"{Name} was cancelled, or lost a race, and has no result. Do not await it afterwards: a loop asks anew in each round."
        );

    private protected void SetCancelled() => IsCancelled = true;

    // Called when it is complete, and when it is cancelled.
    private protected void TellRaces()
    {
        foreach (var (race, place) in subscribers ?? [])
        {
            Run.Races.Ready(race, place);
        }
    }
}
