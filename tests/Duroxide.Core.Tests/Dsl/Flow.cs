namespace Duroxide.Core.Tests;

/// <summary>An orchestration written as an async lambda that awaits nothing but steps, and so runs on the deliverer's stack.</summary>
sealed class Flow(Func<Run, Task<string>> code) : IProgram
{
    Run? run;
    Task<string>? task;

    public int Starts { get; private set; }

    public void Start(IProgramHost host)
    {
        Starts++;
        run = new Run(host);
        Inline(() => task = code(run));
    }

    public void Resolve(EventId operation, Outcome outcome)
    {
        Inline(() => run!.Resolve(operation, outcome));
    }

    // The test framework's context would send continuations to other threads.
    void Inline(Action act)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        act();
        SynchronizationContext.SetSynchronizationContext(context);
        if (task!.IsCompleted)
        {
            run!.Host.Finish(EndingOf(task));
        }
    }

    static Ending EndingOf(Task<string> task) =>
        task.Exception?.InnerException switch
        {
            null => new Ending.Completed(task.Result),
            StepFailedException failed => new Ending.Failed(
                new Failure.Application(ApplicationKind.OrchestrationFailed, failed.Message)
            ),
            var thrown => new Ending.Failed(new Failure.Application(ApplicationKind.Panicked, thrown.Message)),
        };
}
