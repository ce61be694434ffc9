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

    /// <summary>The store, as its runtime sees it.</summary>
    public Providers.IProvider Provider => provider;

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
    public static Task<Ran> StartAsync(string typed, IEnumerable<string> arguments) => EndAsync(typed, arguments, null);

    /// <summary>Runs the command line in the folder of the store, which a variable names.</summary>
    public Task<Ran> RunHereAsync(IEnumerable<string> arguments) => EndAsync("", arguments, this);

    static async Task<Ran> EndAsync(string typed, IEnumerable<string> arguments, Shop? here)
    {
        using var process = Begin(arguments, here);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(typed);
        process.StandardInput.Close();
        using var late = new CancellationTokenSource(Generous, TimeProvider.System);
        await process.WaitForExitAsync(late.Token);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Lets the command line run on the store until it has printed a text so often, and presses Ctrl-C.</summary>
    public async Task<Ran> InterruptAsync(string text, int times, Func<string, Task>? seen, params string[] arguments)
    {
        using var process = Begin(arguments, this);
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        using var late = new CancellationTokenSource(Generous, TimeProvider.System);
        var output = new System.Text.StringBuilder();
        for (var found = 0; found < times && await process.StandardOutput.ReadLineAsync(late.Token) is { } line; )
        {
            output.AppendLine(line);
            found += line.Contains(text, StringComparison.Ordinal) ? 1 : 0;
        }
        if (seen is not null)
        {
            await seen(output.ToString());
        }
        using var interrupt = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.StandardOutput.ReadToEndAsync(late.Token);
        await process.WaitForExitAsync(late.Token);
        return new(process.ExitCode, output.ToString(), await error);
    }

    static Process Begin(IEnumerable<string> arguments, Shop? here)
    {
        // Who is started in the background hears no Ctrl-C, nor do those whom he starts.
        string[] hearing = ["--default-signal=INT", "dotnet", "exec"];
        var start = new ProcessStartInfo(
            "env",
            [.. hearing, Path.Combine(AppContext.BaseDirectory, "Duroxide.Cli.dll"), .. arguments]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DUROXIDE_STORE"] = here?.Store;
        start.WorkingDirectory = here?.Folder ?? "";
        return Process.Start(start)!;
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
