namespace Duroxide;

/// <summary>Why an activity or an orchestration failed, in four families with different consequences.</summary>
/// <remarks>
/// Only an <see cref="Application"/> failure reaches user code as something to catch; the other three end the
/// orchestration, and its parent with the same failure.
/// </remarks>
public partial record Failure
{
    Failure() { }

    /// <summary>Storage or the runtime could not do its work.</summary>
    /// <param name="Operation">The operation that failed.</param>
    /// <param name="Message">What went wrong.</param>
    /// <param name="Retryable">Whether the same operation may succeed later.</param>
    public sealed record Infrastructure(string Operation, string Message, bool Retryable) : Failure;

    /// <summary>The code breaks a rule of durable execution; more tries of the same code cannot help.</summary>
    /// <param name="Kind">Which rule.</param>
    /// <param name="Resource">What it concerns: an instance, an orchestration or a call.</param>
    /// <param name="Message">What was found and what to do, when there is more to say than the resource.</param>
    public sealed record Configuration(ConfigurationKind Kind, string Resource, string? Message) : Failure;

    /// <summary>The user's code failed, or was cancelled.</summary>
    /// <param name="Kind">Whose code, and how.</param>
    /// <param name="Message">The error's text; for a cancellation its reason.</param>
    /// <param name="Retryable">Whether trying again may help; false when the code that failed says that it cannot.</param>
    public sealed record Application(ApplicationKind Kind, string Message, bool Retryable = true) : Failure
    {
        /// <summary>The type of the exception that was thrown, where there was one.</summary>
        public string? ErrorType { get; init; }

        /// <summary>More about the error for people, such as a stack trace.</summary>
        public string? Details { get; init; }
    }

    /// <summary>An item was tried too often without an end, and is given up.</summary>
    /// <param name="Attempts">How often it was tried.</param>
    /// <param name="MaxAttempts">How often it may be tried.</param>
    /// <param name="Subject">What was tried.</param>
    /// <param name="Message">The item itself, or what is known of it.</param>
    public sealed record Poison(int Attempts, int MaxAttempts, PoisonSubject Subject, string Message) : Failure;

    /// <summary>Whether the same work may succeed when it is tried again.</summary>
    public bool IsRetryable =>
        this switch
        {
            Infrastructure failure => failure.Retryable,
            Configuration => false,
            Application failure => failure is { Kind: ApplicationKind.ActivityFailed, Retryable: true },
            Poison => false,
        };

    /// <summary>Whether the failure is the system's and not the application's: such a failure cannot be caught.</summary>
    public bool IsSystem =>
        this switch
        {
            Application => false,
            Infrastructure or Configuration or Poison => true,
        };

    /// <summary>The family's name in lower case, for logs and metrics.</summary>
    public string Category =>
        this switch
        {
            Infrastructure => "infrastructure",
            Configuration => "configuration",
            Application => "application",
            Poison => "poison",
        };

    /// <summary>The one-line text of the failure, as clients and parents see it.</summary>
    public string Display =>
        this switch
        {
            Infrastructure failure => $"infrastructure:{failure.Operation}: {failure.Message}",
            Configuration failure => DisplayConfiguration(failure),
            Application { Kind: ApplicationKind.Cancelled } failure => $"canceled: {failure.Message}",
            Application { Kind: ApplicationKind.Panicked } failure => $"orchestration panicked: {failure.Message}",
            Application failure => failure.Message,
            Poison failure => DisplayPoison(failure),
        };

    /// <summary>Leaves what follows from the case out of its text.</summary>
    protected virtual bool PrintMembers(System.Text.StringBuilder builder) => false;

    /// <summary>The failure of an instance that was cancelled.</summary>
    public static Failure Cancelled(string reason) => new Application(ApplicationKind.Cancelled, reason);

    static string DisplayConfiguration(Configuration failure) =>
        (failure.Kind, failure.Message) switch
        {
            (ConfigurationKind.Nondeterminism, null) => $"nondeterministic in {failure.Resource}",
            (ConfigurationKind.Nondeterminism, { } message) => $"nondeterministic: {message}",
            (_, null) => $"not durable in {failure.Resource}",
            (_, { } message) => $"not durable: {message}",
        };

    static string DisplayPoison(Poison failure)
    {
        var tries = $"{failure.Attempts} attempts (max {failure.MaxAttempts})";
        return failure.Subject switch
        {
            PoisonSubject.Orchestration subject => $"poison: orchestration {subject.Instance} exceeded {tries}",
            PoisonSubject.Activity subject => $"poison: activity {subject.Name}#{subject.Id} exceeded {tries}",
            PoisonSubject.UnreadableHistory subject =>
                $"poison: orchestration {subject.Instance} history deserialization failed after {tries}: {subject.Error}",
        };
    }
}
