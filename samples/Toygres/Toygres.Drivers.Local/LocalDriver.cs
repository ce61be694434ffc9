using Duroxide;

namespace Toygres.Drivers.Local;

/// <summary>
/// Runs real PostgreSQL servers on this machine. It keeps everything below one root, remembers nothing itself, and can be
/// ended between any two of its steps: the next call clears up and goes on. Any number of processes can share a root.
/// </summary>
public sealed class LocalDriver : IDriver
{
    private readonly LocalOptions options;
    private readonly Layout layout;
    private readonly Commands commands;
    private readonly InstanceLocks locks;
    private readonly PortLeases leases;
    private readonly Servers servers;
    private readonly Settings settings;
    private readonly Clusters clusters;
    private readonly Images images;
    private readonly ISecretStore secrets;
    private readonly ServerUser user;
    private readonly string version;

    /// <summary>Opens a root, and makes it if there is none.</summary>
    /// <exception cref="InvalidOperationException">No server is installed, or its user is missing; the text says what to install.</exception>
    public LocalDriver(LocalOptions options, ISecretStore secrets)
    {
        this.options = options = options.Checked();
        this.secrets = secrets;
        user = ServerUser.Find(options.User);
        var programs = options.FindPrograms();
        version = Commands.VersionOf(programs);
        layout = new Layout(options.Root, user);
        layout.Create();
        commands = new Commands(programs, user);
        locks = new InstanceLocks(layout);
        leases = new PortLeases(options, layout);
        servers = new Servers(options, layout, commands, leases, user);
        settings = new Settings(options, user, commands);
        var folders = new Folders(options, commands);
        clusters = new Clusters(options, layout, commands, leases, settings, folders, version);
        images = new Images(options, layout, commands, servers, folders);
    }

    /// <inheritdoc/>
    public bool RunsImages => false;

    /// <inheritdoc/>
    public async Task ProvisionAsync(ClusterSpec spec, CancellationToken cancellationToken)
    {
        if (spec.Runtime is { } runtime)
        {
            throw new NonRetryableException(
                $"{spec.Name} is to run the image {runtime.Name}, and servers here are of the programs of this machine. Create it without one."
            );
        }
        using var mine = locks.Take(spec.Name.Value);
        var marker = new Marker(spec.Name.Value, version);
        await clusters.MakeAsync(
            spec,
            marker,
            data => clusters.FillFreshAsync(spec.Name, data, cancellationToken),
            cancellationToken
        );
        options.Step("answer");
    }

    /// <inheritdoc/>
    public async Task RestoreAsync(ClusterSpec spec, ImageName image, CancellationToken cancellationToken)
    {
        using var mine = locks.Take(spec.Name.Value);
        var marker = new Marker(spec.Name.Value, version);
        await clusters.MakeAsync(
            spec,
            marker,
            data => images.UnpackAsync(image, version, data, cancellationToken),
            cancellationToken
        );
        options.Step("answer");
    }

    /// <inheritdoc/>
    public async Task ReplicateAsync(ClusterSpec spec, InstanceName primary, CancellationToken cancellationToken)
    {
        using var mine = locks.Take(spec.Name.Value);
        var marker = new Marker(spec.Name.Value, version) { Follows = primary };
        await clusters.MakeAsync(
            spec,
            marker,
            async data =>
            {
                clusters.GetOurs(primary);
                await images.RefuseLinksAsync(primary, cancellationToken);
                string[] way = servers.Way(servers.PortOf(primary));
                string[] line = [.. way, "-D", data, "-R", "-X", "stream", "-c", "fast", "--no-manifest"];
                string[] sync = options.IsDurable ? [] : ["--no-sync"];
                await commands.DoAsync(
                    $"{primary} cannot be copied",
                    "pg_basebackup",
                    [.. line, .. sync],
                    cancellationToken
                );
            },
            cancellationToken
        );
        options.Step("answer");
    }

    /// <inheritdoc/>
    public async Task StartAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        using var mine = locks.Take(instance.Value);
        var marker = clusters.GetOurs(instance);
        if (marker.IsFenced)
        {
            throw new NonRetryableException(
                $"{instance} is fenced, because another one takes its place. Start it by an operation of its own, or delete it."
            );
        }
        await servers.StartAsync(instance, IsFollower(instance) ? marker.Follows : null, cancellationToken);
        options.Step("answer");
    }

    /// <inheritdoc/>
    public async Task StopAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        using var mine = locks.Take(instance.Value);
        await servers.StopAsync(instance, atOnce: false, cancellationToken);
        options.Step("answer");
    }

    /// <inheritdoc/>
    public async Task FenceAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        using var mine = locks.Take(instance.Value);
        SetFence(instance, isFenced: true);
        await servers.StopAsync(instance, atOnce: false, cancellationToken);
        options.Step("answer");
    }

    /// <inheritdoc/>
    public Task UnfenceAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        using var mine = locks.Take(instance.Value);
        SetFence(instance, isFenced: false);
        options.Step("answer");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ObservedState> CheckAsync(InstanceName instance, CancellationToken cancellationToken) =>
        servers.CheckAsync(instance, cancellationToken);

    /// <inheritdoc/>
    public Task<Endpoint> GetEndpointAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        clusters.Get(instance);
        var port = servers.Find(instance)?.Port ?? leases.Find(instance) ?? TakePort(instance);
        return Task.FromResult(new Endpoint("127.0.0.1", port));
    }

    /// <inheritdoc/>
    public async Task ResizeAsync(ClusterSpec spec, CancellationToken cancellationToken)
    {
        using var mine = locks.Take(spec.Name.Value);
        clusters.Get(spec.Name);
        options.Step("write the settings");
        await settings.WriteSizeAsync(layout.DataOf(spec.Name), spec.Size, cancellationToken);
        options.Step("answer");
    }

    /// <inheritdoc/>
    public async Task SetPasswordAsync(
        InstanceName instance,
        SecretReference password,
        CancellationToken cancellationToken
    )
    {
        using var mine = locks.Take(instance.Value);
        var secret =
            await secrets.FindAsync(password, cancellationToken)
            ?? throw new NonRetryableException(
                $"There is no secret {password.Name} for {instance}. Rotate its password."
            );
        string[] line =
        [
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            .. servers.Way(servers.PortOf(instance)),
            "-d",
            "postgres",
        ];
        options.Step("set the password");
        var statement = $"ALTER ROLE {Endpoint.User} PASSWORD '{Verifier.Of(secret)}';";
        var result = await commands.TryAsync("psql", line, cancellationToken, statement);
        if (!result.Succeeded)
        {
            throw Commands.Failure($"The password of {instance} cannot be set", "psql", result);
        }
        options.Step("answer");
    }

    /// <inheritdoc/>
    public async Task PromoteAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        using var mine = locks.Take(instance.Value);
        var marker = clusters.GetOurs(instance);
        if (IsFollower(instance))
        {
            servers.PortOf(instance);
            options.Step("promote the server");
            string[] line = ["-D", layout.DataOf(instance), "-w", "-t", $"{options.Patience.TotalSeconds}", "promote"];
            await commands.DoAsync($"{instance} cannot be promoted", "pg_ctl", line, cancellationToken);
        }
        options.Step("mark the folder");
        (marker with { Follows = null }).Write(layout.Of(instance));
        options.Step("answer");
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(InstanceName instance, CancellationToken cancellationToken)
    {
        using var mine = locks.Take(instance.Value);
        Marker.Find(layout.Of(instance), instance.Value);
        await servers.StopAsync(instance, atOnce: true, cancellationToken);
        await clusters.RemoveAsync(instance, cancellationToken);
        options.Step("answer");
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> TailLogAsync(
        InstanceName instance,
        int lines,
        CancellationToken cancellationToken
    ) => Task.FromResult(LogFile.Tail(layout.LogOf(instance), lines));

    /// <inheritdoc/>
    public async Task<ImageFacts> BackUpAsync(
        InstanceName instance,
        ImageName image,
        CancellationToken cancellationToken
    )
    {
        using var mine = locks.Take(instance.Value);
        using var copy = locks.Take($"{image}.image");
        var marker = clusters.GetOurs(instance);
        var facts = await images.MakeAsync(instance, marker.Version, image, cancellationToken);
        options.Step("answer");
        return facts;
    }

    /// <inheritdoc/>
    public async Task DeleteImageAsync(ImageName image, CancellationToken cancellationToken)
    {
        using var mine = locks.Take($"{image}.image");
        await images.RemoveAsync(image, cancellationToken);
        options.Step("answer");
    }

    /// <inheritdoc/>
    public async Task<Inventory> InventoryAsync(CancellationToken cancellationToken)
    {
        var running = ServerProcess
            .All(user)
            .Select(server => NameOf(Path.GetDirectoryName(server.Data), layout.Instances));
        var names = Held(layout.Instances)
            .Concat(leases.All().Select(lease => lease.Instance))
            .Concat(running.OfType<string>())
            .Select(InstanceName.TryParse)
            .OfType<InstanceName>()
            .Distinct()
            .Order();
        var instances = new List<ObservedInstance>();
        foreach (var name in names)
        {
            var isThere = Marker.Read(layout.Of(name))?.Name == name.Value;
            var state = await servers.LookAsync(name, isThere, cancellationToken);
            instances.Add(new ObservedInstance(name, state, leases.Find(name)));
        }
        return new Inventory(
            instances,
            [.. Held(layout.Images).Order().Select(ImageName.TryParse).OfType<ImageName>()]
        );
    }

    // Under the lock, so that no Delete beside it gives the ports back first.
    private int TakePort(InstanceName instance)
    {
        using var mine = locks.Take(instance.Value);
        clusters.Get(instance);
        return leases.Take(instance);
    }

    // What has lost its folder cannot be started anyhow.
    private void SetFence(InstanceName instance, bool isFenced)
    {
        if (Marker.Find(layout.Of(instance), instance.Value) is { } marker)
        {
            options.Step("mark the folder");
            (marker with { IsFenced = isFenced }).Write(layout.Of(instance));
        }
    }

    private bool IsFollower(InstanceName instance) =>
        File.Exists(Path.Combine(layout.DataOf(instance), "standby.signal"));

    // The names of what is ours in a folder, whole or half made or half gone.
    private static IEnumerable<string> Held(string folder) =>
        Directory
            .EnumerateDirectories(folder)
            .Select(Marker.Read)
            .OfType<Marker>()
            .Select(marker => marker.Name)
            .Distinct();

    private static string? NameOf(string? folder, string parent) =>
        folder is not null && Path.GetDirectoryName(folder) == parent ? Path.GetFileName(folder) : null;
}
