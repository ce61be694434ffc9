using System.Globalization;

namespace Duroxide.Bench;

/// <summary>What this process has written since it began, as Linux counts it.</summary>
/// <param name="Written">The bytes handed to the kernel by calls that write.</param>
/// <param name="ToDisk">The bytes of the pages that these calls made the kernel send to a disk.</param>
sealed record ProcessIo(long Written, long ToDisk)
{
    const string Path = "/proc/self/io";

    /// <summary>The counters as they are now; null on other systems.</summary>
    public static ProcessIo? Read() => File.Exists(Path) ? Parse(File.ReadLines(Path)) : null;

    /// <summary>Reads lines of a name and a number.</summary>
    public static ProcessIo Parse(IEnumerable<string> lines)
    {
        var counters = lines
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
        return new(counters["wchar"], counters["write_bytes"]);
    }
}
