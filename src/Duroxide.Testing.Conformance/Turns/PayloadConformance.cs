namespace Duroxide.Testing.Conformance;

/// <summary>Payloads are bytes: whatever they hold comes back as it was, and holds up nobody.</summary>
public abstract class PayloadConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    public static TheoryData<string, byte[]> Payloads =>
        new()
        {
            { "nothing", [] },
            { "a zero byte", [0] },
            { "text with a zero byte", "a\0b"u8.ToArray() },
            { "an escaped zero in JSON", """{"text":"\u0000"}"""u8.ToArray() },
            { "broken JSON", """{"text":"""u8.ToArray() },
            { "broken UTF-8", [0xC3, 0x28, 0xFF, 0xFE] },
            { "all bytes", [.. Enumerable.Range(0, 256).Select(value => (byte)value)] },
            { "a megabyte", [.. Enumerable.Range(0, 1024 * 1024).Select(value => (byte)(value * 31))] },
        };

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Any_bytes_go_in_and_come_out(string what, byte[] payload)
    {
        Assert.NotNull(what);
        var header = new NewInstance("bytes", "test/orchestration", payload);
        Assert.Equal([true], await Provider.CreateInstancesAsync([header], Cancellation));
        Assert.Equal([true], await Provider.EnqueueAsync([new NewMessage("bytes", payload)], Cancellation));

        var turn = await Provider.TakeTurnAsync("bytes");
        Assert.Equal(payload, turn.Start!.Header.ToArray());
        Assert.Equal(payload, Assert.Single(turn.Messages).Payload.ToArray());
        await Provider.CommitAsync(
            turn.Running() with
            {
                Events = new EventBatch(new EventId(1), new EventId(1), payload),
                Activities = [new NewActivity(new EventId(2), payload)],
                Timers = [new NewTimer(new EventId(3), Now.Plus(Second), payload)],
            }
        );
        var item = await Provider.TakeWorkAsync();
        Assert.Equal(payload, item.Payload.ToArray());
        await Provider.CompleteActivitiesAsync([new ActivityCompletion(item.Lease, payload)], Cancellation);
        await PassAsync(Second);

        turn = await Provider.TakeTurnAsync("bytes");
        Assert.All(turn.Messages, message => Assert.Equal(payload, message.Payload.ToArray()));
        Assert.Equal(2, turn.Messages.Count);
        var stored = Assert.Single(await Provider.LoadAsync([turn.Lease], Cancellation));
        Assert.Equal(payload, Assert.Single(stored.Batches).ToArray());
        Assert.Equal(payload, stored.Start.Header.ToArray());
        await Provider.CommitAsync(turn.Ending() with { Output = payload });
        Assert.Equal(payload, (await Provider.ReadAsync("bytes"))!.Output!.Value.ToArray());
    }

    [Fact]
    public async Task A_store_keeps_what_it_was_given_though_the_caller_uses_its_buffer_again()
    {
        var buffer = "kept"u8.ToArray();
        await Provider.CreateInstancesAsync([new NewInstance("owner", "test/orchestration", buffer)], Cancellation);
        await Provider.EnqueueAsync([new NewMessage("owner", buffer)], Cancellation);
        var turn = await Provider.TakeTurnAsync("owner");
        var events = new EventBatch(new EventId(1), new EventId(1), buffer);
        await Provider.CommitAsync(turn.Running() with { Events = events, Consumed = [] });

        Array.Clear(buffer);

        turn = await Provider.TakeTurnAsync("owner");
        Assert.Equal(["kept"], Texts(turn));
        var stored = Assert.Single(await Provider.LoadAsync([turn.Lease], Cancellation));
        Assert.Equal("kept", Text(stored.Start.Header));
        Assert.Equal("kept", Text(Assert.Single(stored.Batches)));
    }

    [Fact]
    public async Task Many_events_in_many_batches_come_back_in_order()
    {
        await Provider.CreateAsync("long");
        for (var round = 0; round < 100; round++)
        {
            var turn = await Provider.TakeTurnAsync("long");
            await Provider.CommitAsync(turn.Running() with { Events = turn.Events($"batch {round}", 10) });
            await Provider.SendAsync("long", "again");
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(round => $"batch {round}"), await Provider.HistoryAsync("long"));
        Assert.Equal(new EventId(1000), (await Provider.TakeTurnAsync("long")).LastEvent);
    }

    [Fact]
    public async Task A_thousand_messages_come_in_one_turn()
    {
        await Provider.BeginAsync("flooded");
        await Provider.SendAsync("flooded", Enumerable.Range(0, 1000).Select(index => $"{index}"));

        var turn = await Provider.TakeTurnAsync("flooded");

        Assert.Equal(Enumerable.Range(0, 1000).Select(index => $"{index}"), Texts(turn));
        await Provider.CommitAsync(turn.Running());
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task A_thousand_activities_are_scheduled_and_completed_at_once()
    {
        await Provider.ScheduleAsync("wide", [.. Enumerable.Range(1, 1000).Select(id => Work.Activity(id, $"{id}"))]);
        var items = await Provider.FetchWorkAsync(1000);

        var completed = await Provider.CompleteActivitiesAsync(
            [.. items.Select(item => new ActivityCompletion(item.Lease, item.Payload))],
            Cancellation
        );

        Assert.All(completed, Assert.True);
        Assert.Equal(Enumerable.Range(1, 1000).Select(id => $"{id}"), Texts(await Provider.TakeTurnAsync("wide")));
    }
}
