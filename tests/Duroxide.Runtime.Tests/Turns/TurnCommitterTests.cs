using Duroxide.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Duroxide.Runtime.Tests.Turns;

public class TurnCommitterTests
{
    [Fact]
    public async Task A_turn_that_is_stored_keeps_its_program_though_telling_of_it_fails()
    {
        var waiting = new Orchestration<string, string>(
            "waiting",
            async (ctx, input) => input + await ctx.ScheduleWait<string>("word")
        );
        var options = new RuntimeOptions();
        var provider = new InMemoryProvider();
        var client = new DuroxideClient(provider);
        await client.StartOrchestrationAsync(waiting, "i", "said: ");
        var log = new BrokenLog();
        var retry = new StorageRetry(new StoreTroubles(options.Time), options.Time, NullLogger.Instance, default);
        var programs = new ProgramFactory(
            provider,
            new RegistryBuilder().Add(waiting).Build(),
            options,
            retry,
            NullLogger.Instance
        );
        var runner = new TurnRunner(
            options,
            programs,
            new YieldingFetch(options),
            new MissingCode(),
            NullLogger.Instance
        );
        var hot = new HotInstances(10, 1_000_000);
        var taken = new TakenActivities(
            options,
            _ => false,
            new InFlight(1, 1, options.Scheduler),
            new Chain(options.Scheduler),
            default
        );
        var committer = new TurnCommitter(provider, options, hot, new RunningActivities(), taken, retry, log);
        var turn = await FetchAsync(provider);

        var work = new TurnWork(turn);
        await committer.FinishAsync(work, runner.Run(work));

        Assert.Contains("is stored, but not all of what follows it could be told", Assert.Single(log.Errors));
        await client.RaiseEventAsync("i", "word", "hello");
        Assert.NotNull(hot.Take(await FetchAsync(provider)));
    }

    static async Task<TurnItem> FetchAsync(InMemoryProvider provider) =>
        Assert.Single(
            await provider.FetchTurnsAsync(
                new TurnFetch(1, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30)),
                TestContext.Current.CancellationToken
            )
        );

    /// <summary>A log that fails but for errors.</summary>
    sealed class BrokenLog : ILogger
    {
        public List<string> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            Microsoft.Extensions.Logging.EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (logLevel < LogLevel.Error)
            {
                throw new InvalidOperationException("The log is full.");
            }
            Errors.Add(formatter(state, exception));
        }
    }
}
