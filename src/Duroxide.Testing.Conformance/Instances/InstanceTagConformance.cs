namespace Duroxide.Testing.Conformance;

/// <summary>The tags of an instance are a dictionary that stands in its row.</summary>
public abstract class InstanceTagConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task An_instance_begins_with_the_tags_that_it_is_started_with()
    {
        await StartAsync("tagged", ("customer", "acme"), ("", ""));
        await Provider.CreateAsync("plain");

        Assert.Equal(ValueMap.Of(("customer", "acme"), ("", "")), await TagsAsync("tagged"));
        Assert.Empty(await TagsAsync("plain"));
    }

    [Fact]
    public async Task A_start_of_an_id_that_is_taken_changes_no_tag()
    {
        await StartAsync("tagged", ("customer", "acme"));

        var second = new NewInstance("tagged", "test/other", new byte[] { 1 }) { Tags = ValueMap.Of(("more", "1")) };
        Assert.Equal([false], await Provider.CreateInstancesAsync([second], Cancellation));

        Assert.Equal(ValueMap.Of(("customer", "acme")), await TagsAsync("tagged"));
    }

    [Fact]
    public async Task Of_two_starts_of_one_id_in_one_call_the_first_gives_the_tags()
    {
        NewInstance One(string value) =>
            new("twice", "test/orchestration", new byte[] { 1 }) { Tags = ValueMap.Of(("which", value)) };

        await Provider.CreateInstancesAsync([One("first"), One("second")], Cancellation);

        Assert.Equal(ValueMap.Of(("which", "first")), await TagsAsync("twice"));
    }

    [Fact]
    public async Task A_turn_adds_replaces_and_takes_away()
    {
        await StartAsync("tagged", ("a", "1"), ("b", "1"), ("c", "1"));
        await TurnAsync("tagged", new TagChange("a", "2"), new TagChange("b", null), new TagChange("d", "1"));

        Assert.Equal(ValueMap.Of(("a", "2"), ("c", "1"), ("d", "1")), await TagsAsync("tagged"));
    }

    [Fact]
    public async Task To_take_away_what_is_not_there_does_no_harm()
    {
        await Provider.BeginAsync("plain");
        await TurnAsync("plain", new TagChange("nothing", null));

        Assert.Empty(await TagsAsync("plain"));
    }

    [Fact]
    public async Task A_change_raises_the_revision_so_that_who_waits_sees_it()
    {
        await Provider.BeginAsync("tagged");
        var before = await Provider.ReadAsync("tagged");

        await TurnAsync("tagged", new TagChange("a", "1"));

        var after = await Provider.ReadInstanceAsync("tagged", before!.Revision, TimeSpan.Zero, Cancellation);
        Assert.True(after!.Revision > before.Revision);
        Assert.Equal("1", after.Tags["a"]);
    }

    [Fact]
    public async Task A_turn_that_is_refused_changes_no_tag()
    {
        await Provider.BeginAsync("tagged");
        await Provider.SendAsync("tagged", "go");
        var turn = await Provider.TakeTurnAsync("tagged");
        var stale = turn.Running() with { Tags = [new("a", "1")], Execution = new ExecutionId(7) };

        Assert.False(await Provider.TryCommitAsync(stale));

        Assert.Empty(await TagsAsync("tagged"));
    }

    [Fact]
    public async Task Tags_outlive_continue_as_new_and_the_ending()
    {
        await StartAsync("tagged", ("a", "1"));
        await Provider.CommitAsync((await Provider.TakeTurnAsync("tagged")).Continuing());
        Assert.Equal("1", (await TagsAsync("tagged"))["a"]);

        var last = (await Provider.TakeTurnAsync("tagged")).Ending() with { Tags = [new("b", "2")] };
        await Provider.CommitAsync(last);

        Assert.Equal(ValueMap.Of(("a", "1"), ("b", "2")), await TagsAsync("tagged"));
    }

    [Fact]
    public async Task Tags_of_instances_are_apart_also_in_one_commit()
    {
        await StartAsync("one", ("a", "1"));
        var one = await Provider.TakeTurnAsync("one");
        await StartAsync("two", ("a", "1"));
        var two = await Provider.TakeTurnAsync("two");

        var stored = await Provider.StoreAsync(
            one.Running() with
            {
                Tags = [new("a", null)],
            },
            two.Running() with
            {
                Tags = [new("a", "2")],
            }
        );

        Assert.Equal([true, true], stored);
        Assert.Empty(await TagsAsync("one"));
        Assert.Equal("2", (await TagsAsync("two"))["a"]);
    }

    [Fact]
    public async Task An_instance_that_a_turn_starts_has_its_tags()
    {
        await Provider.CreateAsync("parent");
        var turn = await Provider.TakeTurnAsync("parent");
        var child = new NewInstance("child", "test/child", new byte[] { 1 })
        {
            Parent = "parent",
            Tags = ValueMap.Of(("of", "parent")),
        };

        await Provider.CommitAsync(turn.Running() with { Starts = [child], Tags = [new("a", "1")] });

        Assert.Equal(ValueMap.Of(("of", "parent")), await TagsAsync("child"));
        Assert.Equal(ValueMap.Of(("a", "1")), await TagsAsync("parent"));
    }

    [Fact]
    public async Task A_start_with_its_first_turn_has_the_tags_of_both()
    {
        var start = new NewInstance("quick", "test/orchestration", new byte[] { 1 })
        {
            Tags = ValueMap.Of(("a", "1"), ("b", "1")),
        };
        var turn = new TurnCommit(
            new TurnRight.Starting(start, Provider.Now),
            ExecutionId.First,
            ExecutionStatus.Running
        )
        {
            Events = new EventBatch(new(1), new(1), new byte[] { 2 }),
            Tags = [new("b", null), new("c", "1")],
        };

        Assert.True(Assert.Single(await Provider.CommitTurnsAsync([turn], Cancellation)).IsStored);

        Assert.Equal(ValueMap.Of(("a", "1"), ("c", "1")), await TagsAsync("quick"));
    }

    private async Task StartAsync(string instance, params (string, string)[] tags)
    {
        var start = new NewInstance(instance, "test/orchestration", new byte[] { 1 }) { Tags = ValueMap.Of(tags) };
        Assert.Equal([true], await Provider.CreateInstancesAsync([start], Cancellation));
    }

    private async Task TurnAsync(string instance, params TagChange[] changes)
    {
        var turn = (await Provider.FetchTurnsAsync()).SingleOrDefault(item => item.Instance == instance);
        if (turn is null)
        {
            await Provider.SendAsync(instance, "go");
            turn = await Provider.TakeTurnAsync(instance);
        }
        await Provider.CommitAsync(turn.Running() with { Tags = changes.ToValueList() });
    }

    private async Task<ValueMap<string, string>> TagsAsync(string instance) =>
        (await Provider.ReadAsync(instance))!.Tags;
}
