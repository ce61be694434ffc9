using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Duroxide.Bench;

/// <summary>Asks the dashboard for its pages over a file of 100,000 instances, half of which run, and for its failures over one where as many failed.</summary>
static class Pages
{
    const int Rounds = 50;
    const int FreshRounds = 8;
    static readonly TimeSpan CountAge = TimeSpan.FromSeconds(2.1);

    static readonly (string Name, string Path)[] Asked =
    [
        ("overview", ""),
        ("list", "/instances"),
        ("list_by_status", "/instances?status=Running&order=LastChangedFirst"),
        ("list_by_name", "/instances?name=sleep&order=OldestFirst"),
        ("list_by_prefix", "/instances?prefix=waiting-77&order=ById"),
        ("instance", "/instance?id=finished-4711"),
        ("moment", "/moment?id=finished-4711&event=5"),
        ("api_list", "/api/instances?limit=50"),
        ("api_metrics", "/api/metrics"),
    ];

    public static async Task<Measurement> MeasureAsync(Settings settings)
    {
        using var folder = new TemporaryFolder();
        await using var provider = Workloads.OpenFile(settings, folder.File("pages.db"));
        await Backlog.FillAsync(provider, settings.Count(Backlog.Instances) / 2);
        await using var app = await StartAsync(new DuroxideClient(provider));
        using var http = new HttpClient();
        var stretch = Cost.Begin();
        var metrics = new List<Metric>();
        foreach (var (name, path) in Asked)
        {
            var took = await AskAsync(http, $"{app.Urls.Single()}/duroxide{path}");
            metrics.Add(new($"{name}_p50_ms", took.Milliseconds(0.5)));
            metrics.Add(new($"{name}_p99_ms", took.Milliseconds(0.99)));
        }
        var fresh = await AskAfreshAsync(http, $"{app.Urls.Single()}/duroxide");
        metrics.Add(new("overview_fresh_p50_ms", fresh.Milliseconds(0.5)));
        metrics.Add(new("overview_fresh_max_ms", fresh.Milliseconds(1)));
        await AddFailingAsync(settings, folder.File("failing.db"), metrics);
        return new(metrics, stretch.End());
    }

    // A store in which everything has failed: the first look reads why, and those after it what is new.
    static async Task AddFailingAsync(Settings settings, string file, List<Metric> metrics)
    {
        await using var provider = Workloads.OpenFile(settings, file);
        await Backlog.FillFailedAsync(provider, settings.Count(Backlog.Instances));
        await using var app = await StartAsync(new DuroxideClient(provider));
        using var http = new HttpClient();
        var address = $"{app.Urls.Single()}/duroxide/api/failures";
        metrics.Add(new("failures_first_ms", (await OnceAsync(http, address)).TotalMilliseconds));
        var fresh = await AskAfreshAsync(http, address);
        metrics.Add(new("failures_fresh_p50_ms", fresh.Milliseconds(0.5)));
        metrics.Add(new("failures_fresh_max_ms", fresh.Milliseconds(1)));
    }

    static async Task<WebApplication> StartAsync(DuroxideClient client)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(client);
        var app = builder.Build();
        app.MapDuroxide(options: new() { Code = new RegistryBuilder().Add(Backlog.Sleep).Build() });
        await app.StartAsync();
        return app;
    }

    // The first answer is what somebody waits for who looks after the application has started; it is not counted.
    static async Task<Percentiles> AskAsync(HttpClient http, string address)
    {
        await http.GetByteArrayAsync(address);
        var took = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            took.Add(await OnceAsync(http, address));
        }
        return new(took);
    }

    // The overview counts the store at most every two seconds; these are the answers that wait for a count.
    static async Task<Percentiles> AskAfreshAsync(HttpClient http, string address)
    {
        var took = new List<TimeSpan>();
        for (var round = 0; round < FreshRounds; round++)
        {
            await Task.Delay(CountAge, TimeProvider.System);
            took.Add(await OnceAsync(http, address));
        }
        return new(took);
    }

    static async Task<TimeSpan> OnceAsync(HttpClient http, string address)
    {
        var start = Stopwatch.GetTimestamp();
        await http.GetByteArrayAsync(address);
        return Stopwatch.GetElapsedTime(start);
    }
}
