namespace Duroxide;

/// <summary>An activity failed, after all its attempts.</summary>
public class ActivityFailedException : DurableException
{
    internal ActivityFailedException(string activity, int attempt, Failure.Application failure)
        : base(failure.Display)
    {
        Activity = activity;
        Attempt = attempt;
        Failure = failure;
    }

    /// <summary>The name of the activity.</summary>
    public string Activity { get; }

    /// <summary>Which attempt failed last, counted from 1.</summary>
    public int Attempt { get; }

    /// <summary>What the activity reported.</summary>
    public Failure.Application Failure { get; }

    /// <inheritdoc />
    public override Failure.Application ToFailure() => Failure with { Kind = ApplicationKind.OrchestrationFailed };
}
