using System.Diagnostics;
using Duroxide.Sqlite;

namespace Duroxide.Cli.Tests;

/// <summary>A store in a file with a runtime that works on it, and the command line as a process of its own beside it.</summary>
public sealed class Shop : IAsyncLifetime
{
    static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    SqliteProvider provider = null!;
    DuroxideRuntime runtime = null!;

    /// <summary>A folder of its own.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("duroxide-cli-").FullName;

    /// <summary>The store.</summary>
    public string Store => Path.Combine(Folder, "shop.db");

    /// <summary>The shop's own client.</summary>
    public DuroxideClient Client => runtime.Client;

    /// <summary>The assembly that holds the shop's code.</summary>
    public static string Assembly => typeof(ShopCode).Assembly.Location;

    public async ValueTask InitializeAsync()
    {
        provider = new SqliteProvider(Store);
        runtime = await DuroxideRuntime.StartAsync(provider, new ShopCode().CreateRegistry());
        await StartAsync("orders/fulfil", "order-1", "tea", ("region", "eu"));
        await StartAsync("orders/approve", "order-2", "gold", ("region", "us"));
        await StartAsync("orders/refuse", "order-3", "air", ("region", "eu"));
        await StartAsync("orders/count", "counter", 3);
        await Client.WaitForEndAsync("order-1", Generous);
        await Client.WaitForEndAsync("order-3", Generous);
        await Client.WaitForEndAsync("counter", Generous);
        await Client.WaitForCustomStatusAsync("order-2", seen: 0, Generous);
    }

    public async ValueTask DisposeAsync()
    {
        await runtime.DisposeAsync();
        await provider.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Starts an instance.</summary>
    public Task StartAsync<T>(string name, string instance, T input, params (string Name, string Value)[] tags) =>
        Client.StartOrchestrationAsync(
            name,
            instance,
            input,
            new()
            {
                Tags = tags.Aggregate(Core.ValueMap<string, string>.Empty, (all, tag) => all.Set(tag.Name, tag.Value)),
            }
        );

    /// <summary>Runs the command line on the store.</summary>
    public Task<Ran> RunAsync(params string[] arguments) => RunAsync("", arguments);

    /// <summary>Runs the command line on the store, and types into it.</summary>
    public Task<Ran> RunAsync(string typed, string[] arguments) => StartAsync(typed, [.. arguments, "--store", Store]);

    /// <summary>Runs the command line as it is.</summary>
    public static async Task<Ran> StartAsync(string typed, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "Duroxide.Cli.dll"), .. arguments]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("DUROXIDE_STORE");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(typed);
        process.StandardInput.Close();
        using var late = new CancellationTokenSource(Generous, TimeProvider.System);
        await process.WaitForExitAsync(late.Token);
        return new(process.ExitCode, await output, await error);
    }
}

/// <summary>A command line that has ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it complained of.</param>
public sealed record Ran(int Code, string Output, string Error)
{
    /// <summary>The lines that it printed.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The objects that it printed, one a line.</summary>
    public IReadOnlyList<System.Text.Json.JsonElement> Objects =>
        [.. Lines.Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)];

    /// <summary>The same, which must have ended so.</summary>
    public Ran Ended(int code)
    {
        Assert.True(Code == code, $"It ended with {Code}, not {code}.\n{Output}\n{Error}");
        return this;
    }
}
