namespace Toygres.Tests.Model;

public class LifecycleTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_operation_claims_what_nobody_has()
    {
        var claimed = Changed(Lifecycle.Claim(Row(), "stop-1", Now, InstanceState.Running));

        Assert.Equal("stop-1", claimed.Operation);
        Assert.IsType<Decision.Keep>(Lifecycle.Claim(claimed, "stop-1", Now, InstanceState.Running));
    }

    [Fact]
    public void What_somebody_has_is_refused_and_the_reason_names_who_has_it()
    {
        var refused = Lifecycle.Claim(Row() with { Operation = "stop-1" }, "start-2", Now, InstanceState.Running);

        Assert.Contains("stop-1", Assert.IsType<Decision.Refuse>(refused).Reason);
    }

    [Theory]
    [InlineData(InstanceState.Stopped)]
    [InlineData(InstanceState.Deleted)]
    [InlineData(InstanceState.Deleting)]
    public void What_is_in_another_state_is_refused(InstanceState state) =>
        Assert.IsType<Decision.Refuse>(
            Lifecycle.Claim(Row() with { State = state }, "stop-1", Now, InstanceState.Running)
        );

    [Fact]
    public void What_is_settled_is_free_and_settling_it_again_changes_nothing()
    {
        var row = Row() with { Operation = "stop-1" };
        var settled = Changed(
            Lifecycle.Settle(row, "stop-1", Now, old => old with { State = InstanceState.Stopped }, "done")
        );

        Assert.Equal((null, InstanceState.Stopped), (settled.Operation, settled.State));
        Assert.IsType<Decision.Keep>(
            Lifecycle.Settle(settled, "stop-1", Now, old => old with { State = InstanceState.Running }, "done")
        );
    }

    [Fact]
    public void Who_has_not_claimed_an_instance_settles_nothing()
    {
        var row = Row() with { Operation = "stop-1" };

        Assert.IsType<Decision.Keep>(Lifecycle.Settle(row, "start-2", Now, old => old, "done"));
        Assert.IsType<Decision.Keep>(Lifecycle.Fail(row, "start-2", Now, InstanceState.Failed, "no"));
    }

    [Fact]
    public void A_plan_of_backups_disturbs_nobody_and_is_made_once()
    {
        var plan = new BackupPlan(3600, Keep: 3);
        var planned = Changed(Lifecycle.Plan(Row() with { Operation = "stop-1" }, plan, Now));

        Assert.Equal(("stop-1", plan), (planned.Operation, planned.Backups));
        Assert.Equal(
            ["1 hour", "90 seconds", "2 minutes"],
            new[] { 3600, 90, 120 }.Select(every => new BackupPlan(every, 1).Pause())
        );
        Assert.IsType<Decision.Keep>(Lifecycle.Plan(planned, plan, Now));
        Assert.Null(Changed(Lifecycle.Plan(planned, null, Now)).Backups);
        Assert.IsType<Decision.Refuse>(Lifecycle.Plan(Row() with { State = InstanceState.Deleting }, plan, Now));
    }

    [Fact]
    public void What_failed_keeps_its_reason_and_loses_its_place()
    {
        var row = Row() with { Operation = "start-1", Endpoint = new Endpoint("127.0.0.1", 5500) };

        var failed = Changed(Lifecycle.Fail(row, "start-1", Now, InstanceState.Failed, "the disk is full"));

        Assert.Equal("the disk is full", failed.Failure);
        Assert.Null(failed.Endpoint);
        Assert.Null(failed.Operation);
    }

    [Fact]
    public void What_was_never_made_can_be_retried_and_keeps_its_name()
    {
        var row = Row() with { State = InstanceState.Failed, Failure = "no", DnsName = "orders", Started = null };

        var retried = Changed(Lifecycle.Retry(row, "create-2", Now));

        Assert.Equal(
            (InstanceState.Creating, "create-2", "create-2", null, "orders"),
            (retried.State, retried.Operation, retried.CreateOrchestration, retried.Failure, retried.DnsName)
        );
        Assert.IsType<Decision.Keep>(Lifecycle.Retry(retried, "create-2", Now));
        Assert.IsType<Decision.Refuse>(Lifecycle.Retry(retried, "create-3", Now));
    }

    [Fact]
    public void What_ran_once_is_not_retried() =>
        Assert.IsType<Decision.Refuse>(
            Lifecycle.Retry(Row() with { State = InstanceState.Failed, Started = Now }, "create-2", Now)
        );

    [Theory]
    [InlineData(InstanceState.Running, true)]
    [InlineData(InstanceState.Stopped, true)]
    [InlineData(InstanceState.Failed, true)]
    [InlineData(InstanceState.Deleted, false)]
    public void Everything_that_is_there_can_be_deleted(InstanceState state, bool can)
    {
        var decision = Lifecycle.ClaimForDeletion(Row() with { State = state }, "delete-1", Now);

        Assert.Equal(can, decision is Decision.Change { Next: [{ State: InstanceState.Deleting }] });
        Assert.Equal(!can, decision is Decision.Refuse);
    }

    [Fact]
    public void A_replica_that_takes_over_has_the_name_and_the_old_one_is_down()
    {
        var old = Row() with { DnsName = "orders", Operation = "failover-1", Backups = new BackupPlan(60, 3) };
        var next = Row() with { Name = InstanceName.Parse("replica-1"), Follows = old.Name, Operation = "failover-1" };

        var change = Assert.IsType<Decision.Change>(Lifecycle.TakeOver(old, next, "failover-1", Now, "a trial"));

        Assert.Equal((null, InstanceState.Stopped), (change.Next[0].DnsName, change.Next[0].State));
        Assert.Equal(("orders", null), (change.Next[1].DnsName, change.Next[1].Follows));
        Assert.Equal((null, old.Backups), (change.Next[0].Backups, change.Next[1].Backups));
        Assert.Equal("replica-1 has its place: a trial", change.Next[0].Failure);
        Assert.IsType<Decision.Keep>(Lifecycle.TakeOver(change.Next[0], change.Next[1], "failover-1", Now, "again"));
    }

    [Fact]
    public void A_replica_that_takes_the_place_of_what_was_not_backed_up_goes_on_to_be_backed_up_itself()
    {
        var old = Row() with { Operation = "failover-1" };
        var plan = new BackupPlan(60, 3);
        var next = Row() with { Name = InstanceName.Parse("replica-1"), Backups = plan, Operation = "failover-1" };

        var change = Assert.IsType<Decision.Change>(Lifecycle.TakeOver(old, next, "failover-1", Now, "a trial"));

        Assert.Equal(plan, change.Next[1].Backups);
    }

    [Theory]
    [InlineData("old-0", null, "old-0")]
    [InlineData(null, "old-0", "old-0")]
    [InlineData("old-0", "next-0", "old-0")]
    [InlineData(null, null, "orders-0123abcd")]
    public void Who_takes_over_is_of_the_line_of_the_old_one_also_where_nobody_had_noted_it(
        string? of,
        string? follower,
        string line
    )
    {
        var old = Row() with { Line = LineOf(of), Operation = "failover-1" };
        var next = old with { Name = InstanceName.Parse("replica-1"), Line = LineOf(follower) };

        var change = Assert.IsType<Decision.Change>(Lifecycle.TakeOver(old, next, "failover-1", Now, "a trial"));

        Assert.All(change.Next, row => Assert.Equal(line, row.Line?.Value));

        static InstanceName? LineOf(string? name) => name is null ? null : InstanceName.Parse(name);
    }

    internal static Instance Row() =>
        new()
        {
            Id = Guid.Parse("0123abcd-0000-0000-0000-000000000000"),
            Name = InstanceName.Parse("orders-0123abcd"),
            UserName = "orders",
            State = InstanceState.Running,
            Size = new InstanceSize(),
            CreateOrchestration = "create-orders-0123abcd",
            Created = Now,
            Updated = Now,
        };

    private static Instance Changed(Decision decision) => Assert.Single(Assert.IsType<Decision.Change>(decision).Next);
}
