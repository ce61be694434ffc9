namespace Duroxide.Runtime;

/// <summary>A failure in one line, with the activity where its text names none.</summary>
static class FailureLine
{
    static readonly string Timeout = typeof(ActivityTimeoutException).FullName!;

    /// <summary>The line. The text of a timeout is the same for every activity, which only its details name.</summary>
    public static string Of(Failure failure) =>
        failure is Failure.Application { Details: { } details } application
        && application.ErrorType == Timeout
        && details.Split('\n').FirstOrDefault(IsActivity) is { } named
            ? $"{failure.Display} ({named.Trim().TrimEnd('.')})"
            : failure.Display;

    static bool IsActivity(string line) => line.StartsWith("Activity '", StringComparison.Ordinal);
}
