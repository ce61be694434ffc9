namespace Duroxide.Runtime;

/// <summary>A start that is stored together with its first turn.</summary>
/// <param name="instance">The instance.</param>
/// <param name="scheduler">Where who waits for it continues.</param>
sealed class FirstTurn(NewInstance instance, IScheduler scheduler)
{
    readonly Promise<TurnFinish> finished = new(scheduler);

    /// <summary>The instance.</summary>
    public NewInstance Instance => instance;

    /// <summary>Completes with what became of it.</summary>
    public Task<TurnFinish> Finished => finished.Task;

    /// <summary>Says what became of it.</summary>
    public void Finish(TurnFinish finish) => finished.TrySetResult(finish);
}
