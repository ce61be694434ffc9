namespace Duroxide.Sqlite;

/// <summary>A request for work, which stays with the writer until there is some or its time is over.</summary>
interface IFetch
{
    /// <summary>The request itself.</summary>
    WriteRequest Request { get; }

    /// <summary>Whether the last try found work.</summary>
    bool HasFound { get; }

    /// <summary>How long to wait for work.</summary>
    TimeSpan Wait { get; }

    /// <summary>Ends the wait.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>When the writer got the request, on the clock of its time stamps.</summary>
    long Arrived { get; set; }

    /// <summary>When work may become ready by the mere passing of time; null when none will.</summary>
    long? NextDue(Transaction transaction);
}

/// <summary>A request for one kind of work.</summary>
sealed class Fetch<T> : WriteRequest<IReadOnlyList<T>>, IFetch
{
    readonly Func<Transaction, IReadOnlyList<T>> claim;
    readonly Func<Transaction, long?> nextDue;

    public Fetch(
        string operation,
        TimeSpan wait,
        Func<Transaction, IReadOnlyList<T>> claim,
        Func<Transaction, long?> nextDue,
        CancellationToken cancellation
    )
    {
        Operation = operation;
        Wait = wait;
        Cancellation = cancellation;
        this.claim = claim;
        this.nextDue = nextDue;
        Result = [];
        Watch(cancellation);
    }

    public override string Operation { get; }

    public override bool IsPromise => false;

    public WriteRequest Request => this;

    public bool HasFound => Result.Count > 0;

    public TimeSpan Wait { get; }

    public CancellationToken Cancellation { get; }

    public long Arrived { get; set; }

    public long? NextDue(Transaction transaction) => nextDue(transaction);

    public override void Execute(Transaction transaction) => Result = claim(transaction);
}
