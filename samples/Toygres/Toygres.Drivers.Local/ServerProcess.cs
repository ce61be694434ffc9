using System.Globalization;
using System.Text;

namespace Toygres.Drivers.Local;

/// <summary>A server that runs: the process that all of its others come from.</summary>
/// <param name="Id">The id of the process.</param>
/// <param name="Data">The folder of its data.</param>
/// <param name="Port">Where it listens; null when it was not started by the driver.</param>
internal sealed record ServerProcess(int Id, string Data, int? Port)
{
    /// <summary>Whether somebody froze it with a signal: it does nothing at all until another one lets it go on.</summary>
    public bool IsFrozen
    {
        get
        {
            try
            {
                return LineOf(Id, "State:")?.Split('\t')[1].StartsWith('T') is true;
            }
            catch (IOException)
            {
                // It ended while we looked.
                return false;
            }
        }
    }

    /// <summary>Finds the server of a folder; null for none. What runs is the truth, whatever files say.</summary>
    public static ServerProcess? Find(string data, ServerUser user) =>
        All(user).FirstOrDefault(server => server.Data == data);

    /// <summary>Finds every server of a user that was told its folder. Anybody can name a process so; of others none is ours.</summary>
    public static IEnumerable<ServerProcess> All(ServerUser user)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && Read(id, user) is { } server
            )
            {
                yield return server;
            }
        }
    }

    private static ServerProcess? Read(int id, ServerUser user)
    {
        string[] line;
        try
        {
            line = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/cmdline")).Split('\0');
            if (Path.GetFileName(line[0]) is not "postgres" || OwnerOf(id) != user.Id)
            {
                return null;
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is hidden from us: then it is none of ours.
            return null;
        }
        return After("-D") is { } data
            ? new ServerProcess(
                id,
                data,
                int.TryParse(After("-p"), CultureInfo.InvariantCulture, out var port) ? port : null
            )
            : null;

        string? After(string option) =>
            Array.IndexOf(line, option) is >= 0 and var at ? line.ElementAtOrDefault(at + 1) : null;
    }

    private static uint? OwnerOf(int id) =>
        LineOf(id, "Uid:") is { } line ? uint.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture) : null;

    private static string? LineOf(int id, string begins) =>
        File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith(begins, StringComparison.Ordinal));
}
