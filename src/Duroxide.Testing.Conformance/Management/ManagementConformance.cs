namespace Duroxide.Testing.Conformance;

/// <summary>What a store holds can be listed and counted.</summary>
public abstract class ManagementConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task Instances_are_listed_newest_first_with_their_rows()
    {
        await Provider.BeginAsync("one");
        await Provider.EndAsync("two");

        var rows = await Management.ListInstancesAsync(new(), Cancellation);

        Assert.Equal(["two", "one"], rows.Select(row => row.Instance.Value));
        Assert.Equal([ExecutionStatus.Completed, ExecutionStatus.Running], rows.Select(row => row.Status));
        var read = (await Provider.ReadAsync("two"))!;
        Assert.Equal(read with { Output = null }, rows[0] with { Output = null });
        Assert.Equal("done", Text(rows[0].Output));
    }

    [Fact]
    public async Task Instances_are_listed_by_status()
    {
        await Provider.BeginAsync("running");
        await Provider.EndAsync("completed");
        await Provider.CreateAsync("failed");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("failed")).Ending(ExecutionStatus.Failed, "error"));

        Assert.Equal(["running"], await ListAsync(new() { Status = ExecutionStatus.Running }));
        Assert.Equal(["completed"], await ListAsync(new() { Status = ExecutionStatus.Completed }));
        Assert.Equal(["failed"], await ListAsync(new() { Status = ExecutionStatus.Failed }));
    }

    [Fact]
    public async Task Instances_are_listed_by_the_name_of_their_current_execution()
    {
        await Provider.BeginAsync("plain");
        await Provider.CreateAsync("renamed");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("renamed")).Continuing());

        Assert.Equal(["plain"], await ListAsync(new() { Name = "test/orchestration" }));
        Assert.Equal(["renamed"], await ListAsync(new() { Name = "test/next" }));
        Assert.Empty(await ListAsync(new() { Name = "test" }));
    }

    [Fact]
    public async Task Roots_alone_are_listed_when_asked_for()
    {
        await Provider.BeginAsync("root");
        await Provider.BeginChildAsync("child", "root");

        Assert.Equal(["root"], await ListAsync(new() { RootsOnly = true }));
        Assert.Equal(["child", "root"], await ListAsync(new()));
    }

    [Fact]
    public async Task Conditions_add_up()
    {
        await Provider.BeginAsync("running", "root");
        await Provider.BeginChildAsync("child", "root");

        var query = new InstanceQuery
        {
            Status = ExecutionStatus.Running,
            Name = "test/child",
            RootsOnly = true,
        };
        Assert.Empty(await ListAsync(query));
        Assert.Equal(["child"], await ListAsync(query with { RootsOnly = false }));
    }

    [Fact]
    public async Task Direct_children_are_listed()
    {
        await Provider.BeginAsync("root");
        await Provider.BeginChildAsync("child-1", "root");
        await Provider.BeginChildAsync("child-2", "root");
        await Provider.BeginChildAsync("grandchild", "child-1");

        var children = await Management.ListSubOrchestrationsAsync("root", Cancellation);

        Assert.Equal(["child-1", "child-2"], children.Select(child => child.Value).Order());
        Assert.Empty(await Management.ListSubOrchestrationsAsync("grandchild", Cancellation));
        Assert.Empty(await Management.ListSubOrchestrationsAsync("nobody", Cancellation));
    }

    [Fact]
    public async Task Nobody_has_no_executions() =>
        Assert.Empty(await Management.ListExecutionsAsync("nobody", Cancellation));

    [Fact]
    public async Task An_empty_store_counts_nothing() =>
        Assert.Equal(new StoreMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), await CountAsync());

    [Fact]
    public async Task Instances_executions_and_events_are_counted()
    {
        await Provider.BeginAsync("running");
        await Provider.EndAsync("completed-1", "completed-2");
        await Provider.CreateAsync("failed");
        var turn = await Provider.TakeTurnAsync("failed");
        await Provider.CommitAsync(turn.Ending(ExecutionStatus.Failed) with { Events = turn.Events("six", 6) });
        await Provider.CreateAsync("eternal");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());

        var metrics = await CountAsync();

        Assert.Equal((5, 2, 2, 1), (metrics.Instances, metrics.Running, metrics.Completed, metrics.Failed));
        Assert.Equal((6, 10), (metrics.Executions, metrics.Events));
    }

    [Fact]
    public async Task Messages_are_counted_while_visible_and_not_leased()
    {
        await Provider.BeginAsync("busy");
        await Provider.SendAsync("busy", "one", "two");
        Assert.Equal(2, (await CountAsync()).Messages);

        var turn = await Provider.TakeTurnAsync("busy");
        Assert.Equal(0, (await CountAsync()).Messages);

        await Provider.ReleaseAsync(turn, Second);
        Assert.Equal(0, (await CountAsync()).Messages);
        await PassAsync(Second);
        Assert.Equal(2, (await CountAsync()).Messages);
    }

    [Fact]
    public async Task Activities_are_counted_while_visible_and_not_leased()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1), Work.Activity(2) with { Tag = "gpu" });
        Assert.Equal(2, (await CountAsync()).Activities);

        var item = await Provider.TakeWorkAsync();
        Assert.Equal(1, (await CountAsync()).Activities);
        await Provider.ReleaseAsync(item, Second);
        Assert.Equal(1, (await CountAsync()).Activities);
        await PassAsync(Second);
        Assert.Equal(2, (await CountAsync()).Activities);
    }

    [Fact]
    public async Task Timers_are_counted_until_they_are_due_and_then_as_messages()
    {
        await Provider.CreateAsync("sleeper");
        var turn = await Provider.TakeTurnAsync("sleeper");
        await Provider.CommitAsync(
            turn.Running() with
            {
                Timers = [new NewTimer(new EventId(2), Now.Plus(Second), Bytes("tick"))],
            }
        );
        var before = await CountAsync();
        await PassAsync(Second);
        var after = await CountAsync();

        Assert.Equal((1, 0), (before.Timers, before.Messages));
        Assert.Equal((0, 1), (after.Timers, after.Messages));
    }

    private async Task<IEnumerable<string>> ListAsync(InstanceQuery query) =>
        (await Management.ListInstancesAsync(query, Cancellation)).Select(row => row.Instance.Value);

    private Task<StoreMetrics> CountAsync() => Management.GetMetricsAsync(Cancellation);
}
