using Duroxide.Core;
using Microsoft.Extensions.Logging;

namespace Duroxide.Scenarios;

/// <summary>What runtimes and user code write to the log.</summary>
public abstract class LogScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_logger_that_throws_costs_no_work()
    {
        var failing = new Activity<Unit, int>("failing", (_, _) => throw new InvalidOperationException("no"));
        var tracing = new Orchestration<Unit, int>(
            "tracing",
            async (context, _) =>
            {
                context.Info("one");
                try
                {
                    return await context.ScheduleActivity(failing, Unit.Value);
                }
                catch (ActivityFailedException)
                {
                    context.Info("two");
                    return 2;
                }
            }
        );
        Code.Add(failing).Add(tracing);
        await RunAsync(options =>
            options with
            {
                Logging = new BrokenLogging(),
                OrchestrationConcurrency = 1,
                WorkerConcurrency = 1,
            }
        );

        await StartAsync(tracing, "first", Unit.Value);
        await StartAsync(tracing, "second", Unit.Value);

        Assert.Equal(2, await OutputOfAsync<int>("first"));
        Assert.Equal(2, await OutputOfAsync<int>("second"));
    }

    private sealed class BrokenLogging : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new IOException("the disk of the logs is full");

        public bool IsEnabled(LogLevel logLevel) => throw new IOException("the disk of the logs is full");

        public void Log<TState>(
            LogLevel logLevel,
            Microsoft.Extensions.Logging.EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => throw new IOException("the disk of the logs is full");
    }

    [Fact]
    public async Task An_orchestration_traces_each_line_once_over_replays_and_restarts()
    {
        var tracing = new Orchestration<Unit, int>(
            "tracing",
            async (context, _) =>
            {
                context.Debug("one");
                await context.ReceiveMessage<int>("go");
                context.Info("two");
                await context.ReceiveMessage<int>("go");
                context.Warn("three");
                context.Logger.LogError("four {Number}", 4);
                return 1;
            }
        );
        Code.Add(tracing);
        var first = await RunAsync(options => options with { HotInstances = 0 });
        await StartAsync(tracing, "tracing", Unit.Value);
        await Client.SendMessageAsync("tracing", "go", 1, Cancellation);
        await UntilAsync(() => Log.Traces.Any(line => line.StartsWith("two", StringComparison.Ordinal)));
        await StopAsync(first);
        await RunAsync();
        await Client.SendMessageAsync("tracing", "go", 1, Cancellation);
        await OutputOfAsync<int>("tracing");
        // The end is seen when it is stored, which is before its lines are written.
        await UntilAsync(() => Log.Traces.Any(line => line.StartsWith("four", StringComparison.Ordinal)));

        var lines = Log.Lines.Where(line => line.Category == "Duroxide.Orchestration").ToList();

        Assert.Equal(
            ["Debug one", "Information two", "Warning three", "Error four 4"],
            lines.Select(line => $"{line.Level} {line.Message.Split(" [")[0]}")
        );
        Assert.All(lines, line => Assert.Contains("tracing/1", line.Message, StringComparison.Ordinal));
        Assert.Equal("4", Assert.Single(Log.Named, value => value.Key == "Number").Value);
    }

    [Fact]
    public async Task An_activity_writes_on_every_run()
    {
        var work = new Activity<Unit, int>(
            "work",
            (context, _) =>
            {
                context.Logger.LogInformation("attempt {Attempt}", context.Attempt);
                return context.Attempt < 3
                    ? throw new InvalidOperationException("not yet")
                    : Task.FromResult(context.Attempt);
            }
        );
        var calling = new Orchestration<Unit, int>(
            "calling",
            async (context, _) =>
                await context.ScheduleActivity(work, Unit.Value, new() { Retry = RetryPolicy.Immediate() })
        );
        Code.Add(work).Add(calling);
        var runtime = await RunAsync();
        await StartAsync(calling, "calling", Unit.Value);
        await OutputOfAsync<int>("calling");

        Assert.Equal(
            ["attempt 1", "attempt 2", "attempt 3"],
            Log.Lines.Where(line => line.Category == "Duroxide.Activity").Select(line => line.Message)
        );
        var scopes = Log.Named.Select(named => $"{named.Key} {named.Value}").ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "Instance calling",
                "Execution 1",
                "Activity work",
                "ActivityId 2",
                "ActivityId 4",
                "Attempt 1",
                "Attempt 2",
                "Attempt 3",
                $"Node {runtime.NodeId}",
            },
            scopes
        );
    }

    [Fact]
    public async Task The_runtime_tells_of_starts_endings_and_failures()
    {
        var failing = new Activity<Unit, int>("failing", (_, _) => throw new InvalidOperationException("no luck"));
        var counting = new Activity<int, string>("counting", (_, left) => Task.FromResult($"{left} left"));
        var looping = new Orchestration<int, int>(
            "looping",
            async (context, left) =>
            {
                await context.ScheduleActivity(counting, left);
                return left == 0
                    ? await context.ScheduleActivity(failing, Unit.Value)
                    : await context.ContinueAsNew(left - 1);
            }
        );
        var ending = new Orchestration<Unit, int>("ending", (_, _) => Task.FromResult(1));
        Code.Add(failing).Add(counting).Add(looping).Add(ending);
        var runtime = await RunAsync(options => options with { ShutdownTimeout = Generous });
        await StartAsync(looping, "unlucky", 1);
        await FailureOfAsync("unlucky");
        await StartAsync(ending, "lucky", Unit.Value);
        await EndOfAsync("lucky");
        await StopAsync(runtime);

        string[] told =
        [
            "Information Duroxide ",
            "Debug Orchestration looping 1.0.0 of instance unlucky, execution 1, started",
            "Debug Activity counting#2 of instance unlucky, execution 1, started: attempt 1, tag default",
            "Debug Activity counting#2 of instance unlucky, execution 1, completed after 00:00:00 with 8 bytes",
            "Debug Orchestration looping 1.0.0 of instance unlucky, execution 1, continued as new after 4 events",
            "Warning Activity failing#4 of instance unlucky, execution 2, failed after 00:00:00: no luck",
            "Warning Orchestration looping 1.0.0 of instance unlucky, execution 2, failed: ",
            "Debug Orchestration ending 1.0.0 of instance lucky, execution 1, completed after 2 events",
            "Information The runtime stopped; 0 turns and 0 activities were given back",
        ];
        var lines = Log.Lines.Select(line => $"{line.Level} {line.Message}").ToList();
        Assert.All(told, line => Assert.Contains(lines, each => each.StartsWith(line, StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains($"over {Provider.Name} as {runtime.NodeId}"));
        Assert.DoesNotContain(Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task What_failed_is_logged_with_the_stack_of_its_exception()
    {
        var failing = new Activity<Unit, int>("failing", (_, _) => throw new InvalidOperationException("no luck"));
        var calling = new Orchestration<Unit, int>(
            "calling",
            async (context, _) => await context.ScheduleActivity(failing, Unit.Value)
        );
        var throwing = new Orchestration<Unit, int>("throwing", (_, _) => throw new InvalidDataException("a bug"));
        Code.Add(failing).Add(calling).Add(throwing);
        var runtime = await RunAsync();
        await StartAsync(calling, "calling", Unit.Value);
        await FailureOfAsync("calling");
        await StartAsync(throwing, "throwing", Unit.Value);
        await FailureOfAsync("throwing");
        await StopAsync(runtime);

        AssertShown("Activity failing#2 of instance calling", "System.InvalidOperationException: no luck");
        AssertShown(
            "Orchestration calling 1.0.0 of instance calling",
            "Activity 'failing' failed at attempt 1: no luck"
        );
        AssertShown("Orchestration throwing 1.0.0 of instance throwing", "System.IO.InvalidDataException: a bug");
    }

    private void AssertShown(string line, string error)
    {
        var told = Assert.Single(
            Log.Lines,
            each => each.Level == LogLevel.Warning && each.Message.StartsWith(line, StringComparison.Ordinal)
        );
        Assert.Contains(error, told.Error?.ToString(), StringComparison.Ordinal);
        Assert.Contains($"at {typeof(LogScenario<>).FullName}", told.Error?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_suspected_in_a_turn_that_a_limit_ends_is_logged()
    {
        var breaking = new Orchestration<Unit, int>(
            "breaking",
            (context, _) =>
            {
                using var timer = TimeProvider.System.CreateTimer(_ => { }, null, TimeSpan.FromDays(1), TimeSpan.Zero);
                context.SetCustomStatus(new string('s', 300 * 1024));
                return Task.FromResult(1);
            }
        );
        Code.Add(breaking);
        await RunAsync();
        await StartAsync(breaking, "breaking", Unit.Value);
        await FailureOfAsync("breaking");

        await UntilAsync(() => Log.Traces.Any(line => line.Contains("a timer was armed in a turn")));
    }
}
