using Duroxide.Core;
using Duroxide.Runtime;

namespace Duroxide.Scenarios;

/// <summary>What cannot be read is parked with its reason, the rest goes on, and a release brings it back.</summary>
public abstract class ParkingScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly byte[] Garbage = [0xff, 0x00, 0x7b];

    private static readonly Orchestration<Unit, string> Waiting = new(
        "waiting",
        async (context, _) => await context.ReceiveMessage<string>("q")
    );

    [Fact]
    public async Task An_unreadable_message_is_parked_alone_and_the_instance_goes_on()
    {
        Code.Add(Waiting);
        await RunAsync();
        await StartAsync(Waiting, "robust", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("robust");

        await Provider.EnqueueAsync([new("robust", Garbage)], Cancellation);
        var parked = await ParkedAsync();
        await Client.SendMessageAsync("robust", "q", "readable", Cancellation);

        Assert.Equal((ParkedKind.Message, "robust"), (parked.Kind, parked.Instance.Value));
        Assert.NotEmpty(parked.Reason);
        Assert.Equal("readable", await OutputOfAsync<string>("robust"));
    }

    [Fact]
    public async Task A_released_message_that_is_still_unreadable_is_parked_again()
    {
        Code.Add(Waiting);
        await RunAsync();
        await StartAsync(Waiting, "robust", Unit.Value);
        await Provider.EnqueueAsync([new("robust", Garbage)], Cancellation);
        var parked = await ParkedAsync();

        Assert.True(await Client.Management.ReleaseParkedAsync(parked.Id, Cancellation));

        await UntilAsync(async () => (await ParkedAsync()).Id is var id && Log.Lines.Count(IsParking) == 2);
        Assert.False(await Client.Management.ReleaseParkedAsync(parked.Id + 1000, Cancellation));
    }

    [Fact]
    public async Task An_unreadable_history_parks_its_instance_until_it_is_released()
    {
        Code.Add(Waiting);
        await StartAsync(Waiting, "damaged", Unit.Value);
        var turn = await TakeAsync();
        await CommitAsync(turn, new EventBatch(new(1), new(1), Garbage));
        await Client.SendMessageAsync("damaged", "q", "a", Cancellation);

        await RunAsync(options => options with { MaxAttempts = 2 });
        var parked = await ParkedAsync();

        Assert.Equal((ParkedKind.Instance, "damaged"), (parked.Kind, parked.Instance.Value));
        var running = Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync("damaged", Cancellation));
        Assert.Equal(parked.Reason, running.Info.Parked);
        Assert.True(await Client.Management.ReleaseParkedAsync(parked.Id, Cancellation));
        await UntilAsync(() => Log.Lines.Count(IsParking) == 2);
    }

    [Fact]
    public async Task An_unreadable_history_does_not_keep_others_waiting()
    {
        Code.Add(Waiting);
        await StartAsync(Waiting, "damaged", Unit.Value);
        await CommitAsync(await TakeAsync(), new EventBatch(new(1), new(1), Garbage));
        await Client.SendMessageAsync("damaged", "q", "a", Cancellation);
        await RunAsync(options => options with { OrchestrationConcurrency = 1 });

        await StartAsync(Waiting, "sound", Unit.Value);
        await Client.SendMessageAsync("sound", "q", "b", Cancellation);

        Assert.Equal("b", await OutputOfAsync<string>("sound"));
    }

    [Theory]
    [InlineData(3, "event 3 follows event 1")]
    [InlineData(1, "event 1 follows event 1")]
    public async Task A_history_whose_ids_do_not_run_on_is_parked_with_both_ids(long second, string reason)
    {
        Code.Add(Waiting);
        await StartAsync(Waiting, "damaged", Unit.Value);
        await CommitAsync(await TakeAsync(), Numbered(1, second));
        await Client.SendMessageAsync("damaged", "q", "a", Cancellation);

        await RunAsync(options => options with { MaxAttempts = 2 });
        var parked = await ParkedAsync();

        Assert.Equal((ParkedKind.Instance, "damaged"), (parked.Kind, parked.Instance.Value));
        Assert.Contains(reason, parked.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_without_its_beginning_is_parked()
    {
        Code.Add(Waiting);
        await StartAsync(Waiting, "headless", Unit.Value);
        await CommitAsync(await TakeAsync(), Numbered(2, 3));
        await Client.SendMessageAsync("headless", "q", "a", Cancellation);

        await RunAsync(options => options with { MaxAttempts = 2 });

        Assert.Contains(
            "event 2 (Started) stands where event 1",
            (await ParkedAsync()).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_history_that_the_store_cannot_read_is_parked_and_keeps_nobody_waiting()
    {
        Code.Add(Waiting);
        await StartAsync(Waiting, "damaged", Unit.Value);
        var lease = (await TakeAsync()).Lease;
        await Provider.ReleaseTurnsAsync([new(lease, TimeSpan.Zero, CountAttempt: false)], Cancellation);
        await StartAsync(Waiting, "sound", Unit.Value);
        var first = await RunAsync();
        await UntilFactAsync<Fact.Scheduled>("damaged");
        await UntilFactAsync<Fact.Scheduled>("sound");
        await StopAsync(first);
        await Client.SendMessageAsync("damaged", "q", "a", Cancellation);
        await Client.SendMessageAsync("sound", "q", "b", Cancellation);
        Provider.Before = call =>
            call is { Method: nameof(IProvider.LoadAsync), Items: IReadOnlyList<Lease> leases }
            && leases.Any(one => one.Key == lease.Key)
                ? throw new ProviderException(call.Method, "the disk lost a page", isRetryable: false)
                : Task.CompletedTask;

        await RunAsync(options => options with { MaxAttempts = 2 });

        Assert.Equal("b", await OutputOfAsync<string>("sound"));
        var parked = await ParkedAsync();
        Assert.Equal((ParkedKind.Instance, "damaged"), (parked.Kind, parked.Instance.Value));
        Assert.Contains("the disk lost a page", parked.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parked_instance_can_be_deleted()
    {
        Code.Add(Waiting);
        await StartAsync(Waiting, "damaged", Unit.Value);
        await CommitAsync(await TakeAsync(), new EventBatch(new(1), new(1), Garbage));
        await Client.SendMessageAsync("damaged", "q", "a", Cancellation);
        await RunAsync(options => options with { MaxAttempts = 1 });
        await ParkedAsync();

        await Client.Management.DeleteInstanceAsync("damaged", force: true, Cancellation);

        Assert.Empty(await Client.Management.ListParkedAsync(cancellationToken: Cancellation));
    }

    [Fact]
    public async Task An_unreadable_activity_is_parked_alone_and_others_run()
    {
        var work = new Activity<Unit, string>("work", (_, _) => Task.FromResult("worked"));
        var calling = new Orchestration<Unit, string>(
            "calling",
            async (context, _) => await context.ScheduleActivity(work, Unit.Value)
        );
        Code.Add(work).Add(calling).Add(Waiting);
        await StartAsync(Waiting, "damaged", Unit.Value);
        var turn = await TakeAsync();
        await Provider.CommitTurnsAsync(
            [
                new(turn.Lease, turn.Execution, ExecutionStatus.Running)
                {
                    Events = new(new(1), new(2), Garbage),
                    Activities = [new(new(2), Garbage)],
                },
            ],
            Cancellation
        );
        await RunAsync();

        await StartAsync(calling, "sound", Unit.Value);

        Assert.Equal("worked", await OutputOfAsync<string>("sound"));
        var parked = await ParkedAsync();
        Assert.Equal((ParkedKind.Activity, "damaged"), (parked.Kind, parked.Instance.Value));
    }

    private static bool IsParking(LogLine line) => line.Message.Contains("parked", StringComparison.OrdinalIgnoreCase);

    // A turn of two events, with the ids that a store which lost or doubled some would show.
    private static EventBatch Numbered(long first, long second)
    {
        HistoryEvent[] events =
        [
            new(new(first), default, new Fact.Started("waiting", SemanticVersion.Initial, null)),
            new(new(second), default, new Fact.Scheduled(new Operation.Message("q"))),
        ];
        return new(new(1), new(2), WireCodec.EncodeEvents(events.ToValueList()));
    }

    private async Task<ParkedItem> ParkedAsync()
    {
        IReadOnlyList<ParkedItem> items = [];
        await UntilAsync(async () =>
        {
            items = await Client.Management.ListParkedAsync(cancellationToken: Cancellation);
            return items.Count > 0;
        });
        return Assert.Single(items);
    }

    private async Task<TurnItem> TakeAsync()
    {
        var fetch = new TurnFetch(1, TimeSpan.FromSeconds(30), TimeSpan.Zero);
        return Assert.Single(await Provider.FetchTurnsAsync(fetch, Cancellation));
    }

    private async Task CommitAsync(TurnItem turn, EventBatch events)
    {
        var commit = new TurnCommit(turn.Lease, turn.Execution, ExecutionStatus.Running) { Events = events };
        Assert.Equal([true], await Provider.StoreAsync(commit));
    }
}
