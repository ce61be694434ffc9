using System.Collections.Concurrent;
using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>What failed is restarted, or forked from where it was well, and goes on with better code.</summary>
public abstract class ForkScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private readonly ConcurrentQueue<string> charged = new();
    private bool isRepaired;

    private Activity<string, string> Charge =>
        new(
            "charge",
            (context, card) =>
            {
                charged.Enqueue($"{card} {context.IdempotencyKey}");
                return Task.FromResult($"receipt of {card}");
            }
        );

    private Activity<string, string> Ship =>
        new(
            "ship",
            (_, receipt) =>
                Volatile.Read(ref isRepaired)
                    ? Task.FromResult($"shipped by {receipt}")
                    : throw new InvalidOperationException("no truck")
        );

    private Orchestration<string, string> Order =>
        new(
            "order",
            async (context, card) =>
            {
                context.SetCustomStatus("charging");
                context.SetValue("card", card);
                var receipt = await context.ScheduleActivity(Charge, $"{card} of {context.Instance}");
                var id = context.NewGuid();
                var late = context.ScheduleTimer(TimeSpan.FromHours(1));
                var coin = context.ReceiveMessage<string>("coins");
                var shipped = await context.ScheduleActivity(Ship, receipt);
                var first = await context.Select(coin, late);
                return $"{shipped}, {first.Match(paid => paid, _ => "late")}, {context.Instance}, {id != default}";
            }
        );

    [Fact]
    public async Task A_failed_instance_is_restarted_and_completes()
    {
        await FailAsync("order-1");

        await Client.Management.RestartInstanceAsync("order-1", cancellationToken: Cancellation);
        await Client.SendMessageAsync("order-1", "coins", "paid", Cancellation);

        Assert.Equal(
            "shipped by receipt of visa of order-1, paid, order-1, True",
            await OutputOfAsync<string>("order-1")
        );
        Assert.Equal(2, charged.Distinct().Count());
        Assert.Equal(2, (await Client.Management.ListExecutionsAsync("order-1", Cancellation)).Count);
        Assert.NotEmpty((await FactsOfAsync("order-1", 1)).OfType<Fact.Ended>());
    }

    [Fact]
    public async Task A_fork_of_a_failed_instance_repeats_only_the_last_reaction()
    {
        await FailAsync("order-1");

        // The failure of the shipment is left out, too, so that it is tried again.
        var failed = await LastAsync<Fact.Resolved>("order-1");
        await Client.Management.ForkInstanceAsync("order-1", "order-2", new() { Before = failed }, Cancellation);
        await Client.SendMessageAsync("order-2", "coins", "paid", Cancellation);

        Assert.Equal(
            "shipped by receipt of visa of order-1, paid, order-2, True",
            await OutputOfAsync<string>("order-2")
        );
        Assert.Single(charged);
        Assert.Equal("visa", await Client.GetValueAsync<string>("order-2", "card", Cancellation));
        Assert.IsType<OrchestrationStatus.Failed>(await Client.GetStatusAsync("order-1", Cancellation));
        var history = (await Client.ReadHistoryAsync("order-2", cancellationToken: Cancellation))!;
        Assert.Equal("order-1", history.Header.ForkedFrom!.Instance.Value);
    }

    [Fact]
    public async Task Timers_of_a_fork_have_as_long_to_run_as_they_had()
    {
        await FailAsync("order-1");
        var failed = await LastAsync<Fact.Resolved>("order-1");
        await PassAsync(TimeSpan.FromDays(1));

        await Client.Management.ForkInstanceAsync("order-1", "order-2", new() { Before = failed }, Cancellation);
        var forked = Time.GetUtcNow();

        Assert.Equal(
            "shipped by receipt of visa of order-1, late, order-2, True",
            await OutputOfAsync<string>("order-2")
        );
        var ended = Assert.IsType<OrchestrationStatus.Completed>(await EndOfAsync("order-2")).Info.Updated;
        Assert.InRange(ended - forked, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }

    [Fact]
    public async Task A_fork_before_the_answer_of_an_activity_runs_it_anew_under_its_key()
    {
        await FailAsync("order-1");
        var first = (await EventsAsync("order-1")).First(happened => happened.Fact is Fact.Resolved).Id;

        await Client.Management.ForkInstanceAsync("order-1", "order-2", new() { Before = first }, Cancellation);
        await Client.SendMessageAsync("order-2", "coins", "paid", Cancellation);
        await OutputOfAsync<string>("order-2");

        Assert.Equal(2, charged.Count);
        Assert.Single(charged.Distinct());
    }

    [Fact]
    public async Task A_fork_of_what_runs_leaves_it_alone()
    {
        isRepaired = true;
        Code.Add(Charge).Add(Ship).Add(Order);
        await RunAsync();
        await StartAsync(Order, "order-1", "visa");
        await UntilFactAsync<Fact.Resolved>("order-1", count: 2);

        await Client.Management.ForkInstanceAsync("order-1", "order-2", cancellationToken: Cancellation);
        await Client.SendMessageAsync("order-1", "coins", "one", Cancellation);
        await Client.SendMessageAsync("order-2", "coins", "two", Cancellation);

        Assert.EndsWith("one, order-1, True", await OutputOfAsync<string>("order-1"), StringComparison.Ordinal);
        Assert.EndsWith("two, order-2, True", await OutputOfAsync<string>("order-2"), StringComparison.Ordinal);
        Assert.Single(charged);
    }

    [Fact]
    public async Task A_fork_of_a_fork_and_one_before_its_first_answer_complete_as_well()
    {
        await FailAsync("order-1");
        await Client.Management.ForkInstanceAsync("order-1", "order-2", new() { Before = new(2) }, Cancellation);
        await UntilFactAsync<Fact.Resolved>("order-2", count: 2);
        await Client.Management.ForkInstanceAsync("order-2", "order-3", cancellationToken: Cancellation);
        foreach (var id in new InstanceId[] { "order-2", "order-3" })
        {
            await Client.SendMessageAsync(id, "coins", "paid", Cancellation);
            Assert.Equal($"shipped by receipt of visa of order-2, paid, {id}, True", await OutputOfAsync<string>(id));
        }
    }

    private async Task FailAsync(InstanceId id)
    {
        Code.Add(Charge).Add(Ship).Add(Order);
        await RunAsync();
        await StartAsync(Order, id, "visa");
        await FailureOfAsync(id);
        isRepaired = true;
    }

    private async Task<EventId> LastAsync<TFact>(InstanceId id)
        where TFact : Fact => (await EventsAsync(id)).Last(happened => happened.Fact is TFact).Id;

    private async Task<IReadOnlyList<HistoryEvent>> EventsAsync(InstanceId id) =>
        (await Client.ReadHistoryAsync(id, cancellationToken: Cancellation))!.Events;
}
