using System.Collections.Concurrent;
using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>What the dispatchers ask of the store, and when.</summary>
public abstract class DispatchScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
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

    [Fact]
    public async Task What_a_waiting_fetch_brings_and_what_a_turn_takes_are_together_no_more_than_may_run()
    {
        var (running, most) = (0, 0);
        var goOn = new TaskCompletionSource();
        var slow = new Activity<int, int>(
            "slow",
            async (_, number) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await goOn.Task;
                Interlocked.Decrement(ref running);
                return number;
            }
        );
        var fan = new Orchestration<int, int>(
            "fan",
            async (context, width) =>
            {
                var count = 0;
                foreach (
                    var answer in Enumerable.Range(0, width).Select(n => context.ScheduleActivity(slow, n)).ToList()
                )
                {
                    await answer;
                    count++;
                }
                return count;
            }
        );
        Code.Add(slow).Add(fan);
        await RunAsync(options => options with { WorkerConcurrency = 8 });
        await PassAsync(TimeSpan.FromSeconds(1));

        await StartAsync(fan, "fan", 32);
        await UntilAsync(() => Volatile.Read(ref running) >= 8);
        await PassAsync(TimeSpan.FromSeconds(1));
        goOn.SetResult();

        Assert.Equal(32, await OutputOfAsync<int>("fan"));
        Assert.Equal(8, most);
    }

    [Fact]
    public async Task Chains_that_go_on_in_memory_leave_room_for_what_is_fetched()
    {
        var isOver = false;
        var step = new Activity<Unit, bool>("step", (_, _) => Task.FromResult(Volatile.Read(ref isOver)));
        var chain = new Orchestration<Unit, Unit>(
            "chain",
            async (context, _) =>
            {
                while (!await context.ScheduleActivity(step, Unit.Value)) { }
                return Unit.Value;
            }
        );
        Code.Add(step).Add(chain).Add(Work).Add(Calling);
        await RunAsync(options => options with { TurnsInFlight = 2 });
        var chains = Enumerable.Range(0, 32).Select(number => new InstanceId($"chain {number}")).ToList();
        foreach (var one in chains)
        {
            await StartAsync(chain, one, Unit.Value);
        }
        await UntilFactAsync<Fact.Resolved>(chains[^1]);

        await StartAsync(Calling, "calling", Unit.Value);

        Assert.Equal("worked", await OutputOfAsync<string>("calling"));
        foreach (var one in chains)
        {
            Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync(one, Cancellation));
        }
        Volatile.Write(ref isOver, true);
        foreach (var one in chains)
        {
            await OutputOfAsync<Unit>(one);
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
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
