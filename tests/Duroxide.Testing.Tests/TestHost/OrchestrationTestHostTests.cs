namespace Duroxide.Testing.Tests;

public class OrchestrationTestHostTests
{
    readonly OrchestrationTestHost host = new(Orders.Registry);

    [Fact]
    public void An_order_that_is_shipped_completes_with_its_parcel()
    {
        host.Start(Orders.Fulfil, "order-1", 1);
        Assert.Equal("waiting for the warehouse", host["order-1"].Status);

        host.Raise("order-1", "Shipped", "P-7");

        Assert.Equal("receipt 1, parcel P-7", host.Output<string>("order-1"));
    }

    [Fact]
    public void A_deadline_of_three_days_passes_at_once()
    {
        host.Start(Orders.Fulfil, "order-1", 1);

        host.Advance(TimeSpan.FromDays(3));

        Assert.Equal("refunded receipt 1", host.Output<string>("order-1"));
        Assert.Equal(new DateTimeOffset(2000, 1, 4, 0, 0, 0, TimeSpan.Zero), host.UtcNow);
    }

    [Fact]
    public void A_timer_does_not_fire_before_it_is_due()
    {
        host.Start(Orders.Fulfil, "order-1", 1);

        host.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMilliseconds(1));

        Assert.True(host["order-1"].IsRunning);
    }

    [Fact]
    public void A_faked_activity_answers_in_place_of_the_real_one()
    {
        host.Fake(Orders.ChargeCard, order => $"fake {order}").Start(Orders.Fulfil, "order-1", 5);
        host.Raise("order-1", "Shipped", "P");

        Assert.Equal("fake 5, parcel P", host.Output<string>("order-1"));
    }

    [Fact]
    public void A_faked_failure_fails_the_orchestration()
    {
        host.Fake("ChargeCard", FakeAnswer.Fails("declined")).Start(Orders.Fulfil, "order-1", 5);

        Assert.Equal("declined", host.FailureOf("order-1").Display);
    }

    [Fact]
    public void An_activity_that_never_answers_is_answered_by_hand()
    {
        host.Fake("ChargeCard", FakeAnswer.Never).Start(Orders.Fulfil, "order-1", 5);
        var call = Assert.Single(host.InFlight);

        host.Answer(call, FakeAnswer.Returns("by hand"));
        host.Raise("order-1", "Shipped", "P");

        Assert.Equal("by hand, parcel P", host.Output<string>("order-1"));
    }

    [Fact]
    public void A_lost_result_runs_the_activity_again_and_is_recorded_once()
    {
        host.LoseNextResult("ChargeCard").Start(Orders.Fulfil, "order-1", 5);

        Assert.Equal([false, true], host.World.RunsOf("ChargeCard").Select(run => run.IsRecorded));
        Assert.Single(host["order-1"].History, happened => happened.Fact is Fact.Resolved);
    }

    [Fact]
    public void Children_run_along_and_time_passes_for_all()
    {
        host.Start(Orders.Parent, "parent", 4);

        host.RunToEnd("parent");

        Assert.Equal(100, host.Output<int>("parent"));
        Assert.Equal(5, host.World.Instances.Count);
        Assert.Equal(4, host.Value<int>(host.World.Instances.Keys.Last(), "n"));
    }

    [Fact]
    public void Cancelling_a_parent_cancels_its_children()
    {
        host.Start(Orders.Parent, "parent", 2);

        host.Cancel("parent", "enough");

        Assert.All(host.World.Instances.Values, instance => Assert.StartsWith("canceled", instance.Failure?.Display));
    }

    [Fact]
    public void A_crash_changes_nothing_in_the_history()
    {
        var calm = new OrchestrationTestHost(Orders.Registry, new() { ReplayEveryTurn = false });
        calm.Start(Orders.Fulfil, "order-1", 1);
        calm.Raise("order-1", "Shipped", "P");

        host.Start(Orders.Fulfil, "order-1", 1);
        host.Crash();
        host.Raise("order-1", "Shipped", "P");

        Assert.Equal(calm["order-1"].History, host["order-1"].History);
    }

    [Fact]
    public void Code_that_is_not_deterministic_fails_in_the_first_test()
    {
        var count = 0;
        var counting = new Orchestration<int, string>(
            "Counting",
            async (ctx, _) =>
            {
                await ctx.ScheduleActivity(Orders.ChargeCard, ++count);
                return await ctx.ScheduleActivity(Orders.ChargeCard, 0);
            }
        );
        var nondeterministic = new OrchestrationTestHost(
            new RegistryBuilder().Add(Orders.ChargeCard).Add(counting).Build()
        );

        nondeterministic.Start(counting, "counting", 0);

        Assert.Contains(
            "nondetermin",
            nondeterministic.FailureOf("counting").Display,
            StringComparison.OrdinalIgnoreCase
        );
    }

    [Fact]
    public void A_wrong_expectation_shows_the_history()
    {
        host.Start(Orders.Fulfil, "order-1", 1);

        var wrong = Assert.Throws<TestExpectationException>(() => host.Output<string>("order-1"));

        Assert.Contains("nobody has raised event Shipped", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("call ChargeCard(1)", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_has_the_key_that_its_activity_was_given_in_all_attempts()
    {
        var keys = new List<string>();
        var pay = new Activity<int, string>(
            "Pay",
            (ctx, _) =>
            {
                keys.Add(ctx.IdempotencyKey);
                return ctx.Attempt == 1 ? throw new TimeoutException("The bank is busy.") : Task.FromResult("paid");
            }
        );
        var order = new Orchestration<int, string>(
            "Order",
            async (ctx, amount) =>
                await ctx.ScheduleActivity(pay, amount, new() { Retry = RetryPolicy.Immediate(attempts: 2) })
                + await ctx.ScheduleActivity(pay, amount, new() { Retry = RetryPolicy.Immediate(attempts: 2) })
        );
        var host = new OrchestrationTestHost(new RegistryBuilder().Add(pay).Add(order).Build());

        host.Start(order, "order-1", 10);

        Assert.Equal(keys, host.World.RunsOf("Pay").Select(run => run.Call.IdempotencyKey));
        Assert.Equal([2, 2], keys.GroupBy(key => key).Select(call => call.Count()));
    }
}
