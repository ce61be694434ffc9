namespace Duroxide.Sqlite.Tests;

/// <summary>A database file of its own, gone with its folder at the end.</summary>
public sealed class TemporaryFile : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("duroxide-").FullName;

    public string Path => System.IO.Path.Combine(folder, "store.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
