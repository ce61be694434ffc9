using Duroxide.Servers;
using static Duroxide.PostgreSql.Tests.Faults.Nodes;

namespace Duroxide.PostgreSql.Tests.Faults;

/// <summary>A server that ends as in a crash and starts again fails no orchestration.</summary>
public sealed class RestartTests
{
    private static readonly Activity<int, int> Next = new("restart/next", (_, value) => Task.FromResult(value + 1));

    private static readonly Orchestration<int, int> Count = new(
        "restart/count",
        async (ctx, steps) =>
        {
            var value = 0;
            for (var step = 0; step < steps; step++)
            {
                value = await ctx.ScheduleActivity(Next, value);
                await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(20));
            }
            return value;
        }
    );

    [Fact]
    public async Task Orchestrations_go_on_when_the_server_is_back()
    {
        await using var server = await LocalPostgreSql.StartAsync(TestServer.Fast);
        await using var provider = new PostgreSqlProvider(
            new PostgreSqlOptions(server.ConnectionString) { CommandTimeout = TimeSpan.FromSeconds(5) }
        );
        var registry = new RegistryBuilder().Add(Next).Add(Count).Build();
        await using var runtime = await DuroxideRuntime.StartAsync(provider, registry);
        var ids = Enumerable.Range(0, 20).Select(index => (InstanceId)$"count {index}").ToList();
        foreach (var id in ids)
        {
            await runtime.Client.StartOrchestrationAsync(Count, id, 30);
        }

        await server.EndAsync();
        await server.BeginAsync();

        foreach (var id in ids)
        {
            Assert.Equal(30, await InsistAsync(() => runtime.Client.WaitForCompletionAsync(Count, id)));
        }
    }
}
