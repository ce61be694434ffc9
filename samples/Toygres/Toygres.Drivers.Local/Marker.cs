using System.Text.Json;
using Duroxide;

namespace Toygres.Drivers.Local;

/// <summary>
/// The file in a folder that says it is ours, and what it holds. It is the first thing that is written into a folder and the
/// last that is taken out. A folder without it is never touched.
/// </summary>
/// <param name="Name">The instance or image.</param>
/// <param name="Version">The major version of PostgreSQL.</param>
internal sealed record Marker(string Name, string Version)
{
    public const string File = "toygres.json";

    /// <summary>The instance that this one follows; null for one that writes.</summary>
    public InstanceName? Follows { get; init; }

    /// <summary>Whether it may not be started.</summary>
    public bool IsFenced { get; init; }

    /// <summary>What is known of an image; null for an instance, and for an image that is not whole.</summary>
    public ImageFacts? Image { get; init; }

    /// <summary>Reads the marker of a folder; null when there is no folder.</summary>
    public static Marker? Find(string folder, string name)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }
        var marker = Read(folder);
        return marker?.Name == name ? marker : throw Refusal(folder, name);
    }

    /// <summary>Reads the marker of a folder; null when it has none.</summary>
    public static Marker? Read(string folder)
    {
        var path = Path.Combine(folder, File);
        return System.IO.File.Exists(path)
            ? JsonSerializer.Deserialize<Marker>(System.IO.File.ReadAllText(path))
            : null;
    }

    public void Write(string folder) =>
        DurableFile.Write(Path.Combine(folder, File), JsonSerializer.Serialize(this), DurableFile.ForEverybody);

    /// <summary>Takes a folder of that name away, the marker last. It may be half taken away, or not be there.</summary>
    public static void RemoveFolder(string folder, string name)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        var isEmpty = !Directory.EnumerateFileSystemEntries(folder).Any();
        if (!isEmpty && Read(folder)?.Name != name)
        {
            throw Refusal(folder, name);
        }
        foreach (var inner in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (inner is DirectoryInfo { LinkTarget: null } below)
            {
                below.Delete(recursive: true);
            }
            else if (inner.Name != File)
            {
                inner.Delete();
            }
        }
        Directory.Delete(folder, recursive: true);
    }

    private static NonRetryableException Refusal(string folder, string name) =>
        new(
            $"The folder {folder} has no {File} that names {name}: it is not ours, and stays as it is. Move it away and try again."
        );
}
