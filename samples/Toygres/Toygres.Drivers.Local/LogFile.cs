namespace Toygres.Drivers.Local;

/// <summary>Reads the end of a log.</summary>
internal static class LogFile
{
    private const int MostBytes = 256 * 1024;

    /// <summary>The last lines, oldest first; none when there is no log.</summary>
    /// <param name="path">The log.</param>
    /// <param name="lines">How many at most.</param>
    /// <param name="from">Where to begin, in bytes.</param>
    public static IReadOnlyList<string> Tail(string path, int lines, long from = 0)
    {
        if (!File.Exists(path))
        {
            return [];
        }
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = Math.Max(from, file.Length - MostBytes);
        using var reader = new StreamReader(file);
        var text = reader.ReadToEnd();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines)];
    }
}
