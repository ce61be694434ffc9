using Duroxide;

namespace Toygres.Drivers.Local;

/// <summary>Makes and takes away the folders of instances.</summary>
internal sealed class Clusters(
    LocalOptions options,
    Layout layout,
    Commands commands,
    PortLeases leases,
    Settings settings
)
{
    /// <summary>Makes a folder whose data somebody fills, unless it is there; it stands in its place when it is whole.</summary>
    /// <param name="spec">What is made.</param>
    /// <param name="marker">What the folder says of itself.</param>
    /// <param name="fill">Fills the folder of the data, which is not there yet.</param>
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
        Marker.RemoveFolder(draft, marker.Name);
        options.Step("make the folder");
        layout.CreateForServers(draft);
        options.Step("mark the folder");
        marker.Write(draft);
        options.Step("take a port");
        leases.Take(spec.Name);
        options.Step("fill the data");
        var data = Path.Combine(draft, "data");
        await fill(data);
        options.Step("write the settings");
        settings.Write(data, spec.Size);
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

    /// <summary>Takes the folder and the port of an instance that does not run.</summary>
    public void Remove(InstanceName instance)
    {
        var place = layout.Of(instance);
        var gone = place + Layout.Gone;
        Marker.RemoveFolder(gone, instance.Value);
        Marker.RemoveFolder(place + Layout.New, instance.Value);
        if (Marker.Find(place, instance.Value) is not null)
        {
            options.Step("take the folder out of its place");
            Directory.Move(place, gone);
            options.Step("remove the folder");
            Marker.RemoveFolder(gone, instance.Value);
        }
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
