namespace Duroxide.Testing.Conformance;

/// <summary>How instances come to be.</summary>
public abstract class CreationConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_new_instance_has_a_row_at_once()
    {
        await Provider.CreateAsync("new");

        var row = (await Provider.ReadAsync("new"))!;
        Assert.Equal("test/orchestration", row.Name);
        Assert.Null(row.Version);
        Assert.Equal(ExecutionId.First, row.Execution);
        Assert.Equal(ExecutionStatus.Running, row.Status);
        Assert.True(row.Revision > 0);
        Assert.Equal(Now, row.Created);
        Assert.Equal(Now, row.Updated);
        Assert.Null(row.Output);
        Assert.Null(row.Parent);
        Assert.Null(row.Parked);
    }

    [Fact]
    public async Task A_new_instance_is_ready_for_its_first_turn()
    {
        await Provider.CreateAsync("new");

        var turn = await Provider.TakeTurnAsync("new");

        Assert.Equal(ExecutionId.First, turn.Execution);
        Assert.Equal(EventId.None, turn.LastEvent);
        Assert.Empty(turn.Messages);
        Assert.Equal("new", Text(turn.Start!.Header));
        Assert.Equal(Now, turn.Start.Time);
        Assert.Null(turn.Pin);
    }

    [Fact]
    public async Task The_time_of_a_start_is_when_it_was_asked_for()
    {
        var asked = Now;
        await Provider.CreateAsync("new");
        await PassAsync(Second);

        Assert.Equal(asked, (await Provider.TakeTurnAsync("new")).Start!.Time);
    }

    [Fact]
    public async Task Only_the_first_turn_brings_the_start()
    {
        await Provider.BeginAsync("begun");
        await Provider.SendAsync("begun", "hello");

        Assert.Null((await Provider.TakeTurnAsync("begun")).Start);
    }

    [Fact]
    public async Task A_first_turn_that_is_given_back_brings_the_start_again()
    {
        await Provider.CreateAsync("new");
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("new"));

        Assert.NotNull((await Provider.TakeTurnAsync("new")).Start);
    }

    [Fact]
    public async Task An_existing_instance_is_left_as_it_is()
    {
        await Provider.CreateAsync("taken");
        var again = new NewInstance("taken", "test/other", Bytes("other"));

        Assert.Equal([false], await Provider.CreateInstancesAsync([again], Cancellation));

        Assert.Equal("test/orchestration", (await Provider.ReadAsync("taken"))!.Name);
        Assert.Equal("taken", Text((await Provider.TakeTurnAsync("taken")).Start!.Header));
    }

    [Fact]
    public async Task An_ended_instance_is_not_created_again()
    {
        await Provider.EndAsync("ended");
        var again = new NewInstance("ended", "test/other", Bytes("other"));

        Assert.Equal([false], await Provider.CreateInstancesAsync([again], Cancellation));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task One_id_twice_in_a_batch_is_created_once()
    {
        var batch = new[]
        {
            new NewInstance("one", "test/first", Bytes("first")),
            new NewInstance("two", "test/first", Bytes("first")),
            new NewInstance("one", "test/second", Bytes("second")),
        };

        Assert.Equal([true, true, false], await Provider.CreateInstancesAsync(batch, Cancellation));
        Assert.Equal("test/first", (await Provider.ReadAsync("one"))!.Name);
    }

    [Fact]
    public async Task Ids_differ_by_case()
    {
        await Provider.CreateAsync("Order", "order");

        Assert.Equal(["Order", "order"], (await Provider.FetchTurnsAsync()).Select(turn => turn.Instance.Value));
    }

    [Theory]
    [InlineData("with 'quotes' and \"more\"")]
    [InlineData("100%_[a-z]*; drop table instances --")]
    [InlineData("päckchen/包裹/📦")]
    [InlineData(" leading and trailing ")]
    public async Task Any_text_is_an_id(string id)
    {
        await Provider.BeginAsync(id);
        await Provider.SendAsync(id, "hello");

        Assert.Equal(["hello"], Texts(await Provider.TakeTurnAsync(id)));
        Assert.Equal(id, (await Provider.ReadAsync(id))!.Instance.Value);
    }

    [Fact]
    public async Task The_first_turn_sets_the_version()
    {
        await Provider.CreateAsync("versioned");
        var turn = await Provider.TakeTurnAsync("versioned");

        await Provider.CommitAsync(turn.Running() with { Version = Version("2.1.0-beta.3") });

        Assert.Equal(Version("2.1.0-beta.3"), (await Provider.ReadAsync("versioned"))!.Version);
    }

    [Fact]
    public async Task A_first_turn_may_give_no_version()
    {
        await Provider.BeginAsync("plain");

        Assert.Null((await Provider.ReadAsync("plain"))!.Version);
    }

    [Fact]
    public async Task A_later_turn_without_a_version_keeps_it()
    {
        await Provider.CreateAsync("versioned");
        var turn = await Provider.TakeTurnAsync("versioned");
        await Provider.CommitAsync(turn.Running() with { Version = Version("2.1.0") });
        await Provider.SendAsync("versioned", "hello");

        await Provider.CommitAsync((await Provider.TakeTurnAsync("versioned")).Running());

        Assert.Equal(Version("2.1.0"), (await Provider.ReadAsync("versioned"))!.Version);
    }

    [Fact]
    public async Task A_turn_starts_children_that_know_their_parent()
    {
        await Provider.CreateAsync("parent");
        var turn = await Provider.TakeTurnAsync("parent");
        var child = new NewInstance("child", "test/child", Bytes("header")) { Parent = "parent" };

        await Provider.CommitAsync(turn.Running() with { Starts = [child] });

        Assert.Equal("parent", (await Provider.ReadAsync("child"))!.Parent!.Value.Value);
        Assert.Equal("header", Text((await Provider.TakeTurnAsync("child")).Start!.Header));
    }

    [Fact]
    public async Task A_turn_starts_detached_instances_without_a_parent()
    {
        await Provider.CreateAsync("starter");
        var turn = await Provider.TakeTurnAsync("starter");
        var detached = new NewInstance("detached", "test/orchestration", Bytes("header"));

        await Provider.CommitAsync(turn.Running() with { Starts = [detached] });

        Assert.Null((await Provider.ReadAsync("detached"))!.Parent);
    }

    [Fact]
    public async Task A_start_of_an_existing_id_sends_what_was_asked_for_in_that_case()
    {
        await Provider.BeginAsync("taken");
        await Provider.CreateAsync("parent");
        var turn = await Provider.TakeTurnAsync("parent");
        var start = new NewInstance("taken", "test/child", Bytes("header"))
        {
            Parent = "parent",
            IfExists = new NewMessage("parent", Bytes("taken already")),
        };

        await Provider.CommitAsync(turn.Running() with { Starts = [start] });

        Assert.Equal(["taken already"], Texts(await Provider.TakeTurnAsync("parent")));
        Assert.Null((await Provider.ReadAsync("taken"))!.Parent);
    }

    [Fact]
    public async Task A_start_of_an_existing_id_may_say_nothing()
    {
        await Provider.BeginAsync("taken");
        await Provider.CreateAsync("starter");
        var turn = await Provider.TakeTurnAsync("starter");
        var start = new NewInstance("taken", "test/orchestration", Bytes("header"));

        await Provider.CommitAsync(turn.Running() with { Starts = [start] });

        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task A_start_that_is_new_sends_nothing()
    {
        await Provider.CreateAsync("parent");
        var turn = await Provider.TakeTurnAsync("parent");
        var start = new NewInstance("child", "test/child", Bytes("header"))
        {
            IfExists = new NewMessage("parent", Bytes("taken already")),
        };

        await Provider.CommitAsync(turn.Running() with { Starts = [start] });

        Assert.Equal("child", Assert.Single(await Provider.FetchTurnsAsync()).Instance.Value);
    }
}
