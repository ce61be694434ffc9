namespace Duroxide;

/// <summary>Several steps that belong together, in a branch of their own: a retried call, or a delegate in a race.</summary>
sealed class Steps<T>(OrchestrationRun run, Scope around, Scope inner, string name) : Pending(run, around)
{
    readonly TaskCompletionSource<T> source = new();

    public override bool IsCompleted => source.Task.IsCompleted;

    public override string Name => name;

    /// <summary>Starts steps on the caller's stack, in a branch of their own.</summary>
    public static DurableTask<T> Start(OrchestrationRun run, string name, Func<Task<T>> body)
    {
        var around = run.Pump.CurrentScope;
        var inner = around.Child();
        var steps = new Steps<T>(run, around, inner, name);
        inner.Owner = steps;
        _ = steps.Follow(body);
        return new(steps, steps.source.Task);
    }

    /// <summary>A handle that never completes, of steps that were asked for where nothing runs.</summary>
    public static DurableTask<T> Never(OrchestrationRun run, string name)
    {
        var steps = new Steps<T>(run, run.Pump.Root, run.Pump.Root, name);
        return new(steps, steps.source.Task);
    }

    public override void Cancel()
    {
        if (IsCompleted)
        {
            return;
        }
        SetCancelled();
        inner.Lose();
        Fail(AwaitedAfterCancel());
        TellRaces();
    }

    public override void CancelAsLost()
    {
        if (IsCompleted)
        {
            return;
        }
        SetCancelled();
        source.TrySetCanceled();
        TellRaces();
    }

    public override void Read() { }

    public override void ReadOnArrival(Scope reader) { }

    // An async method gives its caller back the context that it was called in.
    async Task Follow(Func<Task<T>> body)
    {
        Pump.Enter(inner);
        try
        {
            var result = await body();
            inner.Complete();
            source.TrySetResult(result);
        }
        catch (Exception exception)
        {
            inner.Complete();
            Fail(exception);
        }
        TellRaces();
    }

    void Fail(Exception exception)
    {
        source.TrySetException(exception);
        _ = source.Task.Exception;
    }
}
