using Duroxide.Runtime;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>Several stores carry what one would, by the code that docs/scaling.md shows.</summary>
public sealed class DatabasesTests : IAsyncDisposable
{
    static readonly TimeSpan Generous = TimeSpan.FromMinutes(1);

    static readonly Activity<InstanceId> Pass = new(
        "databases/pass",
        (ctx, to) => ctx.GetFeature<Databases>()!.Of(to).SendMessageAsync(to, "words", ctx.Instance.Value)
    );

    static readonly Orchestration<Unit, string> Receive = new(
        "databases/receive",
        async (ctx, _) => await ctx.ReceiveMessage<string>("words")
    );

    static readonly Orchestration<string, string> Send = new(
        "databases/send",
        async (ctx, to) =>
        {
            await ctx.ScheduleActivity(Pass, to);
            return to;
        }
    );

    static readonly Orchestration<string, string> Parent = new(
        "databases/parent",
        async (ctx, to) => await ctx.ScheduleSubOrchestration(Send, to)
    );

    readonly InMemoryProvider[] stores = [new(), new(), new()];
    readonly Databases databases;
    DuroxideRuntime[] runtimes = [];

    public DatabasesTests() => databases = new(stores);

    public async ValueTask DisposeAsync()
    {
        foreach (var runtime in runtimes)
        {
            await runtime.DisposeAsync();
        }
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public void Each_store_has_its_share_and_an_id_falls_to_the_same_one_for_ever()
    {
        int[] places = [.. Enumerable.Range(0, 3000).Select(number => databases.PlaceOf($"order-{number}"))];

        Assert.All(places.CountBy(place => place), share => Assert.InRange(share.Value, 900, 1100));
        Assert.Equal([1, 1, 0, 0, 0, 2, 0, 1], places[..8]);
    }

    [Fact]
    public async Task An_activity_reaches_an_instance_that_lies_in_another_store()
    {
        runtimes = await databases.StartAsync(
            new RegistryBuilder().Add(Pass).Add(Receive).Add(Send).Add(Parent).Build()
        );
        InstanceId to = "order-0";
        var from = Enumerable
            .Range(1, 100)
            .Select(number => new InstanceId($"order-{number}"))
            .First(order => databases.PlaceOf(order) != databases.PlaceOf(to));
        await databases.Of(to).StartOrchestrationAsync(Receive, to, Unit.Value);
        await databases.Of(from).StartOrchestrationAsync(Parent, from, to.Value);

        var child = new InstanceId(await databases.Of(to).WaitForCompletionAsync(Receive, to, Generous));
        await databases.Of(from).WaitForCompletionAsync(Parent, from, Generous);

        Assert.StartsWith($"{from}::sub::", child.Value, StringComparison.Ordinal);
        Assert.IsType<OrchestrationStatus.Completed>(await databases.Of(child).GetStatusAsync(child));
    }
}
