namespace Toygres.Drivers.Local;

/// <summary>Takes folders away that are ours.</summary>
internal sealed class Folders(LocalOptions options, Commands commands)
{
    /// <summary>Takes away what stands in a place and what is half made or half gone beside it.</summary>
    public async Task RemoveAsync(string place, string name, CancellationToken cancel)
    {
        var gone = place + Layout.Gone;
        await ClearAsync(gone, name, cancel);
        await ClearAsync(place + Layout.New, name, cancel);
        if (Marker.Find(place, name) is not null)
        {
            options.Step("take the folder out of its place");
            Directory.Move(place, gone);
            options.Step("remove the folder");
            await ClearAsync(gone, name, cancel);
        }
    }

    /// <summary>Takes a folder of that name away, the marker last. It may be half taken away, or not be there.</summary>
    public async Task ClearAsync(string folder, string name, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        var marker = Path.Combine(folder, Marker.File);
        string[] entries = [.. Directory.EnumerateFileSystemEntries(folder)];
        // Who made the folder may have been ended before its marker was whole, or before its last step.
        var isBare = entries.All(DurableFile.DraftsOf(marker).Contains);
        if (!isBare && Marker.Read(folder)?.Name != name)
        {
            throw Marker.Refusal(folder, name);
        }
        await commands.RemoveAsync([.. entries.Where(entry => entry != marker)], cancel);
        Directory.Delete(folder, recursive: true);
    }
}
