namespace Duroxide.Testing.Conformance;

/// <summary>A tag says which workers run an activity.</summary>
public abstract class TagConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task By_default_only_untagged_activities_are_taken()
    {
        await ScheduleAsync();

        Assert.Equal(["plain"], await TakeAsync(new TagFilter.DefaultOnly()));
    }

    [Fact]
    public async Task Named_tags_alone_are_taken()
    {
        await ScheduleAsync();

        Assert.Equal(["gpu"], await TakeAsync(new TagFilter.Tags(["gpu"])));
    }

    [Fact]
    public async Task Several_named_tags_are_taken()
    {
        await ScheduleAsync();

        Assert.Equal(["gpu", "arm"], await TakeAsync(new TagFilter.Tags(["arm", "gpu", "unknown"])));
    }

    [Fact]
    public async Task Untagged_and_named_tags_are_taken_together()
    {
        await ScheduleAsync();

        Assert.Equal(["plain", "gpu"], await TakeAsync(new TagFilter.DefaultAnd(["gpu"])));
    }

    [Fact]
    public async Task Any_takes_all()
    {
        await ScheduleAsync();

        Assert.Equal(["plain", "gpu", "arm"], await TakeAsync(new TagFilter.Any()));
    }

    [Fact]
    public async Task None_takes_none()
    {
        await ScheduleAsync();

        Assert.Empty(await TakeAsync(new TagFilter.None()));
    }

    [Fact]
    public async Task A_tag_that_nobody_serves_holds_up_nobody()
    {
        await Provider.ScheduleAsync(
            "worker",
            [.. Enumerable.Range(1, 50).Select(id => Tagged(id, "stranded")), Tagged(51, "gpu"), Tagged(52, null)]
        );

        var item = Assert.Single(await Provider.FetchWorkAsync(1, new TagFilter.Tags(["gpu"])));
        Assert.Equal("gpu", item.Tag);
        Assert.Null((await Provider.TakeWorkAsync()).Tag);
    }

    [Fact]
    public async Task A_tag_survives_release_and_expiry()
    {
        await Provider.ScheduleAsync("worker", Tagged(1, "gpu"));
        await Provider.ReleaseAsync(await Provider.TakeWorkAsync(new TagFilter.Tags(["gpu"])));
        Assert.Empty(await Provider.FetchWorkAsync());
        await Provider.TakeWorkAsync(new TagFilter.Tags(["gpu"]));
        await PassAsync(Lease);
        Assert.Empty(await Provider.FetchWorkAsync());

        Assert.Equal("gpu", (await Provider.TakeWorkAsync(new TagFilter.Any())).Tag);
    }

    [Fact]
    public async Task Tags_differ_by_case_and_may_be_any_text()
    {
        await Provider.ScheduleAsync("worker", Tagged(1, "GPU"), Tagged(2, "it's \"päckchen\" %_📦"));

        Assert.Empty(await Provider.FetchWorkAsync(10, new TagFilter.Tags(["gpu", "it's \"p%"])));
        Assert.Equal(
            2,
            (await Provider.FetchWorkAsync(10, new TagFilter.Tags(["GPU", "it's \"päckchen\" %_📦"]))).Count
        );
    }

    [Fact]
    public async Task Workers_with_overlapping_filters_never_get_the_same_activity()
    {
        await Provider.ScheduleAsync(
            "worker",
            [.. Enumerable.Range(1, 40).Select(id => Tagged(id, id % 2 == 0 ? "gpu" : null))]
        );
        var filters = new TagFilter[]
        {
            new TagFilter.Any(),
            new TagFilter.DefaultAnd(["gpu"]),
            new TagFilter.Tags(["gpu"]),
        };

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(index => Task.Run(() => Provider.FetchWorkAsync(5, filters[index % 3])))
        );

        var ids = taken.SelectMany(items => items).Select(item => item.Id.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(40, ids.Count + (await Provider.FetchWorkAsync(100, new TagFilter.Any())).Count);
    }

    [Fact]
    public async Task A_tag_and_a_session_must_both_fit()
    {
        await Provider.ScheduleAsync("worker", Tagged(1, "gpu") with { Session = "s" });
        var claim = new SessionClaim("owner", Lease, 10);

        Assert.Empty(await Provider.FetchWorkAsync(10, new TagFilter.DefaultOnly(), claim));
        Assert.Empty(await Provider.FetchWorkAsync(10, new TagFilter.Tags(["gpu"])));
        var item = Assert.Single(await Provider.FetchWorkAsync(10, new TagFilter.Tags(["gpu"]), claim));
        Assert.Equal(("gpu", "s"), (item.Tag, item.Session));
    }

    [Fact]
    public async Task A_session_is_not_claimed_for_an_activity_whose_tag_does_not_fit()
    {
        await Provider.ScheduleAsync("worker", Tagged(1, "gpu") with { Session = "s" });
        var picky = new SessionClaim("picky", Lease, 10);
        await Provider.FetchWorkAsync(10, new TagFilter.DefaultOnly(), picky);

        Assert.Single(await Provider.FetchWorkAsync(10, new TagFilter.Any(), new SessionClaim("other", Lease, 10)));
    }

    private static NewActivity Tagged(long id, string? tag) => Work.Activity(id, tag ?? "plain") with { Tag = tag };

    private Task ScheduleAsync() =>
        Provider.ScheduleAsync("worker", Tagged(1, null), Tagged(2, "gpu"), Tagged(3, "arm"));

    private async Task<IEnumerable<string>> TakeAsync(TagFilter filter) =>
        (await Provider.FetchWorkAsync(100, filter)).Select(item => item.Text);
}
