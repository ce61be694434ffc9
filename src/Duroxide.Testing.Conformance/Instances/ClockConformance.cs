namespace Duroxide.Testing.Conformance;

/// <summary>A clock that is put back changes no order, and keeps nothing waiting.</summary>
public abstract class ClockConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SettableClock clock;

    protected ClockConformance() => clock = new SettableClock(Time) { Offset = Hour };

    [Fact]
    public async Task Messages_keep_their_order_when_the_clock_is_put_back_between_them()
    {
        var store = await OpenNodeAsync(clock);
        await store.BeginAsync("talking");

        await store.SendAsync("talking", "one");
        clock.Offset = TimeSpan.Zero;
        await store.SendAsync("talking", "two");
        await PassAsync(Second);
        await store.SendAsync("talking", "three");

        var messages = (await store.TakeTurnAsync("talking")).Messages;
        Assert.Equal(["one", "two", "three"], messages.Select(message => Text(message.Payload)));
        Assert.Equal(messages.OrderBy(message => message.Time), messages);
    }

    [Fact]
    public async Task The_time_is_told_though_the_provider_is_closed()
    {
        var store = await OpenNodeAsync(clock);
        var before = store.Now;
        await store.DisposeAsync();
        await PassAsync(Second);

        Assert.Equal(before.Plus(Second), store.Now);
    }

    [Fact]
    public async Task What_was_ready_before_the_clock_was_put_back_is_fetched_at_once()
    {
        var store = await OpenNodeAsync(clock);
        await store.ScheduleAsync("ready", Work.Activity(1));
        await store.SendAsync("ready", "hello");

        clock.Offset = TimeSpan.Zero;

        Assert.Equal(["hello"], Texts(await store.TakeTurnAsync("ready")));
        Assert.Single(await store.FetchWorkAsync());
    }

    [Fact]
    public async Task What_was_ready_before_a_restart_with_an_earlier_clock_is_fetched_at_once_and_in_order()
    {
        await using (var before = await OpenNodeAsync(clock))
        {
            await before.ScheduleAsync("ready", Work.Activity(1));
            await before.SendAsync("ready", "one");
        }

        clock.Offset = TimeSpan.Zero;
        var after = await OpenNodeAsync(clock);
        await after.SendAsync("ready", "two");

        Assert.Equal(["one", "two"], Texts(await after.TakeTurnAsync("ready")));
        Assert.Single(await after.FetchWorkAsync());
    }

    [Fact]
    public async Task Leases_end_and_timers_fire_though_the_clock_was_put_back()
    {
        var store = await OpenNodeAsync(clock);
        await store.ScheduleAsync("working", Work.Activity(1));
        await store.TakeWorkAsync();
        await store.CreateAsync("waiting");
        var turn = await store.TakeTurnAsync("waiting");
        var timer = new NewTimer(new EventId(1), turn.Start!.Time.Plus(Lease), Bytes("due"));
        await store.CommitAsync(turn.Running() with { Timers = [timer] });

        clock.Offset = TimeSpan.Zero;
        await PassAsync(2 * Lease);

        Assert.Equal(2, (await store.TakeWorkAsync()).Attempt);
        Assert.Equal(["due"], Texts(await store.TakeTurnAsync("waiting")));
    }

    [Fact]
    public async Task What_was_ready_before_the_clock_was_put_back_is_counted_as_ready()
    {
        var store = await OpenNodeAsync(clock);
        await store.ScheduleAsync("ready", Work.Activity(1));
        await store.SendAsync("ready", "hello");

        clock.Offset = TimeSpan.Zero;

        Needs(Feature.Management);
        var metrics = await store.Management!.GetMetricsAsync(Cancellation);
        Assert.Equal((1, 1), (metrics.Messages, metrics.Activities));
    }

    [Fact]
    public async Task The_time_is_that_of_the_clock_again_when_it_has_caught_up()
    {
        var store = await OpenNodeAsync(clock);
        await store.BeginAsync("talking");

        clock.Offset = TimeSpan.Zero;
        await PassAsync(2 * Hour);
        await store.SendAsync("talking", "hello");

        Assert.Equal(Now, (await store.TakeTurnAsync("talking")).Messages.Single().Time);
    }

    [Fact]
    public async Task The_time_never_goes_back_and_what_is_stamped_later_is_not_earlier()
    {
        var store = await OpenNodeAsync(clock);
        await store.BeginAsync("talking");
        List<Timestamp> times = [store.Now];

        foreach (var offset in (TimeSpan[])[Hour, TimeSpan.Zero, Hour * 2, Hour])
        {
            clock.Offset = offset;
            times.Add(store.Now);
            await store.SendAsync("talking", "hello");
            times.Add((await store.TakeTurnAsync("talking")).Messages[^1].Time);
            times.Add(store.Now);
            await PassAsync(Lease);
            times.Add(store.Now);
        }

        Assert.Equal(times.Order(), times);
        Assert.True(times[^1] > times[0]);
    }

    [Fact]
    public async Task What_a_node_with_a_clock_far_ahead_takes_has_one_holder()
    {
        var ahead = await OpenNodeAsync(clock);
        await Provider.ScheduleAsync("working", Work.Activity(1));
        await Provider.SendAsync("working", "hello");
        var (turn, item) = (await Provider.TakeTurnAsync("working"), await Provider.TakeWorkAsync());

        var (turns, items) = (await ahead.FetchTurnsAsync(), await ahead.FetchWorkAsync());

        var isTurnMine = await Provider.TryCommitAsync(turn.Running());
        Assert.Equal(turns.Count == 0, isTurnMine);
        Assert.All(await ahead.StoreAsync([.. turns.Select(taken => taken.Running())]), Assert.True);
        Assert.Equal(items.Count == 0, await Provider.CompleteAsync(item));
        Assert.Equal(["event 1", "event 2"], await Provider.HistoryAsync("working"));
    }

    [Fact]
    public async Task A_node_whose_clock_is_behind_knows_the_time_of_the_store_after_its_first_write()
    {
        var ahead = await OpenNodeAsync(clock);
        await ahead.BeginAsync("talking");
        await ahead.SendAsync("talking", "one");

        await Provider.SendAsync("talking", "two");

        var known = Provider.Now;
        var messages = (await Provider.TakeTurnAsync("talking")).Messages;
        Assert.True(messages[0].Time <= messages[1].Time);
        Assert.True(messages[1].Time <= known);
    }
}
