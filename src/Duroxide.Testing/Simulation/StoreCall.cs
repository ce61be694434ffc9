namespace Duroxide.Testing;

/// <summary>One call of a store on its way: it is carried out when the scheduler picks it, and may meet a fault.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="node">Who calls.</param>
/// <param name="what">What it does, in words.</param>
/// <param name="run">Does it.</param>
sealed class StoreCall<T>(Cluster cluster, SimulatedNode node, string what, Func<Task<T>> run)
{
    readonly TaskCompletionSource<T> answer = new();
    bool isLate;

    /// <summary>Says whether an answer is worth giving; a poll continues waiting until it is, or its time is over.</summary>
    public Func<T, bool>? IsEnough { get; init; }

    /// <summary>What came of it, in words; null when that is not worth a line.</summary>
    public Func<T, string?> Tell { get; init; } = _ => "";

    /// <summary>What else is to be done when it is carried out.</summary>
    public Action<T> Then { get; init; } = _ => { };

    /// <summary>Whether the call changes what others see.</summary>
    public bool IsWrite { get; init; }

    public CancellationToken Cancellation { get; init; }

    /// <summary>Sends the call on its way.</summary>
    public Task<T> Begin()
    {
        Cancellation.Register(() => node.Post(() => answer.TrySetCanceled(Cancellation)));
        Send();
        return answer.Task;
    }

    void Send() =>
        cluster.Scheduler.Add(
            new(node, CarryOut)
            {
                Call = what,
                IsPoll = IsEnough is not null,
                IsWrite = IsWrite,
            }
        );

    void CarryOut(Fault? fault)
    {
        if (answer.Task.IsCompleted || node.IsDead && IsEnough is not null)
        {
            return;
        }
        if (fault?.Kind == FaultKind.Slow && !isLate)
        {
            isLate = true;
            Write($"{what}, which takes {fault.Seconds} s");
            cluster.Scheduler.After(TimeSpan.FromSeconds(fault.Seconds), Send);
            return;
        }
        if (node.MeetsFaults && cluster.IsOut)
        {
            // It comes back, however often it is asked until then.
            cluster.Scheduler.Progress();
            Fail(Trouble("the store is away"));
            return;
        }
        if (fault?.Kind == FaultKind.Refused)
        {
            Write($"{what}, but the store refuses");
            Fail(Trouble("the store refused"));
            return;
        }
        try
        {
            Finish(fault, Wait(run()));
        }
        catch (Exception error) when (error is not TestExpectationException)
        {
            Write($"{what}, in vain: {error.Message}");
            Fail(error);
        }
        if (IsWrite)
        {
            cluster.Scheduler.Progress();
            cluster.Scheduler.Changed();
        }
    }

    void Finish(Fault? fault, T result)
    {
        Then(result);
        if (IsEnough is { } isEnough && !isEnough(result))
        {
            cluster.Scheduler.AddPoll(new(node, CarryOut) { Call = what, IsPoll = true });
            return;
        }
        if (Tell(result) is { } told)
        {
            cluster.Scheduler.Progress();
            cluster.Scheduler.Write(node.Name, () => $"{what}{Tell(result)}{Fate(fault)}");
        }
        if (fault?.Kind == FaultKind.Duplicated)
        {
            Wait(run());
        }
        if (fault?.Kind == FaultKind.AnswerLost)
        {
            Fail(Trouble("the answer was lost"));
            return;
        }
        node.Post(() => answer.TrySetResult(result));
    }

    static string Fate(Fault? fault) =>
        fault?.Kind switch
        {
            FaultKind.AnswerLost => "; the answer is lost",
            FaultKind.Duplicated => "; carried out twice",
            _ => "",
        };

    ProviderException Trouble(string simulated) => new(what, $"simulated: {simulated}", isRetryable: true);

    void Fail(Exception error) => node.Post(() => answer.TrySetException(error));

    void Write(string line) => cluster.Scheduler.Write(node.Name, () => line);

    TResult Wait<TResult>(Task<TResult> call) => Blocking.Wait(call, cluster.Provider, what);
}
