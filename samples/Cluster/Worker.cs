using System.Diagnostics;
using Duroxide;
using Duroxide.PostgreSql;
using Duroxide.Servers;

namespace Cluster;

/// <summary>A worker process, as who starts it sees it. It stops in order when its input ends, as when its starter is gone.</summary>
sealed class Worker : IAsyncDisposable
{
    const string Ready = "ready";
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly Process process;

    Worker(string name, Process process)
    {
        Name = name;
        this.process = process;
    }

    public string Name { get; }

    /// <summary>Starts this program once more, and returns when it works.</summary>
    public static async Task<Worker> StartAsync(string name, string database, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Worker).Assembly.Location, "worker", name])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // A command line is seen by everybody, and a password may stand in it.
            Environment = { [LocalPostgreSql.Variable] = database },
        };
        var worker = new Worker(name, Process.Start(start)!);
        try
        {
            var said = await worker
                .process.StandardOutput.ReadLineAsync(cancellationToken)
                .AsTask()
                .WaitAsync(Patience, cancellationToken);
            return said == Ready ? worker : throw new InvalidOperationException($"Worker {name} did not start.");
        }
        catch
        {
            worker.Kill();
            throw;
        }
    }

    /// <summary>Ends it without a chance to put anything in order (SIGKILL).</summary>
    public void Kill()
    {
        process.Kill();
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.Dispose();
        }
        catch (TimeoutException)
        {
            Kill();
        }
    }

    /// <summary>What the worker process does.</summary>
    public static async Task<int> RunAsync(string name, string database)
    {
        // Ctrl-C reaches every process of the terminal; who started this one says when to stop.
        Console.CancelKeyPress += (_, press) => press.Cancel = true;
        await using var source = Shop.Connect(database);
        var shop = new Shop(source);
        await using var provider = shop.Store(PostgreSqlOpenMode.Existing);
        // Short leases: what a killed worker had in hand is soon taken by another one.
        await using var runtime = await DuroxideRuntime.StartAsync(
            provider,
            shop.Registry,
            new()
            {
                NodeId = name,
                WorkerConcurrency = 16,
                TurnLease = TimeSpan.FromSeconds(2),
                ActivityLease = TimeSpan.FromSeconds(3),
            }
        );
        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
