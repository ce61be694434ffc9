using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Toygres.Cli;

/// <summary>Looks at a machine, and not at what anybody says of it.</summary>
internal static class Leftovers
{
    /// <summary>The servers that run below a root: the instance and the process of each.</summary>
    public static IReadOnlyList<(string Instance, int Process)> Servers(string root)
    {
        var found = new List<(string, int)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && DataOf(id) is { } data
            )
            {
                var parts = data.Split(Path.DirectorySeparatorChar);
                if (data.StartsWith($"{root}/instances/", StringComparison.Ordinal))
                {
                    found.Add((parts[^2], id));
                }
            }
        }
        return found;
    }

    /// <summary>Whether somebody listens at a port of this machine.</summary>
    public static bool IsListening(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(place => place.Port == port);

    /// <summary>What lies below a folder of the fleet.</summary>
    public static IEnumerable<string> Held(string root, string folder) =>
        Directory.Exists(Path.Combine(root, folder))
            ? Directory.EnumerateFileSystemEntries(Path.Combine(root, folder))
            : [];

    // A server is told its data on its command line; the processes that it starts tell nothing of the kind.
    private static string? DataOf(int process)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
            var index = Array.IndexOf(words, "-D");
            return words[0].EndsWith("/postgres", StringComparison.Ordinal) && index >= 0 ? words[index + 1] : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while it was looked at, or is somebody else's.
            return null;
        }
    }
}
