namespace Duroxide.Sqlite;

/// <summary>Copies a store into a file of its own.</summary>
static class Backup
{
    /// <summary>Writes a copy, which has its name only once it is whole and on the disk.</summary>
    /// <exception cref="ProviderException">The file exists already, or cannot be written.</exception>
    public static void Write(Connection source, string target)
    {
        if (Path.Exists(target))
        {
            throw Refused($"'{target}' exists already and was left as it is. Name a file that does not.", null);
        }
        var part = target + ".part";
        try
        {
            // What a backup left that was cut off.
            File.Delete(part);
            source.CopyTo(part);
            File.Move(part, target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteFailure)
        {
            throw Refused(
                $"The backup '{target}' was not made: {failure.Message} Check that its folder exists, may be written and has room; then make it again.",
                failure
            );
        }
    }

    static ProviderException Refused(string message, Exception? cause) =>
        new(nameof(SqliteProvider.BackUpAsync), message, isRetryable: false, cause);
}
