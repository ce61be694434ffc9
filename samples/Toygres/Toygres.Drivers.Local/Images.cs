using System.Security.Cryptography;
using Duroxide;

namespace Toygres.Drivers.Local;

/// <summary>Makes, reads and takes away images: a folder with a marker and one compressed archive of a whole cluster.</summary>
internal sealed class Images(LocalOptions options, Layout layout, Commands commands, Servers servers)
{
    private const string Archive = "base.tar.gz";

    public async Task<ImageFacts> MakeAsync(
        InstanceName source,
        string version,
        ImageName image,
        CancellationToken cancel
    )
    {
        var place = layout.Of(image);
        if (Marker.Find(place, image.Value) is { Image: { } facts })
        {
            return facts;
        }
        var draft = place + Layout.New;
        options.Step("clear what is half made");
        Marker.RemoveFolder(draft, image.Value);
        options.Step("make the folder");
        layout.CreateForServers(draft);
        options.Step("mark the folder");
        var marker = new Marker(image.Value, version);
        marker.Write(draft);
        options.Step("copy the data");
        var content = Path.Combine(draft, "content");
        layout.CreateForServers(content);
        await CopyAsync(source, content, cancel);
        options.Step("sum the copy up");
        var archive = new FileInfo(Path.Combine(content, Archive));
        var made = new ImageFacts(source, version, archive.Length, await SumAsync(archive.FullName, cancel));
        (marker with { Image = made }).Write(draft);
        if (options.IsDurable)
        {
            await commands.SettleAsync(draft, cancel);
        }
        options.Step("put the folder in its place");
        Directory.Move(draft, place);
        return made;
    }

    /// <summary>Unpacks an image into a folder that is not there yet.</summary>
    public async Task UnpackAsync(ImageName image, string version, string data, CancellationToken cancel)
    {
        var facts =
            Marker.Find(layout.Of(image), image.Value)?.Image
            ?? throw new NonRetryableException($"There is no image {image} in {layout.Images}. Choose another one.");
        if (facts.Version != version)
        {
            throw new NonRetryableException(
                $"The image {image} is of PostgreSQL {facts.Version}, and {version} is installed. Install {facts.Version}, or choose another image."
            );
        }
        var archive = Path.Combine(layout.Of(image), "content", Archive);
        if (!File.Exists(archive) || await SumAsync(archive, cancel) != facts.Checksum)
        {
            throw new NonRetryableException(
                $"The image {image} is damaged: {archive} has another checksum. Delete it."
            );
        }
        layout.CreateForServers(data);
        options.Step("unpack the image");
        await commands.DoSystemAsync(
            $"The image {image} cannot be unpacked",
            "tar",
            ["-xzf", archive, "-C", data],
            cancel
        );
        // What it followed once is no business of a copy.
        File.Delete(Path.Combine(data, "standby.signal"));
    }

    public void Remove(ImageName image)
    {
        var place = layout.Of(image);
        var gone = place + Layout.Gone;
        Marker.RemoveFolder(gone, image.Value);
        Marker.RemoveFolder(place + Layout.New, image.Value);
        if (Marker.Find(place, image.Value) is not null)
        {
            options.Step("take the folder out of its place");
            Directory.Move(place, gone);
            options.Step("remove the folder");
            Marker.RemoveFolder(gone, image.Value);
        }
    }

    private async Task CopyAsync(InstanceName source, string to, CancellationToken cancel)
    {
        if (servers.Find(source) is null)
        {
            string[] pack =
            [
                "-C",
                layout.DataOf(source),
                "--exclude=./postmaster.pid",
                "--exclude=./postmaster.opts",
                "-czf",
                Path.Combine(to, Archive),
                ".",
            ];
            await commands.DoSystemAsync($"{source} cannot be copied", "tar", pack, cancel);
            return;
        }
        string[] line = [.. servers.Way(servers.PortOf(source)), "-D", to, "-Ft", "-X", "fetch", "-c", "fast", "-z"];
        string[] fast = ["-Z", "1", "--no-manifest", .. options.IsDurable ? Array.Empty<string>() : ["--no-sync"]];
        await commands.DoAsync($"{source} cannot be copied", "pg_basebackup", [.. line, .. fast], cancel);
    }

    private static async Task<string> SumAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}
