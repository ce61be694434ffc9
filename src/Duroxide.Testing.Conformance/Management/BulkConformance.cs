namespace Duroxide.Testing.Conformance;

/// <summary>Many instances are found by what they have in common, page by page, and then deleted.</summary>
public abstract class BulkConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task Ended_roots_are_found_and_deleted_with_their_trees()
    {
        await Provider.EndAsync("ended-1", "ended-2");
        await Provider.BeginAsync("running");
        await Provider.BeginChildAsync("child", "ended-1");
        await Provider.SendAsync("child", "end");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("child")).Ending());

        var roots = await FindAsync(new() { Status = ExecutionStatus.Completed, RootsOnly = true });
        var deleted = await Management.DeleteInstancesAsync(roots, DeletionForce.None, Cancellation);

        Assert.Equal(3, deleted.Instances);
        Assert.Equal(["running"], (await FindAsync(new())).Select(id => id.Value));
    }

    [Fact]
    public async Task Instances_that_ended_before_a_time_are_found()
    {
        await Provider.BeginAsync("running");
        await Provider.EndAsync("early");
        await PassAsync(Second);
        var then = Now.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(5));
        await Provider.EndAsync("then");
        await PassAsync(Second);
        await Provider.EndAsync("late");

        Assert.Equal(["early"], (await FindAsync(new() { EndedBefore = then })).Select(id => id.Value));
        Assert.Equal(
            ["then", "early"],
            (await FindAsync(new() { EndedBefore = then + Second })).Select(id => id.Value)
        );
    }

    [Fact]
    public async Task An_instance_that_continued_as_new_long_ago_has_not_ended()
    {
        await Provider.CreateAsync("eternal");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());
        await PassAsync(Second);

        Assert.Empty(await FindAsync(new() { EndedBefore = Now.ToDateTimeOffset() }));
        Assert.Empty(await FindAsync(new() { Status = ExecutionStatus.ContinuedAsNew }));
        Assert.Single(await FindAsync(new() { Status = ExecutionStatus.Running }));
    }

    [Fact]
    public async Task A_limit_ends_a_page()
    {
        await Provider.EndAsync("one", "two", "three");

        Assert.Equal(["three", "two"], (await FindAsync(new() { Limit = 2 })).Select(id => id.Value));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        await Provider.EndAsync([.. Enumerable.Range(1, 11).Select(index => $"i-{index:00}")]);
        var found = new List<string>();
        var query = new InstanceQuery { Limit = 3 };
        do
        {
            var page = await Management.ListInstancesAsync(query, Cancellation);
            found.AddRange(page.Select(row => row.Instance.Value));
            query = query with { After = page.Next };
        } while (query.After is not null);

        Assert.Equal(Enumerable.Range(1, 11).Reverse().Select(index => $"i-{index:00}"), found);
    }

    [Fact]
    public async Task What_is_created_between_two_pages_is_not_in_the_second()
    {
        await Provider.EndAsync("one", "two", "three");
        var first = await Management.ListInstancesAsync(new() { Limit = 2 }, Cancellation);
        await Provider.EndAsync("four");

        Assert.Equal(["one"], (await FindAsync(new() { Limit = 2, After = first.Next })).Select(id => id.Value));
    }

    [Fact]
    public async Task A_page_begins_after_an_instance_that_is_gone()
    {
        await Provider.EndAsync("one", "two", "three");
        var first = await Management.ListInstancesAsync(new() { Limit = 2 }, Cancellation);
        await Management.DeleteInstancesAsync(["two"], DeletionForce.None, Cancellation);

        Assert.Equal(["one"], (await FindAsync(new() { After = first.Next })).Select(id => id.Value));
    }

    [Fact]
    public async Task A_limit_of_one_gives_one()
    {
        await Provider.EndAsync("one", "two");

        var page = await Management.ListInstancesAsync(new() { Limit = 1 }, Cancellation);

        Assert.Equal("two", Assert.Single(page).Instance);
        Assert.NotNull(page.Next);
    }

    [Fact]
    public async Task Many_instances_are_deleted_in_one_call()
    {
        var ids = Enumerable.Range(1, 300).Select(index => $"bulk-{index}").ToList();
        await Provider.CreateAsync(ids);
        while (await Provider.FetchTurnsAsync() is { Count: > 0 } turns)
        {
            await Provider.CommitTurnsAsync([.. turns.Select(turn => turn.Ending())], Cancellation);
        }

        var deleted = await Management.DeleteInstancesAsync(
            [.. ids.Select(id => new InstanceId(id))],
            DeletionForce.None,
            Cancellation
        );

        Assert.Equal(new Deleted(300, 300, 300, 0), deleted);
        Assert.Empty(await FindAsync(new()));
    }

    private async Task<IReadOnlyList<InstanceId>> FindAsync(InstanceQuery query) =>
        [.. (await Management.ListInstancesAsync(query, Cancellation)).Select(row => row.Instance)];
}
