namespace Duroxide.Testing.Conformance;

/// <summary>A node takes only executions that its framework version can replay.</summary>
public abstract class CapabilityConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task Without_a_filter_everything_is_taken()
    {
        await PinAsync("pinned", "9.9.9");

        Assert.Single(await Provider.FetchTurnsAsync());
    }

    [Theory]
    [InlineData("1.0.0")]
    [InlineData("1.5.7")]
    [InlineData("2.0.0")]
    public async Task A_pin_within_a_range_is_taken_both_ends_included(string pin)
    {
        await PinAsync("pinned", pin);

        var turn = Assert.Single(await FetchAsync(("1.0.0", "2.0.0")));

        Assert.Equal(Version(pin), turn.Pin);
    }

    [Theory]
    [InlineData("0.9.9")]
    [InlineData("2.0.1")]
    [InlineData("10.0.0")]
    public async Task A_pin_outside_the_range_is_left(string pin)
    {
        await PinAsync("pinned", pin);

        Assert.Empty(await FetchAsync(("1.0.0", "2.0.0")));
    }

    [Fact]
    public async Task Numbers_above_a_thousand_are_compared_as_numbers()
    {
        await PinAsync("pinned", "1.0.1500");

        Assert.Empty(await FetchAsync(("1.1.0", "1.2.0")));
        Assert.Single(await FetchAsync(("1.0.1000", "1.0.2000")));
    }

    [Fact]
    public async Task A_pre_release_counts_as_its_release()
    {
        await PinAsync("pinned", "1.0.0-beta.1");

        var turn = Assert.Single(await FetchAsync(("1.0.0", "1.0.0")));

        Assert.Equal(Version("1.0.0-beta.1"), turn.Pin);
    }

    [Fact]
    public async Task Every_range_counts()
    {
        await PinAsync("one", "1.5.0");
        await PinAsync("two", "2.5.0");
        await PinAsync("three", "3.5.0");

        var turns = await FetchAsync(("1.0.0", "1.9.9"), ("3.0.0", "3.9.9"));

        Assert.Equal(["one", "three"], turns.Select(turn => turn.Instance.Value).Order());
    }

    [Fact]
    public async Task No_range_takes_no_pinned_execution()
    {
        await PinAsync("pinned", "1.0.0");

        Assert.Empty(await FetchAsync());
    }

    [Fact]
    public async Task An_execution_without_a_pin_fits_always()
    {
        await Provider.CreateAsync("new");

        Assert.Null(Assert.Single(await FetchAsync()).Pin);
    }

    [Fact]
    public async Task What_is_left_is_not_leased()
    {
        await PinAsync("pinned", "9.0.0");
        Assert.Empty(await FetchAsync(("1.0.0", "2.0.0")));

        Assert.Equal(1, Assert.Single(await FetchAsync(("9.0.0", "9.0.0"))).Attempt);
    }

    [Fact]
    public async Task What_is_left_does_not_hold_up_what_fits()
    {
        for (var index = 0; index < 20; index++)
        {
            await PinAsync($"foreign-{index}", "9.0.0");
        }
        await PinAsync("ours", "1.0.0");

        var turns = await Provider.FetchTurnsAsync(Fetch(1, ("1.0.0", "1.0.0")), Cancellation);

        Assert.Equal("ours", Assert.Single(turns).Instance.Value);
    }

    [Fact]
    public async Task A_pin_is_kept_by_turns_that_give_none()
    {
        await PinAsync("pinned", "9.0.0");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("pinned")).Running());
        await Provider.SendAsync("pinned", "again");

        Assert.Empty(await FetchAsync(("1.0.0", "2.0.0")));
        Assert.Single(await FetchAsync(("9.0.0", "9.0.0")));
    }

    [Fact]
    public async Task A_pin_may_be_given_later_and_anew()
    {
        await Provider.BeginAsync("late");
        await Provider.SendAsync("late", "one");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("late")).Running() with { Pin = Version("1.0.0") });
        await Provider.SendAsync("late", "two");
        var turn = Assert.Single(await FetchAsync(("1.0.0", "1.0.0")));
        await Provider.CommitAsync(turn.Running() with { Pin = Version("2.0.0") });
        await Provider.SendAsync("late", "three");

        Assert.Empty(await FetchAsync(("1.0.0", "1.0.0")));
        Assert.Single(await FetchAsync(("2.0.0", "2.0.0")));
    }

    [Fact]
    public async Task Each_execution_has_a_pin_of_its_own()
    {
        await PinAsync("eternal", "1.0.0");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());

        var next = Assert.Single(await FetchAsync(("2.0.0", "2.0.0")));
        Assert.Null(next.Pin);
        await Provider.CommitAsync(next.Running() with { Pin = Version("2.0.0") });
        await Provider.SendAsync("eternal", "hello");

        Assert.Empty(await FetchAsync(("1.0.0", "1.0.0")));
        Assert.Single(await FetchAsync(("2.0.0", "2.0.0")));
    }

    [Fact]
    public async Task A_filter_does_not_take_what_is_leased()
    {
        await PinAsync("pinned", "1.0.0");
        Assert.Single(await FetchAsync(("1.0.0", "1.0.0")));

        Assert.Empty(await FetchAsync(("1.0.0", "1.0.0")));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task Who_waits_is_woken_by_what_fits_and_not_by_the_rest()
    {
        await PinAsync("foreign", "9.0.0");
        var fetch = Fetch(1, ("1.0.0", "1.0.0")) with { Wait = TimeSpan.FromMinutes(10) };
        var waiting = Provider.FetchTurnsAsync(fetch, Cancellation);

        await Provider.CreateAsync("ours");

        Assert.Equal(
            "ours",
            Assert.Single(await waiting.WaitAsync(Generous, TimeProvider.System, Cancellation)).Instance.Value
        );
    }

    private static TurnFetch Fetch(int max, params IReadOnlyList<(string Min, string Max)> ranges) =>
        new(max, Lease, TimeSpan.Zero)
        {
            Capabilities = ranges
                .Select(range => new VersionRange(Version(range.Min), Version(range.Max)))
                .ToValueList(),
        };

    private Task<IReadOnlyList<TurnItem>> FetchAsync(params IReadOnlyList<(string Min, string Max)> ranges) =>
        Provider.FetchTurnsAsync(Fetch(100, ranges), Cancellation);

    /// <summary>Pins an instance that afterwards has something to react to.</summary>
    private async Task PinAsync(string instance, string pin)
    {
        await Provider.CreateAsync(instance);
        var turns = await Provider.FetchTurnsAsync();
        foreach (var other in turns.Where(turn => turn.Instance.Value != instance))
        {
            await Provider.ReleaseAsync(other, count: false);
        }
        var turn = turns.Single(item => item.Instance.Value == instance);
        await Provider.CommitAsync(turn.Running() with { Pin = Version(pin) });
        await Provider.SendAsync(instance, "hello");
    }
}
