using System.Collections.Concurrent;
using Duroxide.Core;

namespace Duroxide.Conformance;

/// <summary>What the dispatchers ask of the store, and when.</summary>
public abstract class DispatchScenario(IProviderFixture fixture) : RuntimeScenario(fixture)
{
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(30);

    private static readonly Activity<Unit, string> Work = new("work", (_, _) => Task.FromResult("worked"));

    private static readonly Orchestration<Unit, string> Calling = new(
        "calling",
        async (context, _) => await context.ScheduleActivity(Work, Unit.Value)
    );

    private readonly ConcurrentQueue<(string Method, DateTimeOffset Time)> fetches = new();

    [Fact]
    public async Task An_idle_dispatcher_asks_again_only_when_its_long_poll_is_over()
    {
        await RunPollingAsync();

        await PassAsync(LongPoll * 3.5);

        foreach (var method in new[] { nameof(IProvider.FetchTurnsAsync), nameof(IProvider.FetchActivitiesAsync) })
        {
            var times = fetches.Where(fetch => fetch.Method == method).Select(fetch => fetch.Time).ToList();
            Assert.InRange(times.Count, 3, 4);
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(LongPoll, pair.Second - pair.First));
        }
    }

    [Fact]
    public async Task Work_ends_a_long_poll_at_once()
    {
        await RunPollingAsync();
        await UntilAsync(() => fetches.Count >= 2);
        await PassAsync(TimeSpan.FromSeconds(10));
        var before = Time.GetUtcNow();

        await StartAsync(Calling, "calling", Unit.Value);

        Assert.Equal(
            "worked",
            await SoonAsync(Client.WaitForCompletionAsync<string>("calling", cancellationToken: Cancellation))
        );
        Assert.Equal(before, Time.GetUtcNow());
    }

    private async Task RunPollingAsync()
    {
        Code.Add(Work).Add(Calling);
        Provider.Before = call =>
        {
            if (call.Items is TurnFetch or ActivityFetch)
            {
                fetches.Enqueue((call.Method, Time.GetUtcNow()));
            }
            return Task.CompletedTask;
        };
        await RunAsync(options => options with { LongPoll = LongPoll });
    }
}
