namespace Duroxide;

/// <summary>An attempt of an activity did not end within its timeout and was cancelled.</summary>
public sealed class ActivityTimeoutException : ActivityFailedException
{
    internal ActivityTimeoutException(string activity, int attempt, TimeSpan timeout)
        : base(
            activity,
            attempt,
            new(ApplicationKind.ActivityFailed, "timeout: activity timed out")
            {
                ErrorType = typeof(ActivityTimeoutException).FullName,
            },
            $"Activity '{activity}' did not end within {timeout} at attempt {attempt}, and was cancelled."
        ) => Timeout = timeout;

    /// <summary>How long the attempt was given.</summary>
    public TimeSpan Timeout { get; }
}
