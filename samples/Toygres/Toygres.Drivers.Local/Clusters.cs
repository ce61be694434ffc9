using Duroxide;

namespace Toygres.Drivers.Local;

/// <summary>Makes and takes away the folders of instances.</summary>
internal sealed class Clusters(
    LocalOptions options,
    Layout layout,
    Commands commands,
    PortLeases leases,
    Settings settings,
    Folders folders,
    string version
)
{
    /// <summary>Makes a folder whose data somebody fills, unless it is there; it stands in its place when it is whole.</summary>
    /// <param name="spec">What is made.</param>
    /// <param name="marker">What the folder says of itself.</param>
    /// <param name="fill">Fills the folder of the data, which is empty and belongs to the user of the servers.</param>
    /// <param name="cancel">Ends it half made.</param>
    public async Task MakeAsync(ClusterSpec spec, Marker marker, Func<string, Task> fill, CancellationToken cancel)
    {
        var place = layout.Of(spec.Name);
        if (Marker.Find(place, marker.Name) is not null)
        {
            return;
        }
        var draft = place + Layout.New;
        options.Step("clear what is half made");
        await folders.ClearAsync(draft, marker.Name, cancel);
        options.Step("make the folder");
        Layout.CreateForDriver(draft);
        options.Step("mark the folder");
        marker.Write(draft);
        options.Step("take a port");
        leases.Take(spec.Name);
        options.Step("fill the data");
        var data = Path.Combine(draft, "data");
        layout.CreateForServers(data);
        await fill(data);
        options.Step("write the settings");
        await settings.WriteAsync(data, spec.Size, cancel);
        if (options.IsDurable)
        {
            await commands.SettleAsync(draft, cancel);
        }
        options.Step("put the folder in its place");
        Directory.Move(draft, place);
        if (options.IsDurable)
        {
            await commands.SettleAsync(layout.Instances, cancel);
        }
    }

    /// <summary>What the folder of an instance says of itself.</summary>
    public Marker Get(InstanceName instance) =>
        Marker.Find(layout.Of(instance), instance.Value)
        ?? throw new NonRetryableException(
            $"{instance} has no data in {layout.Of(instance)}. Restore it from an image, or delete it."
        );

    /// <summary>What the folder of an instance says of itself, when the programs here are of its version.</summary>
    public Marker GetOurs(InstanceName instance)
    {
        var marker = Get(instance);
        return marker.Version == version
            ? marker
            : throw new NonRetryableException(
                $"{instance} is of PostgreSQL {marker.Version}, and {version} is what the driver uses. Install {marker.Version} and name its programs, or restore the data by hand."
            );
    }

    /// <summary>Takes the folder and the port of an instance that does not run.</summary>
    public async Task RemoveAsync(InstanceName instance, CancellationToken cancel)
    {
        await folders.RemoveAsync(layout.Of(instance), instance.Value, cancel);
        options.Step("give the port back");
        leases.Release(instance);
    }

    private string[] InitialData(string data) =>
        [
            "-D",
            data,
            "-U",
            Endpoint.User,
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--auth-local=peer",
            "--auth-host=reject",
            .. options.IsDurable ? Array.Empty<string>() : ["--no-sync"],
        ];

    public Task FillFreshAsync(InstanceName instance, string data, CancellationToken cancel) =>
        commands.DoAsync($"{instance} gets no data", "initdb", InitialData(data), cancel);
}
