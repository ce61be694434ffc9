using System.Collections.Concurrent;
using Duroxide.Servers;
using static Duroxide.PostgreSql.Tests.Faults.Nodes;

namespace Duroxide.PostgreSql.Tests.Faults;

/// <summary>The primary dies, and its standby is promoted: what the store has acknowledged is there, and work goes on with it.</summary>
public sealed class FailoverTests
{
    private const int Steps = 30;
    private const int CallsBefore = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, ConcurrentQueue<int>> calls = [];
    private readonly TaskCompletionSource busy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Activity<int, int> next;
    private readonly Orchestration<int, int> count;
    private int called;

    public FailoverTests()
    {
        next = new(
            "failover/next",
            (ctx, value) =>
            {
                calls.GetOrAdd(ctx.Instance.Value, _ => []).Enqueue(value);
                if (Interlocked.Increment(ref called) == CallsBefore)
                {
                    busy.SetResult();
                }
                return Task.FromResult(value + 1);
            }
        );
        count = new(
            "failover/count",
            async (ctx, steps) =>
            {
                var value = 0;
                for (var step = 0; step < steps; step++)
                {
                    value = await ctx.ScheduleActivity(next, value);
                    await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(20));
                }
                return value;
            }
        );
    }

    [Fact]
    public async Task Work_goes_on_upon_the_promoted_standby_and_nothing_acknowledged_is_lost()
    {
        await using var primary = await LocalPostgreSql.StartAsync(TestServer.Fast);
        await using var standby = await primary.AddStandbyAsync(TestServer.Fast);
        var either =
            $"Host=127.0.0.1:{primary.Port},127.0.0.1:{standby.Port};Username=postgres;Database=postgres;Target Session Attributes=primary";
        await using var provider = new PostgreSqlProvider(
            new PostgreSqlOptions(either) { CommandTimeout = TimeSpan.FromSeconds(5) }
        );
        await using var runtime = await DuroxideRuntime.StartAsync(
            provider,
            new RegistryBuilder().Add(next).Add(count).Build()
        );
        var acknowledged = new ConcurrentQueue<InstanceId>();
        using var enough = new CancellationTokenSource();
        var starting = StartManyAsync(runtime.Client, acknowledged, enough.Token);
        await busy.Task.WaitAsync(Patience);

        await primary.EndAsync();
        await standby.PromoteAsync();
        var before = acknowledged.Count;
        await UntilAsync(() => acknowledged.Count >= before + 10);
        await enough.CancelAsync();
        await starting;

        foreach (var id in acknowledged)
        {
            Assert.Equal(Steps, await InsistAsync(() => runtime.Client.WaitForCompletionAsync(count, id, Patience)));
            // A result that was acknowledged and lost would have the code begin that step again.
            Assert.Equal(calls[id.Value].Order(), calls[id.Value]);
        }
    }

    private async Task StartManyAsync(
        DuroxideClient client,
        ConcurrentQueue<InstanceId> acknowledged,
        CancellationToken enough
    )
    {
        for (var number = 0; !enough.IsCancellationRequested; number++)
        {
            InstanceId id = $"count {number}";
            await InsistAsync(() => client.StartOrchestrationAsync(count, id, Steps));
            acknowledged.Enqueue(id);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }
}
