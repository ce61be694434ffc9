namespace Duroxide;

/// <summary>Several steps that belong together, in a branch of their own: a retried call, or a delegate in a race.</summary>
sealed class Steps<T>(OrchestrationRun run, Scope around, string name) : Work(run, around)
{
    readonly TaskCompletionSource<T> source = new();
    readonly Scope inner = around.Child();

    public Task<T> Task => source.Task;

    public override bool IsCompleted => source.Task.IsCompleted;

    public override string Name => name;

    /// <summary>Starts the steps on the caller's stack, in their own branch.</summary>
    public DurableTask<T> Start(Func<Task<T>> body)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new PumpContext(Run.Pump, inner));
        try
        {
            _ = Follow(body);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
        return new(this, source.Task);
    }

    /// <summary>The handle of steps that were asked for in vain.</summary>
    public DurableTask<T> NeverStart() => new(this, source.Task);

    public override void Cancel()
    {
        if (IsCompleted)
        {
            return;
        }
        SetCancelled();
        inner.Lose();
        Fail(AwaitedAfterCancel());
    }

    public override void Read() { }

    public override void ReadOnArrival() { }

    async Task Follow(Func<Task<T>> body)
    {
        try
        {
            var result = await body();
            inner.Dissolve();
            source.TrySetResult(result);
        }
        catch (Exception exception)
        {
            inner.Dissolve();
            Fail(exception);
        }
        Completed();
    }

    void Fail(Exception exception)
    {
        source.TrySetException(exception);
        _ = source.Task.Exception;
    }
}
