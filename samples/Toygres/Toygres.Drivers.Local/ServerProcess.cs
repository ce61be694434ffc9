using System.Globalization;
using System.Text;

namespace Toygres.Drivers.Local;

/// <summary>A server that runs: the process that all of its others come from.</summary>
/// <param name="Id">The id of the process.</param>
/// <param name="Data">The folder of its data.</param>
/// <param name="Port">Where it listens; null when it was not started by the driver.</param>
internal sealed record ServerProcess(int Id, string Data, int? Port)
{
    /// <summary>Finds the server of a folder; null for none. What runs is the truth, whatever files say.</summary>
    public static ServerProcess? Find(string data) => All().FirstOrDefault(server => server.Data == data);

    /// <summary>Finds every server of the machine that was told its folder.</summary>
    public static IEnumerable<ServerProcess> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && Read(id) is { } server
            )
            {
                yield return server;
            }
        }
    }

    private static ServerProcess? Read(int id)
    {
        string[] line;
        try
        {
            line = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/cmdline")).Split('\0');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is hidden from us: then it is none of ours.
            return null;
        }
        return Path.GetFileName(line[0]) is "postgres" && After("-D") is { } data
            ? new ServerProcess(
                id,
                data,
                int.TryParse(After("-p"), CultureInfo.InvariantCulture, out var port) ? port : null
            )
            : null;

        string? After(string option) =>
            Array.IndexOf(line, option) is >= 0 and var at ? line.ElementAtOrDefault(at + 1) : null;
    }
}
