using System.Diagnostics;
using Duroxide;
using Toygres.Orchestrations;

namespace Toygres.Soak;

/// <summary>A process that works for the fleet until it is killed, or its parent is gone.</summary>
internal sealed class Worker : IDisposable
{
    private readonly Process process;

    private Worker(Process process) => this.process = process;

    public bool Runs => !process.HasExited;

    /// <summary>Starts one.</summary>
    public static Worker Start(Place place)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["worker", place.Connection, place.Root])
        {
            RedirectStandardInput = true,
        };
        return new Worker(Process.Start(start)!);
    }

    /// <summary>What such a process does.</summary>
    public static async Task<int> RunAsync(Place place)
    {
        await using var fleet = new Fleet(place);
        var options = new RuntimeOptions { Limits = FleetRegistry.Limits };
        await using var runtime = await DuroxideRuntime.StartAsync(
            fleet.Provider,
            FleetRegistry.Of(fleet.Services),
            options
        );
        // The input ends with the parent.
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Ends it as nothing but a crash does.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Ends it in peace.</summary>
    public void Stop()
    {
        process.StandardInput.Close();
        process.WaitForExit();
    }

    public void Dispose() => process.Dispose();
}
