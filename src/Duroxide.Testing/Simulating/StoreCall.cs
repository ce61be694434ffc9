using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>One call of a store on its way: it is carried out when the scheduler picks it, and may meet a fault.</summary>
sealed class StoreCall<T>(Cluster cluster, SimulatedNode node, string what, FaultKind? fault, Func<Task<T>> run)
{
    readonly TaskCompletionSource<T> answer = new();

    public Task<T> Answer => answer.Task;

    /// <summary>Says whether an answer is worth giving; a poll goes on waiting until it is, or its time is over.</summary>
    public Func<T, bool> IsEnough { get; init; } = _ => true;

    /// <summary>Whether the call changes what others see.</summary>
    public bool IsWrite { get; init; }

    public CancellationToken Cancellation { get; init; }

    public void Begin()
    {
        Cancellation.Register(() => node.Post(() => answer.TrySetCanceled(Cancellation)));
        switch (fault)
        {
            case FaultKind.Slow:
                var delay = TimeSpan.FromSeconds(1 + cluster.Scheduler.Random.Below(10));
                cluster.Scheduler.Clock.CreateTimer(_ => node.Post(CarryOut), null, delay, Timeout.InfiniteTimeSpan);
                break;
            case FaultKind.ClockJump:
                cluster.Scheduler.Clock.Advance(TimeSpan.FromMinutes(1 + cluster.Scheduler.Random.Below(1440)));
                node.Post(CarryOut);
                break;
            case FaultKind.CrashBefore:
                node.Post(() => cluster.Crash(node));
                break;
            default:
                node.Post(CarryOut);
                break;
        }
    }

    void CarryOut()
    {
        if (answer.Task.IsCompleted)
        {
            return;
        }
        if (fault == FaultKind.Refused)
        {
            Fail(new ProviderException(what, "simulated: the store refused", isRetryable: true));
            return;
        }
        try
        {
            var result = run().GetAwaiter().GetResult();
            if (!IsEnough(result))
            {
                cluster.Scheduler.AddPoll(node, CarryOut);
                return;
            }
            Finish(result);
        }
        catch (Exception error) when (error is ProviderException or OperationCanceledException)
        {
            Fail(error);
        }
        finally
        {
            if (IsWrite)
            {
                cluster.Scheduler.Changed();
            }
        }
    }

    void Finish(T result)
    {
        switch (fault)
        {
            case FaultKind.AnswerLost:
                Fail(new ProviderException(what, "simulated: the answer was lost", isRetryable: true));
                return;
            case FaultKind.CrashAfter:
                cluster.Crash(node);
                return;
            case FaultKind.Duplicated when IsWrite:
                run().GetAwaiter().GetResult();
                break;
        }
        node.Post(() => answer.TrySetResult(result));
    }

    void Fail(Exception error) => node.Post(() => answer.TrySetException(error));
}
