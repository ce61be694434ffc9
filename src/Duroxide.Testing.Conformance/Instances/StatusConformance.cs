namespace Duroxide.Testing.Conformance;

/// <summary>The custom status is the instance's, and its version counts the commits that changed it.</summary>
public abstract class StatusConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_new_instance_has_no_status_and_version_0()
    {
        await Provider.CreateAsync("new");

        Assert.Equal((null, 0), await StatusAsync("new"));
    }

    [Fact]
    public async Task A_status_is_set()
    {
        await TurnAsync("watched", new StatusChange("halfway"));

        Assert.Equal(("halfway", 1), await StatusAsync("watched"));
    }

    [Fact]
    public async Task A_status_is_cleared_with_a_new_version()
    {
        await TurnAsync("watched", new StatusChange("halfway"));
        await TurnAsync("watched", new StatusChange(null));

        Assert.Equal((null, 2), await StatusAsync("watched"));
    }

    [Fact]
    public async Task An_empty_status_is_a_status()
    {
        await TurnAsync("watched", new StatusChange(""));

        Assert.Equal(("", 1), await StatusAsync("watched"));
    }

    [Fact]
    public async Task A_turn_without_a_change_keeps_status_and_version()
    {
        await TurnAsync("watched", new StatusChange("halfway"));
        await TurnAsync("watched", null);

        Assert.Equal(("halfway", 1), await StatusAsync("watched"));
    }

    [Fact]
    public async Task Each_commit_that_changes_counts_even_to_the_same_text()
    {
        for (var version = 1; version <= 4; version++)
        {
            await TurnAsync("watched", new StatusChange("same"));
            Assert.Equal(("same", version), await StatusAsync("watched"));
        }
    }

    [Fact]
    public async Task A_status_outlives_continue_as_new_and_the_ending()
    {
        await Provider.CreateAsync("eternal");
        var turn = await Provider.TakeTurnAsync("eternal");
        await Provider.CommitAsync(turn.Continuing() with { CustomStatus = new("first") });
        Assert.Equal(("first", 1), await StatusAsync("eternal"));
        turn = await Provider.TakeTurnAsync("eternal");
        await Provider.CommitAsync(turn.Ending() with { CustomStatus = new("last") });

        Assert.Equal(("last", 2), await StatusAsync("eternal"));
    }

    [Fact]
    public async Task A_change_raises_the_revision()
    {
        await TurnAsync("watched", null);
        var before = (await Provider.ReadAsync("watched"))!.Revision;
        await PassAsync(Second);

        await TurnAsync("watched", new StatusChange("halfway"));

        var row = (await Provider.ReadAsync("watched"))!;
        Assert.True(row.Revision > before);
        Assert.Equal(Now, row.Updated);
    }

    [Fact]
    public async Task Statuses_of_instances_are_apart()
    {
        await TurnAsync("one", new StatusChange("of one"));
        await TurnAsync("two", new StatusChange("of two"));

        Assert.Equal(("of one", 1), await StatusAsync("one"));
    }

    [Fact]
    public async Task A_status_may_be_long()
    {
        var text = new string('é', 128 * 1024);
        await TurnAsync("watched", new StatusChange(text));

        Assert.Equal((text, 1), await StatusAsync("watched"));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("\u0000")]
    [InlineData("{\"text\":\"\\u0000\"")]
    [InlineData("päckchen/包裹/📦")]
    public async Task A_status_may_be_any_text(string text)
    {
        await TurnAsync("watched", new StatusChange(text));

        Assert.Equal((text, 1), await StatusAsync("watched"));
    }

    private async Task TurnAsync(string instance, StatusChange? change)
    {
        if (await Provider.ReadAsync(instance) is null)
        {
            await Provider.CreateAsync(instance);
        }
        else
        {
            await Provider.SendAsync(instance, "again");
        }
        var turn = await Provider.TakeTurnAsync(instance);
        await Provider.CommitAsync(turn.Running() with { CustomStatus = change });
    }

    private async Task<(string?, long)> StatusAsync(string instance)
    {
        var row = (await Provider.ReadAsync(instance))!;
        return (row.CustomStatus, row.CustomStatusVersion);
    }
}
