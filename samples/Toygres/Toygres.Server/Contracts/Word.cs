namespace Toygres.Server.Contracts;

/// <summary>Words of the API for what has a name in code.</summary>
internal static class Word
{
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>What a word means; null when there is no such word.</summary>
    public static T? Parse<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && !int.TryParse(text, out _) ? value : null;

    /// <summary>All words there are.</summary>
    public static string All<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));
}
