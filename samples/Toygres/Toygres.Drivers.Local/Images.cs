using System.Globalization;
using Duroxide;

namespace Toygres.Drivers.Local;

/// <summary>Makes, reads and takes away images: a folder with a marker and one compressed archive of a whole cluster.</summary>
internal sealed class Images(LocalOptions options, Layout layout, Commands commands, Servers servers, Folders folders)
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
        await folders.ClearAsync(draft, image.Value, cancel);
        options.Step("make the folder");
        Layout.CreateForDriver(draft);
        options.Step("mark the folder");
        var marker = new Marker(image.Value, version);
        marker.Write(draft);
        options.Step("copy the data");
        var content = Path.Combine(draft, "content");
        layout.CreateForServers(content);
        await CopyAsync(source, content, cancel);
        options.Step("sum the copy up");
        var archive = Path.Combine(content, Archive);
        var made = new ImageFacts(source, version, await SizeAsync(archive, cancel), await SumAsync(archive, cancel));
        (marker with { Image = made }).Write(draft);
        if (options.IsDurable)
        {
            await commands.SettleAsync(draft, cancel);
        }
        options.Step("put the folder in its place");
        Directory.Move(draft, place);
        return made;
    }

    /// <summary>Unpacks an image into an empty folder.</summary>
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

    /// <summary>Refuses to copy data with a link in it: what it leads to would not be in the copy, or be shared with it.</summary>
    public async Task RefuseLinksAsync(InstanceName source, CancellationToken cancel)
    {
        var link = await commands.DoSystemAsync(
            $"{source} cannot be searched for links",
            "find",
            [layout.DataOf(source), "-ignore_readdir_race", "-type", "l", "-print", "-quit"],
            cancel
        );
        if (link.Length > 0)
        {
            throw new NonRetryableException(
                $"{source} cannot be copied, because {link.Trim()} leads out of its data. Drop its tablespaces, and take other links away."
            );
        }
    }

    public Task RemoveAsync(ImageName image, CancellationToken cancel) =>
        folders.RemoveAsync(layout.Of(image), image.Value, cancel);

    private async Task CopyAsync(InstanceName source, string to, CancellationToken cancel)
    {
        await RefuseLinksAsync(source, cancel);
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

    // The folder of the archive is one that servers can put links in: we look as their user.
    private async Task<long> SizeAsync(string archive, CancellationToken cancel) =>
        long.Parse(
            await commands.DoSystemAsync($"{archive} cannot be measured", "stat", ["-c", "%s", archive], cancel),
            CultureInfo.InvariantCulture
        );

    private async Task<string> SumAsync(string archive, CancellationToken cancel)
    {
        var said = await commands.DoSystemAsync($"{archive} cannot be summed up", "sha256sum", [archive], cancel);
        return said.Split(' ')[0];
    }
}
