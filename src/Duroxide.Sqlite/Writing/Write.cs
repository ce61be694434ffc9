namespace Duroxide.Sqlite;

/// <summary>A request with an answer.</summary>
abstract class WriteRequest<T> : WriteRequest
{
    readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => completion.Task;

    /// <summary>The answer, given once the transaction in which it was found is committed.</summary>
    protected T Result { get; set; } = default!;

    /// <summary>Why the answer is an exception, though the transaction is committed.</summary>
    protected ProviderException? Refusal { get; set; }

    public override void Deny(ProviderException refusal) => Refusal = refusal;

    protected override void Answer()
    {
        if (Refusal is { } refusal)
        {
            completion.TrySetException(refusal);
        }
        else
        {
            completion.TrySetResult(Result);
        }
    }

    protected override void Refuse(Exception exception) => completion.TrySetException(exception);

    protected override void GiveUp(CancellationToken cancellationToken) => completion.TrySetCanceled(cancellationToken);
}

/// <summary>A request that is answered by the first transaction. Its work refuses what is asked by a <see cref="ProviderException"/>, before it writes.</summary>
sealed class Write<T> : WriteRequest<T>
{
    readonly Func<Transaction, T> work;

    public Write(string operation, bool isPromise, Func<Transaction, T> work, CancellationToken cancellationToken)
    {
        Operation = operation;
        IsPromise = isPromise;
        this.work = work;
        Watch(cancellationToken);
    }

    public override string Operation { get; }

    public override bool IsPromise { get; }

    public override void Execute(Transaction transaction)
    {
        Refusal = null;
        try
        {
            Result = work(transaction);
        }
        catch (ProviderException refusal)
        {
            Refusal = refusal;
        }
    }
}
