namespace Duroxide.Sqlite;

/// <summary>A request for work, which stays with the writer until there is some or its time is over.</summary>
interface IFetch
{
    /// <summary>The request itself.</summary>
    WriteRequest Request { get; }

    /// <summary>What is fetched, whatever the number: when one fetch left nothing, an equal one finds nothing.</summary>
    object Filter { get; }

    /// <summary>Whether the last try found work.</summary>
    bool HasFound { get; }

    /// <summary>Whether the last try left nothing for an equal fetch.</summary>
    bool HasFoundAll { get; }

    /// <summary>How long to wait for work.</summary>
    TimeSpan Wait { get; }

    /// <summary>Ends the wait.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>When the writer got the request, on the clock of its time stamps.</summary>
    long Arrived { get; set; }
}

/// <summary>A request for one kind of work.</summary>
sealed class Fetch<T> : WriteRequest<IReadOnlyList<T>>, IFetch
{
    readonly Func<Transaction, Claimed<T>> claim;

    public Fetch(
        string operation,
        TimeSpan wait,
        object filter,
        Func<Transaction, Claimed<T>> claim,
        CancellationToken cancellationToken
    )
    {
        Operation = operation;
        Wait = wait;
        Filter = filter;
        Cancellation = cancellationToken;
        this.claim = claim;
        Result = [];
        Watch(cancellationToken);
    }

    public override string Operation { get; }

    public override bool IsPromise => false;

    public WriteRequest Request => this;

    public object Filter { get; }

    public bool HasFound => Result.Count > 0;

    public bool HasFoundAll { get; private set; }

    public TimeSpan Wait { get; }

    public CancellationToken Cancellation { get; }

    public long Arrived { get; set; }

    public override void Execute(Transaction transaction) => (Result, HasFoundAll) = claim(transaction);
}
