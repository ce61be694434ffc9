using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Client;

public class WaitTests : ClientDesk
{
    static readonly Failure OutOfStock = new Failure.Application(ApplicationKind.OrchestrationFailed, "out of stock");

    [Fact]
    public async Task The_status_follows_the_instance()
    {
        Assert.IsType<OrchestrationStatus.NotFound>(await Client.GetStatusAsync("order-17"));

        await StartAsync("order-17");
        var running = Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync("order-17"));
        Assert.Equal(("orders/fulfil", null), (running.Info.Name, running.Info.Version));

        await CommitAsync(
            "order-17",
            turn => turn with { CustomStatus = new("packing"), Version = SemanticVersion.Initial }
        );
        var packing = Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync("order-17"));
        Assert.Equal(("packing", 1), (packing.Info.CustomStatus, packing.Info.CustomStatusVersion));
        Assert.Equal(SemanticVersion.Initial, packing.Info.Version);

        await EndAsync("order-17", new Ending.Failed(OutOfStock));
        var failed = Assert.IsType<OrchestrationStatus.Failed>(await Client.GetStatusAsync("order-17"));
        Assert.Equal((OutOfStock, "packing"), (failed.Failure, failed.Info.CustomStatus));
    }

    [Fact]
    public async Task A_result_comes_as_soon_as_it_is_committed()
    {
        await StartAsync("order-17");
        var result = Client.WaitForCompletionAsync<int>("order-17", Soon);
        Assert.False(result.IsCompleted);

        await EndAsync("order-17", new Ending.Completed("5"));

        Assert.Equal(5, await result.WaitAsync(Soon));
    }

    [Fact]
    public async Task Any_change_of_an_instance_ends_a_wait_for_one()
    {
        await StartAsync("order-17");
        var seen = await Client.WaitForChangeAsync("order-17", seen: -1, Soon);
        var change = Client.WaitForChangeAsync("order-17", seen!.Revision, Soon);
        Assert.False(change.IsCompleted);

        await CommitAsync("order-17", turn => turn with { CustomStatus = new("packing") });

        var changed = await change.WaitAsync(Soon);
        Assert.Equal("packing", changed!.CustomStatus);
        Assert.True(changed.Revision > seen.Revision);
    }

    [Fact]
    public async Task A_wait_for_a_change_ends_with_its_time_and_tells_what_is_known()
    {
        await StartAsync("order-17");
        var seen = await Client.WaitForChangeAsync("order-17", seen: -1, Soon);

        var waiting = Client.WaitForChangeAsync("order-17", seen!.Revision, Soon);
        Time.Advance(Soon);

        Assert.Equal(seen, await waiting);
        Assert.Null(await Client.WaitForChangeAsync("nobody", seen: -1, Soon));
    }

    public static TheoryData<TimeSpan> Endless => [Timeout.InfiniteTimeSpan, TimeSpan.MaxValue, TimeSpan.FromDays(60)];

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task A_wait_may_be_endless(TimeSpan timeout)
    {
        await StartAsync("order-17");
        var result = Client.WaitForCompletionAsync<int>("order-17", timeout);
        var value = Client.WaitForValueAsync<int>("order-17", "steps", timeout);
        var status = Client.WaitForCustomStatusAsync("order-17", 0, timeout);
        Assert.False(result.IsCompleted || value.IsCompleted || status.IsCompleted);

        await CommitAsync(
            "order-17",
            turn => turn with { CustomStatus = new("packing"), Values = [new("steps", new("3", new(1)))] }
        );
        Assert.Equal(3, await value.WaitAsync(Soon));
        Assert.IsType<OrchestrationStatus.Running>(await status.WaitAsync(Soon));
        await EndAsync("order-17", new Ending.Completed("5"));

        Assert.Equal(5, await result.WaitAsync(Soon));
    }

    [Fact]
    public async Task A_failure_comes_as_an_exception_with_its_details()
    {
        await StartAsync("order-17");
        await EndAsync("order-17", new Ending.Failed(OutOfStock));

        var thrown = await Assert.ThrowsAsync<InstanceFailedException>(() =>
            Client.WaitForCompletionAsync<int>("order-17")
        );

        Assert.Equal(OutOfStock, thrown.Failure);
        Assert.Equal("Instance 'order-17' failed: out of stock", thrown.Message);
    }

    [Fact]
    public async Task The_end_can_be_awaited_whichever_way_it_goes()
    {
        await StartAsync("order-17");
        var end = Client.WaitForEndAsync("order-17");

        await EndAsync("order-17", new Ending.Failed(Failure.Cancelled("enough")));

        var failed = Assert.IsType<OrchestrationStatus.Failed>(await end.WaitAsync(Soon));
        Assert.Equal("canceled: enough", failed.Failure.Display);
    }

    [Fact]
    public async Task An_instance_that_does_not_exist_yet_is_waited_for()
    {
        var result = Client.WaitForCompletionAsync<int>("order-17");

        await StartAsync("order-17");
        await EndAsync("order-17", new Ending.Completed("5"));

        Assert.Equal(5, await result.WaitAsync(Soon));
    }

    [Fact]
    public async Task Continuing_as_new_is_not_the_end()
    {
        await StartAsync("order-17");
        var result = Client.WaitForCompletionAsync<int>("order-17");

        await ContinueAsNewAsync("order-17");

        var status = Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync("order-17"));
        Assert.Equal(new ExecutionId(2), status.Info.Execution);
        Assert.False(result.IsCompleted);
        await EndAsync("order-17", new Ending.Completed("6"));
        Assert.Equal(6, await result.WaitAsync(Soon));
    }

    [Fact]
    public async Task A_wait_ends_when_its_time_is_over()
    {
        await StartAsync("order-17");
        var result = Client.WaitForCompletionAsync<int>("order-17", TimeSpan.FromSeconds(90));

        await Time.PassUntilAsync(result.ContinueWith(_ => { }, TaskScheduler.Default));

        var error = await RefusedAsync(() => result);
        var timeout = Assert.IsType<ClientError.Timeout>(error);
        Assert.Equal(("the end", TimeSpan.FromSeconds(90)), (timeout.Awaited, timeout.Waited));
        Assert.True(error.IsRetryable);
        Assert.Equal(new DateTimeOffset(2000, 1, 1, 0, 1, 30, TimeSpan.Zero), Time.GetUtcNow());
    }

    [Fact]
    public async Task A_wait_without_time_looks_once()
    {
        await StartAsync("order-17");

        await RefusedAsync(() => Client.WaitForCompletionAsync<int>("order-17", TimeSpan.Zero));
    }

    [Fact]
    public async Task A_wait_ends_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var result = Client.WaitForCompletionAsync<int>("order-17", cancellationToken: source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result.WaitAsync(Soon));
    }

    [Fact]
    public async Task A_result_of_another_type_is_said_to_be_one()
    {
        await StartAsync("order-17");
        await EndAsync("order-17", new Ending.Completed("\"five\""));

        var error = await RefusedAsync(() => Client.WaitForCompletionAsync<int>("order-17"));

        Assert.Contains("the result of instance 'order-17'", error.Message, StringComparison.Ordinal);
        Assert.Equal(new Payload("\"five\""), await Client.WaitForCompletionAsync<Payload>("order-17"));
    }

    [Fact]
    public async Task A_store_that_is_busy_for_a_while_does_not_end_a_wait()
    {
        await StartAsync("order-17");
        await EndAsync("order-17", new Ending.Completed("5"));
        var failures = 0;
        var busy = InterposedProvider.Over(
            Provider,
            name => name == nameof(IProvider.ReadInstanceAsync) && failures++ < 5,
            () => throw new ProviderException("read", "busy", isRetryable: true)
        );
        var client = new DuroxideClient(busy, options: new() { Time = Time });

        var result = client.WaitForCompletionAsync<int>("order-17", Soon);

        await Time.PassUntilAsync(result);
        Assert.Equal(5, await result);
        Assert.Equal(6, failures);
    }

    [Fact]
    public async Task A_store_that_is_busy_at_the_end_of_the_time_does_not_prolong_a_wait()
    {
        await StartAsync("order-17");
        var reads = 0;
        var busy = InterposedProvider.Over(
            Provider,
            name => name == nameof(IProvider.ReadInstanceAsync) && reads++ is > 0 and < 20,
            () => throw new ProviderException("read", "busy", isRetryable: true)
        );
        var client = new DuroxideClient(busy, options: new() { Time = Time });

        var result = client.WaitForCompletionAsync<int>("order-17", Soon);

        await Time.PassUntilAsync(result.ContinueWith(_ => { }, TaskScheduler.Default));
        Assert.IsType<ClientError.Timeout>(await RefusedAsync(() => result));
        Assert.Equal(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero) + Soon, Time.GetUtcNow());
    }

    [Fact]
    public async Task A_store_that_is_broken_ends_a_wait()
    {
        var broken = InterposedProvider.Over(
            Provider,
            name => name == nameof(IProvider.ReadInstanceAsync),
            () => throw new ProviderException("read", "not a database", isRetryable: false)
        );

        await Assert.ThrowsAsync<ProviderException>(() => new DuroxideClient(broken).WaitForEndAsync("order-17"));
    }

    [Fact]
    public async Task A_newer_status_is_waited_for_and_an_older_one_is_not()
    {
        await StartAsync("order-17");
        await CommitAsync("order-17", turn => turn with { CustomStatus = new("packing") });
        var change = Client.WaitForCustomStatusAsync("order-17", seen: 1);

        await CommitAsync("order-17", turn => turn);
        Assert.False(change.IsCompleted);
        await CommitAsync("order-17", turn => turn with { CustomStatus = new("shipped") });

        var running = Assert.IsType<OrchestrationStatus.Running>(await change.WaitAsync(Soon));
        Assert.Equal(("shipped", 2), (running.Info.CustomStatus, running.Info.CustomStatusVersion));
    }

    [Fact]
    public async Task Waiting_for_a_status_ends_with_the_instance()
    {
        await StartAsync("order-17");
        var change = Client.WaitForCustomStatusAsync("order-17", seen: 0);

        await EndAsync("order-17", new Ending.Completed("5"));

        Assert.IsType<OrchestrationStatus.Completed>(await change.WaitAsync(Soon));
    }

    [Fact]
    public async Task A_wait_for_what_does_not_exist_says_so() =>
        Assert.EndsWith(
            "There is no such instance: check the id, or it was deleted, or is not started yet.",
            (await RefusedAsync(() => Client.WaitForEndAsync("nobody", TimeSpan.Zero))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_wait_for_what_no_runtime_has_begun_says_so()
    {
        await StartAsync("order-17");

        Assert.EndsWith(
            "No first turn of it has ended: does any runtime run that has code for orchestration 'orders/fulfil', and does "
                + "that code come to an await? A loop or a call that blocks, such as .Result, never does.",
            (await RefusedAsync(() => Client.WaitForEndAsync("order-17", TimeSpan.Zero))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_wait_for_what_continues_as_new_again_and_again_does_not_ask_whether_it_ever_began()
    {
        await StartAsync("order-17");
        await ContinueAsNewAsync("order-17");

        Assert.EndsWith(
            "It has continued as new and waits for the first turn of execution 2 of orchestration 'orders/fulfil'. If it "
                + "never comes further, its code continues as new without waiting for anything.",
            (await RefusedAsync(() => Client.WaitForEndAsync("order-17", TimeSpan.Zero))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_wait_for_what_goes_on_says_how_far_it_is()
    {
        await StartAsync("order-17");
        await CommitAsync("order-17", turn => turn with { Version = SemanticVersion.Parse("1.2.0") });

        Assert.Contains(
            "It runs orchestration 'orders/fulfil' 1.2.0, execution 1.",
            (await RefusedAsync(() => Client.WaitForEndAsync("order-17", TimeSpan.Zero))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_failed_instance_shows_where_its_code_failed()
    {
        await StartAsync("order-17");
        var failure = new Failure.Application(ApplicationKind.Panicked, "no stock")
        {
            Details = "   at Shop.Reserve() in Shop.cs:line 7",
        };
        await EndAsync("order-17", new Ending.Failed(failure));

        var failed = await Assert.ThrowsAsync<InstanceFailedException>(() =>
            Client.WaitForCompletionAsync<int>("order-17")
        );

        Assert.Contains("How instance 'order-17' failed:", failed.ToString(), StringComparison.Ordinal);
        Assert.Contains("Shop.cs:line 7", failed.ToString(), StringComparison.Ordinal);
    }

    Task ContinueAsNewAsync(InstanceId instance)
    {
        var header = new Header(instance, new(2), "orders/fulfil", null, "18", Nonce.From(instance.Value));
        return CommitAsync(
            instance,
            turn =>
                turn with
                {
                    Status = ExecutionStatus.ContinuedAsNew,
                    Output = WireCodec.EncodeEnding(new Ending.ContinuedAsNew("18", null)),
                    Next = new("orders/fulfil", new(WireCodec.EncodeHeader(header), new(5))),
                }
        );
    }
}
