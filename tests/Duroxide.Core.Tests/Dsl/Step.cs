using System.Runtime.CompilerServices;

namespace Duroxide.Core.Tests;

/// <summary>Something that a flow asked for, and can await.</summary>
sealed class Step(IProgramHost host, EventId id) : INotifyCompletion
{
    readonly List<Action> waiting = [];

    public EventId Id => id;

    public Outcome? Outcome { get; private set; }

    public bool IsCompleted => Outcome is not null;

    public Step GetAwaiter() => this;

    public void OnCompleted(Action continuation) => waiting.Add(continuation);

    public string GetResult()
    {
        host.Read(id);
        return Outcome switch
        {
            Outcome.Succeeded succeeded => succeeded.Result,
            Outcome.Failed failed => throw new StepFailedException(failed.Failure),
            _ => "fired",
        };
    }

    public void Cancel() => host.Do(new Effect.Cancel(id));

    public void Resolve(Outcome outcome)
    {
        Outcome = outcome;
        Action[] ready = [.. waiting];
        waiting.Clear();
        foreach (var continuation in ready)
        {
            continuation();
        }
    }
}
