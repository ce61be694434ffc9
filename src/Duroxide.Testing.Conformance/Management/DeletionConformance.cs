namespace Duroxide.Testing.Conformance;

/// <summary>A deletion takes whole trees, all or none, and leaves nothing behind.</summary>
public abstract class DeletionConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Theory]
    [InlineData(ExecutionStatus.Completed)]
    [InlineData(ExecutionStatus.Failed)]
    public async Task An_ended_instance_is_deleted(ExecutionStatus status)
    {
        await Provider.CreateAsync("ended");
        var turn = await Provider.TakeTurnAsync("ended");
        await Provider.CommitAsync(turn.Ending(status) with { Events = turn.Events("three", 3) });

        Assert.Equal(new Deleted(1, 1, 3, 0), await DeleteAsync("ended"));

        Assert.Null(await Provider.ReadAsync("ended"));
        Assert.Null(await Provider.HistoryAsync("ended"));
        Assert.Empty(await Management.ListExecutionsAsync("ended", Cancellation));
    }

    [Fact]
    public async Task A_running_root_goes_alone_by_force_and_stays_whole_with_a_running_child()
    {
        await Provider.BeginAsync("alone", "parent");
        await Provider.BeginChildAsync("child", "parent");

        var alone = await Management.DeleteInstancesAsync(["alone"], DeletionForce.Roots, Cancellation);
        var refusal = await Assert.ThrowsAsync<ProviderException>(() =>
            Management.DeleteInstancesAsync(["parent"], DeletionForce.Roots, Cancellation)
        );

        Assert.Equal(1, alone.Instances);
        Assert.Contains("'child'", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(await Provider.ReadAsync("parent"));
        await Provider.SendAsync("child", "enough");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("child")).Ending());
        Assert.Equal(
            2,
            (await Management.DeleteInstancesAsync(["parent"], DeletionForce.Roots, Cancellation)).Instances
        );
    }

    [Fact]
    public async Task A_running_instance_is_deleted_only_by_force()
    {
        await Provider.BeginAsync("running");

        await RefusedAsync(DeletionForce.None, "running");
        Assert.NotNull(await Provider.ReadAsync("running"));

        Assert.Equal(1, (await ForceDeleteAsync("running")).Instances);
        Assert.Null(await Provider.ReadAsync("running"));
    }

    [Fact]
    public async Task An_instance_that_has_not_begun_counts_as_running()
    {
        await Provider.CreateAsync("new");

        await RefusedAsync(DeletionForce.None, "new");
    }

    [Fact]
    public async Task An_instance_that_just_continued_as_new_counts_as_running()
    {
        await Provider.CreateAsync("eternal");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());

        await RefusedAsync(DeletionForce.None, "eternal");

        await Provider.TakeTurnAsync("eternal");
    }

    [Fact]
    public async Task An_unknown_instance_is_refused_even_by_force()
    {
        await RefusedAsync(DeletionForce.None, "nobody");
        await RefusedAsync(DeletionForce.Trees, "nobody");
    }

    [Fact]
    public async Task A_child_is_refused_even_by_force()
    {
        await Provider.BeginAsync("parent");
        await Provider.BeginChildAsync("child", "parent");

        await RefusedAsync(DeletionForce.Trees, "child");

        Assert.NotNull(await Provider.ReadAsync("child"));
    }

    [Fact]
    public async Task Nothing_to_delete_deletes_nothing() => Assert.Equal(new Deleted(0, 0, 0, 0), await DeleteAsync());

    [Fact]
    public async Task A_tree_goes_as_a_whole()
    {
        await Provider.EndAsync("root", "bystander");
        await EndChildAsync("child-1", "root");
        await EndChildAsync("child-2", "root");
        await EndChildAsync("grandchild", "child-1");

        Assert.Equal(new Deleted(4, 4, 4, 0), await DeleteAsync("root"));

        foreach (var id in new[] { "root", "child-1", "child-2", "grandchild" })
        {
            Assert.Null(await Provider.ReadAsync(id));
        }
        Assert.NotNull(await Provider.ReadAsync("bystander"));
    }

    [Fact]
    public async Task A_running_child_protects_its_tree_unless_by_force()
    {
        await Provider.EndAsync("root");
        await Provider.BeginChildAsync("child", "root");

        await RefusedAsync(DeletionForce.None, "root");
        Assert.NotNull(await Provider.ReadAsync("root"));

        Assert.Equal(2, (await ForceDeleteAsync("root")).Instances);
    }

    [Fact]
    public async Task A_child_that_was_born_last_goes_too()
    {
        await Provider.BeginAsync("parent");
        await Provider.SendAsync("parent", "hello");
        var turn = await Provider.TakeTurnAsync("parent");
        var start = new NewInstance("child", "test/child", Bytes("header")) { Parent = "parent" };
        await Provider.CommitAsync(turn.Running() with { Starts = [start] });

        Assert.Equal(2, (await ForceDeleteAsync("parent")).Instances);

        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task Many_are_deleted_at_once()
    {
        await Provider.EndAsync("one", "two", "three", "four");

        Assert.Equal(3, (await DeleteAsync("one", "two", "three")).Instances);

        Assert.Equal("four", Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task One_id_twice_is_deleted_once()
    {
        await Provider.EndAsync("one");

        Assert.Equal(1, (await DeleteAsync("one", "one")).Instances);
    }

    [Fact]
    public async Task One_that_is_refused_keeps_them_all()
    {
        await Provider.EndAsync("one", "two");
        await Provider.BeginAsync("running");
        await Provider.BeginChildAsync("child", "running");

        await RefusedAsync(DeletionForce.None, "one", "running", "two");
        await RefusedAsync(DeletionForce.Trees, "one", "nobody", "two");
        await RefusedAsync(DeletionForce.Trees, "one", "child", "two");

        Assert.Equal(4, (await ListAsync()).Count);
        Assert.NotNull(await Provider.HistoryAsync("one"));
    }

    [Fact]
    public async Task Force_takes_running_and_ended_alike()
    {
        await Provider.EndAsync("ended");
        await Provider.BeginAsync("running");

        Assert.Equal(2, (await ForceDeleteAsync("ended", "running")).Instances);
    }

    [Fact]
    public async Task Messages_timers_and_activities_go_too_and_are_counted()
    {
        await Provider.CreateAsync("busy");
        var turn = await Provider.TakeTurnAsync("busy");
        await Provider.CommitAsync(
            turn.Running() with
            {
                Activities = [Work.Activity(1), Work.Activity(2)],
                Timers = [new NewTimer(new EventId(3), Now.Plus(Second), Bytes("tick"))],
            }
        );
        await Provider.SendAsync("busy", "one", "two", "three");

        Assert.Equal(6, (await ForceDeleteAsync("busy")).Messages);

        await PassAsync(Second);
        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Empty(await Provider.FetchWorkAsync());
        var metrics = await Management.GetMetricsAsync(Cancellation);
        Assert.Equal(new StoreMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), metrics);
    }

    [Fact]
    public async Task A_deleted_id_begins_anew()
    {
        await Provider.CreateAsync("phoenix");
        var turn = await Provider.TakeTurnAsync("phoenix");
        var change = new ValueChange("colour", new StoredValue("blue", Now));
        await Provider.CommitAsync(
            turn.Ending() with
            {
                Version = Version("1.2.3"),
                Values = [change],
                CustomStatus = new("old"),
            }
        );
        await DeleteAsync("phoenix");

        await Provider.CreateAsync("phoenix");

        var row = (await Provider.ReadAsync("phoenix"))!;
        Assert.Equal((null, null, 0L), (row.Version, row.CustomStatus, row.CustomStatusVersion));
        Assert.Equal(ExecutionId.First, row.Execution);
        Assert.Empty(await Provider.ReadValuesAsync("phoenix", null, Cancellation));
        Assert.Equal([], await Provider.HistoryAsync("phoenix"));
        Assert.Equal(1, (await Provider.TakeTurnAsync("phoenix")).Attempt);
    }

    [Fact]
    public async Task All_executions_go()
    {
        await Provider.CreateAsync("eternal");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Ending());

        Assert.Equal(new Deleted(1, 3, 3, 0), await DeleteAsync("eternal"));

        Assert.Null(await Provider.HistoryAsync("eternal", 1));
    }

    [Fact]
    public async Task A_message_of_a_child_to_its_deleted_parent_does_no_harm()
    {
        await Provider.CreateAsync("sender");
        var turn = await Provider.TakeTurnAsync("sender");
        await Provider.EndAsync("gone");
        await DeleteAsync("gone");

        await Provider.CommitAsync(turn.Running() with { Messages = [new NewMessage("gone", Bytes("hello"))] });
    }

    private Task<Deleted> DeleteAsync(params IReadOnlyList<string> ids) =>
        Management.DeleteInstancesAsync([.. ids.Select(id => new InstanceId(id))], DeletionForce.None, Cancellation);

    private Task<Deleted> ForceDeleteAsync(params IReadOnlyList<string> ids) =>
        Management.DeleteInstancesAsync([.. ids.Select(id => new InstanceId(id))], DeletionForce.Trees, Cancellation);

    private async Task RefusedAsync(DeletionForce force, params IReadOnlyList<string> ids)
    {
        var refused = await Assert.ThrowsAsync<ProviderException>(() =>
            force == DeletionForce.Trees ? ForceDeleteAsync(ids) : DeleteAsync(ids)
        );
        Assert.False(refused.IsRetryable);
        Assert.Contains(ids, id => refused.Message.Contains($"'{id}'", StringComparison.Ordinal) || ids.Count == 1);
    }

    private async Task EndChildAsync(string id, string parent)
    {
        await Provider.BeginChildAsync(id, parent);
        await Provider.SendAsync(id, "end");
        var turn = await Provider.TakeTurnAsync(id);
        await Provider.CommitAsync(turn.Ending() with { Events = null });
    }

    private async Task<IReadOnlyList<string>> ListAsync() =>
        [.. (await Management.ListInstancesAsync(new(), Cancellation)).Select(row => row.Instance.Value)];
}
