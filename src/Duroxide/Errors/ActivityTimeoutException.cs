namespace Duroxide;

/// <summary>An attempt of an activity did not end within its timeout; it was cancelled and is not tried again.</summary>
public sealed class ActivityTimeoutException : ActivityFailedException
{
    internal ActivityTimeoutException(string activity, int attempt, TimeSpan timeout)
        : base(
            activity,
            attempt,
            new(ApplicationKind.ActivityFailed, "timeout: activity timed out")
            {
                ErrorType = typeof(ActivityTimeoutException).FullName,
                Details = $"Attempt {attempt} of activity '{activity}' did not end within {timeout}.",
            }
        ) => Timeout = timeout;

    /// <summary>How long the attempt was given.</summary>
    public TimeSpan Timeout { get; }
}
