namespace Duroxide;

/// <summary>What exceptions of user code mean to the engine.</summary>
internal static class Failures
{
    // A failure is kept in the history, often in the parent's too. Nobody reads more of a text than this.
    const int MostCharacters = 64 * 1024;

    /// <summary>The failure that an orchestration ends with when its code throws.</summary>
    public static Failure.Application OfOrchestration(Exception thrown) =>
        thrown is DurableException known
            ? known.ToFailure()
            : new(ApplicationKind.Panicked, Message(thrown))
            {
                ErrorType = thrown.GetType().FullName,
                Details = Text(thrown),
            };

    /// <summary>The failure that an activity is answered with when its code throws.</summary>
    /// <remarks>What cannot be read or written cannot be at another attempt either, and the work may be done already.</remarks>
    public static Failure.Application OfActivity(Exception thrown) =>
        new(
            ApplicationKind.ActivityFailed,
            Message(thrown),
            Retryable: thrown is not (NonRetryableException or PayloadException)
        )
        {
            ErrorType = thrown.GetType().FullName,
            Details = Text(thrown),
        };

    /// <summary>What an exception says.</summary>
    internal static string Message(Exception thrown) => Read(thrown, static it => it.Message);

    /// <summary>What an exception says, with its type, its causes and where it was thrown.</summary>
    internal static string Text(Exception thrown) => Read(thrown, static it => it.ToString());

    /// <summary>The text, without what is too much of it; an empty one for none, which exceptions may have whatever their type says.</summary>
    internal static string Cut(string? text)
    {
        text ??= "";
        return text.Length <= MostCharacters
            ? text
            : $"{Beginning.Of(text, MostCharacters)} … (cut, {text.Length} characters in all)";
    }

    // Both texts are code of the user's. What it throws must not take the place of the failure, which would then be lost.
    static string Read(Exception thrown, Func<Exception, string?> read)
    {
        try
        {
            return Cut(read(thrown));
        }
        catch (Exception unreadable)
        {
            return $"(the text of {thrown.GetType().FullName} cannot be read: that throws {unreadable.GetType().FullName})";
        }
    }
}
