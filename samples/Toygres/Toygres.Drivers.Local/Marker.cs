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
        if (Read(folder) is { } marker && marker.Name == name)
        {
            return marker;
        }
        // Another call may have taken the folder away while we read.
        return Directory.Exists(folder) ? throw Refusal(folder, name) : null;
    }

    /// <summary>Reads the marker of a folder; null when it has none, or a damaged one, which says nothing of the folder.</summary>
    public static Marker? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<Marker>(System.IO.File.ReadAllText(Path.Combine(folder, File)));
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    public void Write(string folder) =>
        DurableFile.Write(Path.Combine(folder, File), JsonSerializer.Serialize(this), DurableFile.ForEverybody);

    public static NonRetryableException Refusal(string folder, string name) =>
        new(
            $"The folder {folder} has no {File} that names {name}: it is not ours, and stays as it is. Move it away and try again."
        );
}
