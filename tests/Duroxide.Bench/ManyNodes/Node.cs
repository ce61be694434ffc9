using System.Diagnostics;
using Duroxide.Servers;

namespace Duroxide.Bench;

/// <summary>A worker in a process of its own, over the database of this one.</summary>
sealed class Node : IDisposable
{
    /// <summary>The name of the hidden command by which a process is one.</summary>
    public const string Command = "node";

    readonly Process process;

    Node(Process process) => this.process = process;

    /// <summary>Starts one, and waits until it works.</summary>
    public static async Task<Node> StartAsync(string connectionString)
    {
        var start = new ProcessStartInfo("dotnet", [Build.This.Path, Command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment[LocalPostgreSql.Variable] = connectionString;
        var node = new Node(Process.Start(start)!);
        return await node.process.StandardOutput.ReadLineAsync() == Command
            ? node
            : throw new InvalidOperationException("A worker process ended before it worked.");
    }

    /// <summary>Works until its input ends, as it does when the process that started it is gone.</summary>
    public static async Task<int> RunAsync()
    {
        await using var provider = PostgreSqlStore.Join();
        await using var bed = await Bed.StartAsync(provider, Hello.AddTo(Chain.AddTo(new RegistryBuilder())).Build());
        Console.WriteLine(Command);
        while (await Console.In.ReadLineAsync() is not null) { }
        return 0;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
