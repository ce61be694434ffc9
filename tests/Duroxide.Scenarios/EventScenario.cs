using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Positional events reach a wait that is open when they arrive, each one wait, and are lost otherwise.</summary>
public abstract class EventScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_wait_and_its_event_make_four_facts()
    {
        var waiting = new Orchestration<Unit, string>(
            "waiting",
            async (context, _) => await context.ScheduleWait<string>("Event")
        );
        Code.Add(waiting);
        await RunAsync();
        await StartAsync(waiting, "one", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("one");

        await Client.RaiseEventAsync("one", "Event", "here", Cancellation);

        Assert.Equal("here", await OutputOfAsync<string>("one"));
        Assert.Collection(
            await FactsOfAsync("one"),
            fact => Assert.IsType<Fact.Started>(fact),
            fact => Assert.IsType<Fact.Scheduled>(fact),
            fact => Assert.IsType<Fact.Arrived>(fact),
            fact => Assert.IsType<Fact.Ended>(fact)
        );
    }

    [Fact]
    public async Task An_event_before_its_wait_is_recorded_and_not_delivered()
    {
        var late = new Orchestration<Unit, string>(
            "late",
            async (context, _) =>
            {
                await context.ReceiveMessage<string>("go");
                return await context.ScheduleWait<string>("Event");
            }
        );
        Code.Add(late);
        await RunAsync();
        await StartAsync(late, "late", Unit.Value);
        await Client.RaiseEventAsync("late", "Event", "too early", Cancellation);
        await Client.SendMessageAsync("late", "go", "", Cancellation);
        await UntilFactAsync<Fact.Scheduled>("late", fact => fact.Operation is Operation.Event);

        await Client.RaiseEventAsync("late", "Event", "in time", Cancellation);

        Assert.Equal("in time", await OutputOfAsync<string>("late"));
        Assert.Equal(3, (await FactsOfAsync("late")).OfType<Fact.Arrived>().Count());
    }

    [Fact]
    public async Task Two_waits_receive_two_equal_events_in_order()
    {
        var twice = new Orchestration<Unit, string>(
            "twice",
            async (context, _) =>
            {
                var (one, two) = (context.ScheduleWait<string>("Event"), context.ScheduleWait<string>("Event"));
                await context.ScheduleTimer(TimeSpan.FromSeconds(1));
                return $"{await two}{await one}";
            }
        );
        Code.Add(twice);
        await RunAsync();
        await StartAsync(twice, "twice", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("twice", count: 3);

        await Client.RaiseEventAsync("twice", "Event", "same", Cancellation);
        await Client.RaiseEventAsync("twice", "Event", "same", Cancellation);

        Assert.Equal("samesame", await OutputOfAsync<string>("twice"));
    }

    [Fact]
    public async Task A_second_event_for_one_wait_is_recorded_and_ignored()
    {
        var once = new Orchestration<Unit, string>(
            "once",
            async (context, _) =>
            {
                var first = await context.ScheduleWait<string>("Event");
                await context.ReceiveMessage<string>("go");
                return first;
            }
        );
        Code.Add(once);
        await RunAsync();
        await StartAsync(once, "once", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("once");

        await Client.RaiseEventAsync("once", "Event", "first", Cancellation);
        await Client.RaiseEventAsync("once", "Event", "first", Cancellation);
        await Client.SendMessageAsync("once", "go", "", Cancellation);

        Assert.Equal("first", await OutputOfAsync<string>("once"));
        Assert.Equal(3, (await FactsOfAsync("once")).OfType<Fact.Arrived>().Count());
    }

    [Fact]
    public async Task A_cancelled_wait_does_not_steal_a_later_event()
    {
        var racing = new Orchestration<Unit, string>(
            "racing",
            async (context, _) =>
            {
                var lost = context.ScheduleWait<string>("Event");
                await context.Select(lost, context.ScheduleTimer(TimeSpan.FromSeconds(1)));
                return await context.ScheduleWait<string>("Event");
            }
        );
        Code.Add(racing);
        await RunAsync();
        await StartAsync(racing, "racing", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("racing", count: 3);

        await Client.RaiseEventAsync("racing", "Event", "for the second", Cancellation);

        Assert.Equal("for the second", await OutputOfAsync<string>("racing"));
    }

    [Fact]
    public async Task An_event_in_the_batch_that_lost_the_race_finds_no_wait()
    {
        var racing = new Orchestration<Unit, string>(
            "racing",
            async (context, _) =>
            {
                await context.Select(context.ScheduleWait<string>("Event"), context.ScheduleWait<string>("Go"));
                await context.ReceiveMessage<string>("then");
                return await context.ScheduleWait<string>("Event");
            }
        );
        Code.Add(racing);
        var runtime = await RunAsync();
        await StartAsync(racing, "racing", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("racing", count: 2);
        await StopAsync(runtime);
        await Client.RaiseEventAsync("racing", "Go", "", Cancellation);
        await Client.RaiseEventAsync("racing", "Event", "no wait is open", Cancellation);
        await Client.SendMessageAsync("racing", "then", "", Cancellation);
        await Client.RaiseEventAsync("racing", "Event", "for the second", Cancellation);

        await RunAsync();

        Assert.Equal("for the second", await OutputOfAsync<string>("racing"));
    }

    [Fact]
    public async Task An_approval_times_out_unless_somebody_answers()
    {
        var approval = new Orchestration<Unit, string>(
            "approval",
            async (context, _) =>
            {
                var first = await context.Select(
                    context.ScheduleWait<bool>("Approved"),
                    context.ScheduleTimer(TimeSpan.FromDays(3))
                );
                return first.Match(yes => yes ? "approved" : "rejected", _ => "too late");
            }
        );
        Code.Add(approval);
        await RunAsync();
        await StartAsync(approval, "answered", Unit.Value);
        await StartAsync(approval, "forgotten", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("answered", count: 2);

        await Client.RaiseEventAsync("answered", "Approved", true, Cancellation);

        Assert.Equal("approved", await OutputOfAsync<string>("answered"));
        Assert.Equal("too late", await OutputOfAsync<string>("forgotten"));
    }

    [Fact]
    public async Task Data_that_does_not_parse_fails_the_one_call_and_can_be_caught()
    {
        var careful = new Orchestration<Unit, string>(
            "careful",
            async (context, _) =>
            {
                try
                {
                    return $"{await context.ScheduleWait<int>("Number")}";
                }
                catch (PayloadException)
                {
                    return "not a number";
                }
            }
        );
        Code.Add(careful);
        await RunAsync();
        await StartAsync(careful, "careful", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("careful");

        await Client.RaiseEventAsync("careful", "Number", "text", Cancellation);

        Assert.Equal("not a number", await OutputOfAsync<string>("careful"));
    }

    [Fact]
    public async Task An_event_that_nothing_waits_for_is_told_in_the_log_and_one_that_is_awaited_is_not()
    {
        var waiting = new Orchestration<Unit, string>(
            "waiting",
            async (context, _) => await context.ScheduleWait<string>("awaited")
        );
        Code.Add(waiting);
        await RunAsync();
        await StartAsync(waiting, "listening", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("listening");

        await Client.RaiseEventAsync("listening", "stray", "a", Cancellation);
        await Client.RaiseEventAsync("listening", "awaited", "b", Cancellation);
        await Client.RaiseEventAsync("listening", "awaited", "c", Cancellation);

        Assert.Equal("b", await OutputOfAsync<string>("listening"));
        await UntilAsync(() =>
            Log.Holds("Event stray came to instance listening while nothing waited for it, and is lost")
        );
        Assert.False(Log.Holds("Event awaited came"));
    }
}
