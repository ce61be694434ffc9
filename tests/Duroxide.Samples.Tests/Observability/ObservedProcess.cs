using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Duroxide.Samples.Tests;

namespace Observability.Tests;

/// <summary>The sample as a program of its own, with what it wrote and the spans that are in it.</summary>
sealed partial class ObservedProcess : IAsyncDisposable
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    readonly Process process;
    readonly ConcurrentQueue<string> lines = new();
    readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly HttpClient http = new();
    readonly Task reading;

    ObservedProcess(Process process)
    {
        this.process = process;
        reading = ReadAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => listening.Task.Result;

    public HttpClient Http => http;

    public static async Task<ObservedProcess> StartAsync(TestFolder folder, params string[] arguments)
    {
        var start = SampleProgram.Start(
            "Observability",
            ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", .. arguments]
        );
        start.WorkingDirectory = folder.Path;
        var sample = new ObservedProcess(Process.Start(start)!);
        _ = sample.process.StandardError.ReadToEndAsync();
        sample.http.BaseAddress = await sample.listening.Task.WaitAsync(Longest);
        return sample;
    }

    /// <summary>What a scrape shows now.</summary>
    public async Task<IReadOnlyList<Sample>> ScrapeAsync() =>
        PrometheusText.Parse(await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken));

    /// <summary>Scrapes until it shows something; fails with what it lacks when that takes too long.</summary>
    public async Task<IReadOnlyList<Sample>> ScrapeUntilAsync(Func<IReadOnlyList<Sample>, IEnumerable<string>> lacks)
    {
        var limit = Stopwatch.StartNew();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var scraped = await ScrapeAsync();
            var lacking = lacks(scraped).ToList();
            if (lacking.Count == 0)
            {
                return scraped;
            }
            Assert.True(limit.Elapsed < Longest, $"The scrape lacks {string.Join(", ", lacking)}.");
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until a trace has spans of all these names, and gives its spans.</summary>
    public async Task<IReadOnlyList<WrittenSpan>> TraceAsync(string trace, IEnumerable<string> names)
    {
        var limit = Stopwatch.StartNew();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var spans = Spans().Where(span => span.Trace == trace).ToList();
            var lacking = names.Except(spans.Select(span => span.Name)).ToList();
            if (lacking.Count == 0)
            {
                return spans;
            }
            Assert.True(limit.Elapsed < Longest, $"The trace lacks {string.Join(", ", lacking)}.");
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
        http.Dispose();
    }

    async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                listening.TrySetResult(new(match.Groups["address"].Value));
            }
        }
        listening.TrySetException(new InvalidOperationException($"It ended:\n{string.Join('\n', lines)}"));
    }

    // The console exporter writes a span in several lines, the first of which has its trace.
    IEnumerable<WrittenSpan> Spans()
    {
        var span = new WrittenSpan("", "", "", "");
        foreach (var line in lines)
        {
            if (Field().Match(line) is not { Success: true } field)
            {
                continue;
            }
            var value = field.Groups["value"].Value;
            switch (field.Groups["name"].Value)
            {
                case "TraceId":
                    span = new(value, "", "", "");
                    break;
                case "SpanId":
                    span = span with { Id = value };
                    break;
                case "ParentSpanId":
                    span = span with { Parent = value };
                    break;
                case "DisplayName":
                    span = span with { Name = value };
                    yield return span;
                    break;
            }
        }
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)")]
    private static partial Regex Listening();

    [GeneratedRegex(@"^\s*Activity\.(?<name>TraceId|SpanId|ParentSpanId|DisplayName):\s+(?<value>.*)$")]
    private static partial Regex Field();
}

/// <summary>A span as the console exporter writes it.</summary>
sealed record WrittenSpan(string Trace, string Id, string Parent, string Name);
