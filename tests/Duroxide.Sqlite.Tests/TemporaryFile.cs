namespace Duroxide.Sqlite.Tests;

/// <summary>A database file of its own, gone with its folder at the end.</summary>
public sealed class TemporaryFile : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("duroxide-").FullName;

    public string Path => System.IO.Path.Combine(folder, "store.db");

    private string Elsewhere => folder + "-moved";

    /// <summary>Moves the folder away with all that is in it.</summary>
    public void MoveFolder() => Directory.Move(folder, Elsewhere);

    public void Dispose()
    {
        foreach (var each in new[] { folder, Elsewhere }.Where(Directory.Exists))
        {
            Directory.Delete(each, recursive: true);
        }
    }
}
