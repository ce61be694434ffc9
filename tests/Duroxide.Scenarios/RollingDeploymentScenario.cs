using System.Collections.Concurrent;
using Duroxide.Core;
using Duroxide.Runtime;

namespace Duroxide.Scenarios;

/// <summary>Three runtimes on one store, replaced one after another by newer code, while orders go on coming.</summary>
public abstract class RollingDeploymentScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly SemanticVersion One = SemanticVersion.Parse("1.0.0");
    private static readonly SemanticVersion Two = SemanticVersion.Parse("2.0.0");
    private readonly ConcurrentQueue<string> shipped = new();

    [Fact]
    public async Task Orders_of_both_versions_end_as_they_began_while_nodes_are_replaced()
    {
        var nodes = new List<DuroxideRuntime>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            nodes.Add(await RunAsync(node: await OpenNodeAsync(), code: OldCode()));
        }
        await StartOrdersAsync("early", One);

        foreach (var number in Enumerable.Range(0, 3))
        {
            await StopAsync(nodes[number]);
            await RunAsync(node: await OpenNodeAsync(), code: NewCode());
            // Old nodes do not know version two; they put it aside until a new one comes by.
            await StartOrdersAsync($"while {number} is new", Two);
            await PassAsync(TimeSpan.FromSeconds(5));
        }
        await StartOrdersAsync("late", version: null);
        await GoAsync("early");
        await GoAsync("late");
        foreach (var number in Enumerable.Range(0, 3))
        {
            await GoAsync($"while {number} is new");
        }

        await AssertEndedAsync("early", "shipped by 1.0.0");
        await AssertEndedAsync("late", "shipped by 2.0.0 with insurance");
        foreach (var number in Enumerable.Range(0, 3))
        {
            await AssertEndedAsync($"while {number} is new", "shipped by 2.0.0 with insurance");
        }
        Assert.Equal(15, shipped.Count);
        Assert.Equal(15, shipped.Distinct().Count());
    }

    [Fact]
    public async Task An_activity_known_only_to_new_nodes_waits_until_the_old_ones_are_gone()
    {
        var old = new[]
        {
            await RunAsync(node: await OpenNodeAsync(), code: OldCode()),
            await RunAsync(node: await OpenNodeAsync(), code: OldCode()),
        };
        var calling = new Orchestration<Unit, string>(
            "calling",
            async (context, _) => await context.ScheduleActivity<string, string>("insure", "parcel")
        );
        await RunAsync(node: await OpenNodeAsync(), code: NewCode().Add(calling));

        await StartAsync(calling, "calling", Unit.Value);
        await PassAsync(TimeSpan.FromSeconds(10));
        foreach (var node in old)
        {
            await StopAsync(node);
        }

        Assert.Equal("parcel with insurance", await OutputOfAsync<string>("calling"));
    }

    [Theory]
    [InlineData(nameof(BeforePatch), nameof(WithPatch))]
    [InlineData(nameof(WithPatch), nameof(WithoutOldWay))]
    [InlineData(nameof(WithoutOldWay), nameof(AfterPatch))]
    [InlineData(nameof(WithPatch), nameof(BeforePatch))]
    public async Task What_one_node_began_goes_on_beside_nodes_with_the_next_or_last_code_of_a_patch(
        string others,
        string first
    )
    {
        var result = first is nameof(BeforePatch) ? "old" : "new";
        await RunAsync(Cold, code: Patching(first));
        await Client.StartOrchestrationAsync("patching", "order", "", cancellationToken: Cancellation);
        await UntilFactAsync<Fact.Scheduled>("order", count: 2);
        await RunAsync(Cold, await OpenNodeAsync(), Patching(others));

        foreach (var number in Enumerable.Range(1, 10))
        {
            await Client.SendMessageAsync("order", "go", number, Cancellation);
            await UntilFactAsync<Fact.Arrived>("order", count: number);
        }

        Assert.Equal(result, await OutputOfAsync<string>("order"));
        Assert.Empty((await FactsOfAsync("order")).OfType<Fact.Interrupted>());
    }

    [Fact]
    public async Task A_node_that_is_left_alone_with_the_mark_of_a_patch_it_does_not_know_ends_the_instance_at_last()
    {
        var patched = await RunAsync(Cold, code: Patching(nameof(WithPatch)));
        await Client.StartOrchestrationAsync("patching", "order", "", cancellationToken: Cancellation);
        await UntilFactAsync<Fact.Scheduled>("order", count: 2);
        await StopAsync(patched);
        var before = Time.GetUtcNow();
        await RunAsync(Cold, await OpenNodeAsync(), Patching(nameof(BeforePatch)));

        await Client.SendMessageAsync("order", "go", 1, Cancellation);

        var failure = Assert.IsType<Failure.Configuration>(await FailureOfAsync("order"));
        Assert.Equal(ConfigurationKind.Nondeterminism, failure.Kind);
        Assert.Contains("run patch newer", failure.Message, StringComparison.Ordinal);
        Assert.Equal(303, (Time.GetUtcNow() - before).TotalSeconds);
        Assert.True(Log.Holds("another state of patch newer"));
    }

    private static RuntimeOptions Cold(RuntimeOptions options) => options with { HotInstances = 0 };

    private static RegistryBuilder Patching(string state) =>
        new RegistryBuilder()
            .Add(new Activity<string, string>("step", (_, way) => Task.FromResult(way)))
            .Add(
                new Orchestration<string, string>(
                    "patching",
                    async (context, _) =>
                    {
                        var way = state switch
                        {
                            nameof(WithPatch) => WithPatch(context),
                            nameof(WithoutOldWay) => WithoutOldWay(context),
                            nameof(AfterPatch) => AfterPatch(),
                            _ => BeforePatch(),
                        };
                        var done = await context.ScheduleActivity<string, string>("step", way);
                        for (var left = 10; left > 0; left--)
                        {
                            await context.ReceiveMessage<int>("go");
                        }
                        return done;
                    }
                )
            );

    private static string BeforePatch() => "old";

    private static string WithPatch(OrchestrationContext context) => context.Patched("newer") ? "new" : "old";

    private static string WithoutOldWay(OrchestrationContext context)
    {
        context.DeprecatePatch("newer");
        return "new";
    }

    private static string AfterPatch() => "new";

    private async Task StartOrdersAsync(string when, SemanticVersion? version)
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            InstanceId order = $"order {number} {when}";
            await Client.StartOrchestrationAsync("order", order, number, new() { Version = version }, Cancellation);
        }
    }

    private async Task GoAsync(string when)
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            await Client.SendMessageAsync($"order {number} {when}", "go", 1, Cancellation);
        }
    }

    private async Task AssertEndedAsync(string when, string result)
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            Assert.Equal(result, await OutputOfAsync<string>($"order {number} {when}"));
        }
    }

    private Activity<string, string> Ship =>
        new(
            "ship",
            (context, how) =>
            {
                shipped.Enqueue(context.IdempotencyKey);
                return Task.FromResult($"shipped by {how}");
            }
        );

    private Orchestration<int, string> OldOrder =>
        new(
            "order",
            async (context, _) =>
            {
                await context.ReceiveMessage<int>("go");
                return await context.ScheduleActivity(Ship, $"{context.Version}");
            }
        );

    private Orchestration<int, string> NewOrder =>
        new(
            "order",
            async (context, _) =>
            {
                await context.ReceiveMessage<int>("go");
                var done = await context.ScheduleActivity(Ship, $"{context.Version}");
                return await context.ScheduleActivity<string, string>("insure", done);
            }
        );

    private RegistryBuilder OldCode() => new RegistryBuilder().Add(Ship).Add(OldOrder, One);

    private RegistryBuilder NewCode() =>
        OldCode()
            .Add(NewOrder, Two)
            .Add(new Activity<string, string>("insure", (_, what) => Task.FromResult($"{what} with insurance")));
}
