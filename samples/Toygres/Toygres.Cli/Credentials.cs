using System.Text.Json;

namespace Toygres.Cli;

/// <summary>Which server is asked, and by what key.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Key">A key, or the token of a session; null for none.</param>
internal sealed record Credentials(string Url, string? Key)
{
    /// <summary>Where a server is that nobody put elsewhere.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private const string File = "credentials.json";

    /// <summary>Finds them: on the command line, in the environment, in the file that a login wrote.</summary>
    public static Credentials Find(string? url, Terminal terminal)
    {
        var saved = Read(terminal);
        var asked = url ?? terminal.Variable("TOYGRES_URL");
        var isSaved = asked is null || asked == saved?.Url;
        return new(
            asked ?? saved?.Url ?? DefaultUrl,
            terminal.Variable("TOYGRES_KEY") ?? (isSaved ? saved?.Key : null)
        );
    }

    /// <summary>Keeps them in a file that nobody else can read.</summary>
    public void Save(Terminal terminal) => OwnFile.Write(PathOf(terminal), JsonSerializer.Serialize(this));

    /// <summary>Forgets what was kept.</summary>
    public static void Forget(Terminal terminal) => System.IO.File.Delete(PathOf(terminal));

    /// <summary>The folder of files of this user.</summary>
    public static string FolderOf(Terminal terminal) =>
        terminal.Variable("TOYGRES_CONFIG")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "toygres");

    /// <inheritdoc/>
    public override string ToString() => Url;

    private static Credentials? Read(Terminal terminal) =>
        System.IO.File.Exists(PathOf(terminal))
            ? JsonSerializer.Deserialize<Credentials>(System.IO.File.ReadAllText(PathOf(terminal)))
            : null;

    private static string PathOf(Terminal terminal) => Path.Combine(FolderOf(terminal), File);
}

/// <summary>Files that nobody but their owner reads.</summary>
internal static class OwnFile
{
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var writer = new StreamWriter(path, System.Text.Encoding.UTF8, options);
        writer.Write(text);
    }
}
