using System.Diagnostics;
using Npgsql;
using Toygres.Drivers.Local;

namespace Toygres.Tests.Drivers.Local;

/// <summary>A root of its own for one test, and drivers of it. At the end nothing of it runs.</summary>
internal sealed class Ground : IDriverGround
{
    private const int PortsEach = 20;
    private static int made;

    public Ground()
    {
        var number = Interlocked.Increment(ref made);
        var first = 15_000 + (Environment.ProcessId % 100) * 100 + number % 50 * PortsEach;
        Options = new LocalOptions(Path.Combine(Path.GetTempPath(), $"toygres-{Environment.ProcessId}-{number}"))
        {
            FirstPort = first,
            Ports = PortsEach,
            IsDurable = false,
        };
        Secrets = new LocalSecrets(Options);
        Driver = new LocalDriver(Options, Secrets);
    }

    public LocalOptions Options { get; }

    public LocalSecrets Secrets { get; }

    /// <summary>A driver that nothing befalls.</summary>
    public LocalDriver Driver { get; }

    IDriver IDriverGround.Driver => Driver;

    ISecretStore IDriverGround.Secrets => Secrets;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static ClusterSpec Spec(InstanceName name) =>
        new(name, new InstanceSize(Connections: 20, MemoryMegabytes: 8));

    public static InstanceName NewName(string user = "orders") => InstanceName.Of(user, Guid.NewGuid());

    /// <summary>A driver of the same root that is told each step.</summary>
    public LocalDriver Watched(Action<string> step) => new(Options with { Step = step }, Secrets);

    /// <summary>Makes an instance that runs and has a password.</summary>
    public async Task<InstanceName> RunAsync(string user = "orders")
    {
        var name = NewName(user);
        await Driver.ProvisionAsync(Spec(name), Cancel);
        await Driver.StartAsync(name, Cancel);
        await GivePasswordAsync(name, 1);
        return name;
    }

    public async Task GivePasswordAsync(InstanceName name, int version)
    {
        var reference = SecretReference.Of(name, version);
        await Secrets.PutAsync(reference, Secret.Generate(), Cancel);
        await Driver.SetPasswordAsync(name, reference, Cancel);
    }

    /// <summary>Runs a statement over the network, with a password, and gives its first value.</summary>
    public async Task<T> AskAsync<T>(InstanceName name, string statement, SecretReference? password = null)
    {
        var endpoint = await Driver.GetEndpointAsync(name, Cancel);
        var secret = await Secrets.FindAsync(password ?? SecretReference.Of(name, 1), Cancel);
        var text = $"{endpoint.ConnectionString};Password={secret!.Reveal()};Pooling=false;Timeout=10";
        await using var connection = new NpgsqlConnection(text);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(statement, connection);
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }

    /// <summary>Runs a line of a shell as a server can: an owner of an instance is its superuser.</summary>
    public Task RunInServerAsync(InstanceName name, string line) =>
        // What the server writes is read first: it fails when the line ends before.
        AskAsync<object?>(name, $"COPY (SELECT 1) TO PROGRAM 'cat > /dev/null; {line}'");

    /// <summary>Where an instance lies.</summary>
    public string FolderOf(InstanceName name) => Path.Combine(Options.Root, "instances", name.Value);

    /// <summary>As whom servers run here.</summary>
    public ServerUser User => ServerUser.Find(Options.User);

    /// <summary>The places below the root.</summary>
    public Layout Layout => new(Options.Root, User);

    /// <summary>The server of an instance; null when it does not run.</summary>
    public ServerProcess? ServerOf(InstanceName name) => ServerProcess.Find(Layout.DataOf(name), User);

    /// <summary>Ends the server of an instance as nothing but a crash does.</summary>
    public void Kill(InstanceName name)
    {
        using var process = Process.GetProcessById(ServerOf(name)!.Id);
        process.Kill();
    }

    /// <summary>Stops the server of an instance in the middle of what it does. Its other processes go on.</summary>
    public void Freeze(InstanceName name)
    {
        using var process = Process.Start("sh", ["-c", $"kill -STOP {ServerOf(name)!.Id}"]);
        process.WaitForExit();
    }

    /// <summary>Asks until the answer is right.</summary>
    public async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!await holds())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in (await Driver.InventoryAsync(CancellationToken.None)).Instances)
        {
            await Driver.DeleteAsync(instance.Name, CancellationToken.None);
        }
        Directory.Delete(Options.Root, recursive: true);
    }
}
