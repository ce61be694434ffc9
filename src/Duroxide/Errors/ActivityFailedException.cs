namespace Duroxide;

/// <summary>An activity failed, after all its attempts.</summary>
public class ActivityFailedException : DurableException
{
    internal ActivityFailedException(string activity, int attempt, Failure.Application failure)
        : this(activity, attempt, failure, $"Activity '{activity}' failed at attempt {attempt}: {failure.Display}") { }

    private protected ActivityFailedException(string activity, int attempt, Failure.Application failure, string message)
        : base(message)
    {
        Activity = activity;
        Attempt = attempt;
        Failure = failure;
    }

    /// <summary>The name of the activity.</summary>
    public string Activity { get; }

    /// <summary>Which attempt failed last, counted from 1.</summary>
    public int Attempt { get; }

    /// <summary>What the activity reported; its message is the bare text of the error.</summary>
    public Failure.Application Failure { get; }

    /// <inheritdoc />
    public override Failure.Application ToFailure() => Passed(Failure, Failure.Message);
}
