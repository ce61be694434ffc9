namespace Duroxide.Core.Tests;

/// <summary>A sender cannot end a receiver: what finds no room is left behind, and answers come through.</summary>
public sealed class RoomTests
{
    static Instance Reader(Limits limits, int messages)
    {
        var instance = new Instance(async run =>
        {
            await run.Event("go");
            List<string> read = [];
            while (read.Count < messages)
            {
                read.Add(await run.Message("q"));
            }
            return string.Concat(read);
        })
        {
            Limits = limits,
        };
        instance.Take(Sent.Start);
        return instance;
    }

    static Arrival[] Messages(params string[] texts) => [.. texts.Select(text => Sent.Message("q", text))];

    [Fact]
    public void Messages_beyond_what_may_be_carried_are_left_and_read_in_order()
    {
        var instance = Reader(new() { CarriedMessages = 2 }, messages: 4);

        var decision = instance.Take([.. Messages("1", "2", "3", "4"), Sent.Event("go", "")]);

        Assert.Equal("1234", instance.Output);
        Assert.Empty(decision.Held);
    }

    [Fact]
    public void What_finds_no_room_is_named_by_its_place_and_counts_as_consumed_by_none()
    {
        var instance = Reader(new() { CarriedMessages = 2 }, messages: 4);

        var decision = instance.Take(Messages("1", "2", "3", "4"));

        Assert.Equal(4, decision.Consumed);
        Assert.Equal([2, 3], decision.Held);
        Assert.Equal(2, instance.State.Unread().Count);
    }

    [Fact]
    public void A_turn_is_over_once_a_message_that_the_store_holds_has_room()
    {
        var instance = Reader(new() { CarriedMessages = 2 }, messages: 4);
        instance.Take(Messages("1", "2", "3"));
        Delivery.Data[] held = [(Delivery.Data)Sent.Message("q", "3").Delivery];

        var execution = instance.Resume();
        var decision = execution.Continue([Sent.Event("go", ""), .. Messages("4")], held);

        Assert.True(decision.TakesHeld);
        Assert.Equal(1, decision.Consumed);
        Assert.Empty(decision.Held);
    }

    [Fact]
    public void No_message_passes_an_older_one_of_its_queue_that_the_store_holds()
    {
        var instance = Reader(new() { CarriedMessages = 2 }, messages: 4);
        instance.Take(Messages("1", "2", "3"));
        Delivery.Data[] held = [(Delivery.Data)Sent.Message("q", "3").Delivery];

        var decision = instance.Resume().Continue(Messages("4"), held);

        Assert.Equal([0], decision.Held);
        Assert.False(decision.TakesHeld);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void A_full_queue_shuts_out_neither_events_nor_other_queues_that_are_waited_for()
    {
        var instance = new Instance(async run =>
            string.Concat(await run.All(run.Event("go"), run.Message("other"), run.Timer(5), run.Activity("a")))
        )
        {
            Limits = new() { CarriedMessages = 1 },
        };
        instance.Take(Sent.Start);

        var decision = instance.Take([
            .. Messages("1", "2", "3"),
            Sent.Message("other", "o"),
            Sent.Event("go", "g"),
            Sent.Answer(5, "a"),
            Sent.Fired(4),
        ]);

        Assert.StartsWith("go", instance.Output, StringComparison.Ordinal);
        Assert.Equal(7, decision.Consumed);
    }

    [Fact]
    public void Continue_as_new_takes_along_what_it_may_and_leaves_the_rest_to_the_next_execution()
    {
        var instance = new Instance(async run => run.ContinueAsNew(await run.Event("go")))
        {
            Limits = new() { CarriedMessages = 2 },
        };
        instance.Take(Sent.Start);

        var decision = instance.Take([.. Messages("1", "2", "3"), Sent.Event("go", "")]);

        Assert.Equal(["1", "2"], decision.Next!.Carried.Select(message => message.Data));
        Assert.Equal([2], decision.Held);
    }

    [Fact]
    public void A_history_is_not_filled_by_messages_and_events_that_nobody_waits_for()
    {
        var instance = new Instance(async run => await run.Activity("a")) { Limits = new() { HistoryEvents = 20 } };
        instance.Take(Sent.Start);

        foreach (var number in Enumerable.Range(0, 100))
        {
            instance.Take(Sent.Event("noise", $"{number}"), Sent.Message("q", $"{number}"));
        }
        Assert.Equal(18, instance.State.LastId.Value);
        instance.Take(Sent.Answer(2, "done"));

        Assert.Equal("done", instance.Output);
    }

    [Fact]
    public void An_event_that_is_spared_is_told()
    {
        var instance = new Instance(async run => await run.Activity("a")) { Limits = new() { HistoryEvents = 10 } };
        instance.Take(Sent.Start);
        instance.Take([.. Enumerable.Range(0, 7).Select(number => Sent.Event("noise", $"{number}"))]);

        var decision = instance.Take(Sent.Event("noise", "one too many"));

        Assert.Empty(decision.Events);
        Assert.Contains("event 'noise' was dropped", Assert.Single(decision.Traces).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_instance_can_be_cancelled()
    {
        var instance = new Instance(async run => await run.Activity("a")) { Limits = new() { CarriedMessages = 1 } };
        instance.Take(Sent.Start);

        instance.Take([.. Messages("1", "2", "3"), Sent.Cancel("enough")]);

        Assert.Contains("enough", instance.FailureOf().Display, StringComparison.Ordinal);
    }
}
