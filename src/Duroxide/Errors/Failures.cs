namespace Duroxide;

/// <summary>What exceptions of user code mean to the engine.</summary>
public static class Failures
{
    // A failure is kept in the history, often in the parent's too. Nobody reads more of a text than this.
    const int MostCharacters = 64 * 1024;

    /// <summary>The failure that an orchestration ends with when its code throws.</summary>
    public static Failure.Application OfOrchestration(Exception thrown) =>
        thrown is DurableException known
            ? known.ToFailure()
            : new(ApplicationKind.Panicked, Cut(thrown.Message))
            {
                ErrorType = thrown.GetType().FullName,
                Details = Cut(thrown.ToString()),
            };

    /// <summary>The failure that an activity is answered with when its code throws.</summary>
    public static Failure.Application OfActivity(Exception thrown) =>
        new(ApplicationKind.ActivityFailed, Cut(thrown.Message), Retryable: thrown is not NonRetryableException)
        {
            ErrorType = thrown.GetType().FullName,
            Details = Cut(thrown.ToString()),
        };

    /// <summary>The text, without what is too much of it; an empty one for none, which exceptions may have whatever their type says.</summary>
    internal static string Cut(string? text)
    {
        text ??= "";
        if (text.Length <= MostCharacters)
        {
            return text;
        }
        var end = char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;
        return $"{text[..end]} … (cut, {text.Length} characters in all)";
    }
}
