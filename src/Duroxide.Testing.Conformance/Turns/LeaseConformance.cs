namespace Duroxide.Testing.Conformance;

/// <summary>At most one holder of an instance, who decides on what was there when it was fetched.</summary>
public abstract class LeaseConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_leased_instance_is_not_fetched_again()
    {
        await Provider.CreateAsync("leased");
        await Provider.TakeTurnAsync("leased");

        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task A_message_does_not_make_a_leased_instance_ready()
    {
        await Provider.CreateAsync("leased");
        await Provider.TakeTurnAsync("leased");
        await Provider.SendAsync("leased", "hello");

        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task A_lease_on_one_instance_does_not_hold_up_another()
    {
        await Provider.CreateAsync("one", "two");

        Assert.Equal("one", (await Provider.TryTakeTurnAsync())!.Instance.Value);
        Assert.Equal("two", (await Provider.TryTakeTurnAsync())!.Instance.Value);
        Assert.Null(await Provider.TryTakeTurnAsync());
    }

    [Fact]
    public async Task Every_lease_is_another_one()
    {
        await Provider.CreateAsync("one", "two", "three", "four", "five");

        var leases = (await Provider.FetchTurnsAsync()).Select(turn => turn.Lease).ToList();

        Assert.Equal(5, leases.Distinct().Count());
        Assert.Equal(5, leases.Select(lease => lease.Key).Distinct().Count());
    }

    [Fact]
    public async Task The_fence_rises_with_each_lease_of_an_instance()
    {
        await Provider.CreateAsync("fenced");
        var first = await Provider.TakeTurnAsync("fenced");
        await Provider.ReleaseAsync(first);
        var second = await Provider.TakeTurnAsync("fenced");
        await PassAsync(Lease);
        var third = await Provider.TakeTurnAsync("fenced");
        await Provider.CommitAsync(third.Running());
        await Provider.SendAsync("fenced", "hello");
        var fourth = await Provider.TakeTurnAsync("fenced");

        var leases = new[] { first.Lease, second.Lease, third.Lease, fourth.Lease };
        Assert.Single(leases.Select(lease => lease.Key).Distinct());
        Assert.Equal(leases.OrderBy(lease => lease.Fence), leases);
        Assert.Equal(4, leases.Select(lease => lease.Fence).Distinct().Count());
    }

    [Fact]
    public async Task A_fetch_takes_at_most_as_many_as_asked_for()
    {
        await Provider.CreateAsync("one", "two", "three");

        Assert.Equal(2, (await Provider.FetchTurnsAsync(2)).Count);
        Assert.Single(await Provider.FetchTurnsAsync(2));
    }

    [Fact]
    public async Task A_fetch_of_none_takes_none()
    {
        await Provider.CreateAsync("one");

        Assert.Empty(await Provider.FetchTurnsAsync(0));
        Assert.Single(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task The_longest_waiting_instance_comes_first()
    {
        await Provider.BeginAsync("one", "two", "three");
        foreach (var id in new[] { "three", "one", "two" })
        {
            await Provider.SendAsync(id, "hello");
            await PassAsync(Second);
        }

        Assert.Equal(["three", "one"], (await Provider.FetchTurnsAsync(2)).Select(turn => turn.Instance.Value));
    }

    [Fact]
    public async Task A_turn_holds_all_visible_messages_in_order_of_arrival()
    {
        await Provider.BeginAsync("busy");
        await Provider.SendAsync("busy", "one", "two");
        await Provider.SendAsync("busy", "three");
        await PassAsync(Second);
        await Provider.SendAsync("busy", "four");

        var turn = await Provider.TakeTurnAsync("busy");

        Assert.Equal(["one", "two", "three", "four"], Texts(turn));
        Assert.Equal(turn.Messages.OrderBy(message => message.Id), turn.Messages);
        Assert.Equal(Now, turn.Messages[3].Time);
        Assert.Equal(turn.Messages[0].Time.Plus(Second), turn.Messages[3].Time);
    }

    [Fact]
    public async Task The_time_of_a_message_is_when_it_arrived_however_often_it_is_fetched()
    {
        await Provider.BeginAsync("slow");
        await Provider.SendAsync("slow", "hello");
        var arrived = Now;
        await PassAsync(Second);
        await Provider.ReleaseAsync(await Provider.TakeTurnAsync("slow"));
        await PassAsync(Second);

        Assert.Equal(arrived, (await Provider.TakeTurnAsync("slow")).Messages.Single().Time);
    }

    [Fact]
    public async Task Messages_that_arrive_meanwhile_wait_for_the_next_turn()
    {
        await Provider.BeginAsync("busy");
        await Provider.SendAsync("busy", "early");
        var turn = await Provider.TakeTurnAsync("busy");
        await Provider.SendAsync("busy", "late", "later");

        await Provider.CommitAsync(turn.Running());

        Assert.Equal(["late", "later"], Texts(await Provider.TakeTurnAsync("busy")));
    }

    [Fact]
    public async Task A_commit_uses_up_only_what_it_names()
    {
        await Provider.BeginAsync("choosy");
        await Provider.SendAsync("choosy", "one", "two", "three");
        var turn = await Provider.TakeTurnAsync("choosy");

        await Provider.CommitAsync(turn.Running() with { Consumed = [turn.Messages[1].Id] });

        Assert.Equal(["one", "three"], Texts(await Provider.TakeTurnAsync("choosy")));
    }

    [Fact]
    public async Task A_commit_cannot_use_up_the_messages_of_another_instance()
    {
        await Provider.BeginAsync("greedy", "victim");
        await Provider.SendAsync("victim", "mine");
        var victim = await Provider.TakeTurnAsync("victim");
        await Provider.ReleaseAsync(victim);
        await Provider.SendAsync("greedy", "hello");
        var turns = await Provider.FetchTurnsAsync();
        var greedy = turns.Single(turn => turn.Instance.Value == "greedy");
        await Provider.ReleaseAsync(turns.Single(turn => turn.Instance.Value == "victim"));

        await Provider.CommitAsync(greedy.Running() with { Consumed = [victim.Messages[0].Id] });

        var ready = await Provider.FetchTurnsAsync();
        Assert.Equal(["mine"], Texts(ready.Single(turn => turn.Instance.Value == "victim")));
        Assert.Equal(["hello"], Texts(ready.Single(turn => turn.Instance.Value == "greedy")));
    }

    [Fact]
    public async Task An_instance_with_nothing_left_is_not_fetched()
    {
        await Provider.BeginAsync("idle");

        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task A_leased_turn_knows_where_its_history_ends()
    {
        await Provider.CreateAsync("long");
        var first = await Provider.TakeTurnAsync("long");
        await Provider.CommitAsync(first.Running() with { Events = first.Events("seven", 7) });
        await Provider.SendAsync("long", "hello");

        Assert.Equal(new EventId(7), (await Provider.TakeTurnAsync("long")).LastEvent);
    }
}
