namespace Duroxide;

/// <summary>What exceptions of user code mean to the engine.</summary>
public static class Failures
{
    /// <summary>The failure that an orchestration ends with when its code throws.</summary>
    public static Failure.Application OfOrchestration(Exception thrown) =>
        thrown is DurableException known
            ? known.ToFailure()
            : new(ApplicationKind.Panicked, thrown.Message)
            {
                ErrorType = thrown.GetType().FullName,
                Details = thrown.ToString(),
            };

    /// <summary>The failure that an activity is answered with when its code throws.</summary>
    public static Failure.Application OfActivity(Exception thrown) =>
        new(ApplicationKind.ActivityFailed, thrown.Message, Retryable: thrown is not NonRetryableException)
        {
            ErrorType = thrown.GetType().FullName,
            Details = thrown.ToString(),
        };
}
