using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>What clients start, wait for and read, while a runtime works beside them.</summary>
public abstract class ClientScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Orchestration<string, string> Echo = new(
        "echo",
        async (context, text) =>
        {
            await context.ScheduleTimer(TimeSpan.FromSeconds(10));
            return text;
        }
    );

    [Fact]
    public async Task A_second_start_of_a_running_instance_changes_nothing()
    {
        Code.Add(Echo);
        await RunAsync();

        Assert.True(await Client.StartOrchestrationAsync(Echo, "one", "first", cancellationToken: Cancellation));
        Assert.False(await Client.StartOrchestrationAsync(Echo, "one", "second", cancellationToken: Cancellation));

        Assert.Equal("first", await OutputOfAsync<string>("one"));
        var facts = await FactsOfAsync("one");
        Assert.Single(facts.OfType<Fact.Started>());
        Assert.Single(facts.OfType<Fact.Ended>());
    }

    [Fact]
    public async Task Many_that_are_started_in_one_call_all_end_and_those_that_run_are_left_alone()
    {
        Code.Add(Echo);
        await RunAsync();
        await StartAsync(Echo, "many-5", "early");

        var created = await Client.StartOrchestrationsAsync(
            Echo,
            Enumerable.Range(0, 200).Select(number => new InstanceStart<string>($"many-{number}", $"{number}")),
            cancellationToken: Cancellation
        );

        Assert.Equal(Enumerable.Range(0, 200).Select(number => number != 5), created);
        for (var number = 0; number < 200; number++)
        {
            Assert.Equal(number == 5 ? "early" : $"{number}", await OutputOfAsync<string>($"many-{number}"));
        }
    }

    [Fact]
    public async Task Starting_a_finished_instance_gives_the_old_result()
    {
        Code.Add(Echo);
        await RunAsync();
        await StartAsync(Echo, "one", "first");
        await OutputOfAsync<string>("one");

        Assert.False(await Client.StartOrchestrationAsync(Echo, "one", "second", cancellationToken: Cancellation));

        Assert.Equal("first", await OutputOfAsync<string>("one"));
    }

    [Fact]
    public async Task An_id_is_free_again_after_its_instance_was_deleted()
    {
        Code.Add(Echo);
        await RunAsync();
        await StartAsync(Echo, "one", "first");
        await OutputOfAsync<string>("one");

        await Client.Management.DeleteInstanceAsync("one", cancellationToken: Cancellation);

        Assert.True(await Client.StartOrchestrationAsync(Echo, "one", "second", cancellationToken: Cancellation));
        Assert.Equal("second", await OutputOfAsync<string>("one"));
    }

    [Fact]
    public async Task A_wait_may_begin_before_the_instance_exists()
    {
        Code.Add(Echo);
        await RunAsync();

        var waiting = Client.WaitForCompletionAsync<string>("early", cancellationToken: Cancellation);
        await StartAsync(Echo, "early", "here");

        Assert.Equal("here", await PassUntilAsync(waiting));
    }

    [Fact]
    public async Task A_wait_that_is_too_short_says_so_and_stops_nothing()
    {
        Code.Add(Echo);
        await RunAsync();
        await StartAsync(Echo, "slow", "done");

        var refused = await Assert.ThrowsAsync<ClientException>(() =>
            PassUntilAsync(Client.WaitForEndAsync("slow", TimeSpan.FromSeconds(3), Cancellation))
        );

        Assert.IsType<ClientError.Timeout>(refused.Error);
        Assert.True(refused.Error.IsRetryable);
        Assert.Equal("done", await OutputOfAsync<string>("slow"));
    }

    [Fact]
    public async Task A_typed_wait_throws_the_failure_of_the_instance()
    {
        var failing = new Orchestration<Unit, int>(
            "failing",
            (_, _) => throw new OrchestrationFailedException("out of stock")
        );
        Code.Add(failing);
        await RunAsync();
        await StartAsync(failing, "failed", Unit.Value);

        var thrown = await Assert.ThrowsAsync<InstanceFailedException>(() => OutputOfAsync<int>("failed"));

        Assert.Equal("failed", thrown.Instance.Value);
        Assert.Equal("out of stock", thrown.Failure.Display);
    }

    [Fact]
    public async Task The_status_tells_how_far_an_instance_is()
    {
        Code.Add(Echo);
        await RunAsync();
        Assert.IsType<OrchestrationStatus.NotFound>(await Client.GetStatusAsync("one", Cancellation));

        await StartAsync(Echo, "one", "done");
        await UntilFactAsync<Fact.Scheduled>("one");
        var running = Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync("one", Cancellation));
        Assert.Equal(("echo", "1.0.0"), (running.Info.Name, running.Info.Version?.ToString()));
        await OutputOfAsync<string>("one");

        var completed = Assert.IsType<OrchestrationStatus.Completed>(await Client.GetStatusAsync("one", Cancellation));
        Assert.Equal("\"done\"", completed.Output);
    }

    [Fact]
    public async Task What_is_sent_to_nobody_is_not_taken_and_blocks_nobody()
    {
        Code.Add(Echo);
        await RunAsync();

        Assert.False(await Client.CancelAsync("nobody", "why not", Cancellation));
        Assert.False(await Client.RaiseEventAsync("nobody", "Event", 1, Cancellation));
        Assert.False(await Client.SendMessageAsync("nobody", "queue", 1, Cancellation));
        await StartAsync(Echo, "somebody", "done");

        Assert.Equal("done", await OutputOfAsync<string>("somebody"));
        Assert.IsType<OrchestrationStatus.NotFound>(await Client.GetStatusAsync("nobody", Cancellation));
    }

    [Fact]
    public async Task What_is_sent_to_a_finished_instance_is_not_taken_and_changes_nothing()
    {
        Code.Add(Echo);
        await RunAsync();
        await StartAsync(Echo, "one", "done");
        await OutputOfAsync<string>("one");
        var before = await FactsOfAsync("one");

        Assert.False(await Client.CancelAsync("one", "too late", Cancellation));
        Assert.False(await Client.RaiseEventAsync("one", "Event", 1, Cancellation));
        Assert.False(await Client.SendMessageAsync("one", "queue", 1, Cancellation));
        await PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(before, await FactsOfAsync("one"));
    }

    [Fact]
    public async Task A_client_waits_through_an_outage_of_the_store()
    {
        Code.Add(Echo);
        var clients = await OpenNodeAsync();
        var client = new DuroxideClient(clients, options: new() { Time = Time });
        await RunAsync();
        await StartAsync(Echo, "one", "done");
        var failures = 0;
        clients.Before = call =>
            call.Method == nameof(IProvider.ReadInstanceAsync) && Interlocked.Increment(ref failures) <= 5
                ? throw new ProviderException(call.Method, "busy", isRetryable: true)
                : Task.CompletedTask;

        Assert.Equal(
            "done",
            await PassUntilAsync(client.WaitForCompletionAsync<string>("one", cancellationToken: Cancellation))
        );
    }

    [Fact]
    public async Task A_hundred_instances_run_side_by_side_and_keep_to_themselves()
    {
        Code.Add(Echo);
        await RunAsync();
        foreach (var number in Enumerable.Range(1, 100))
        {
            await StartAsync(Echo, $"echo {number}", $"text {number}");
        }

        foreach (var number in Enumerable.Range(1, 100))
        {
            Assert.Equal($"text {number}", await OutputOfAsync<string>($"echo {number}"));
        }
    }

    [Fact]
    public async Task A_result_of_another_type_is_refused_with_the_reason()
    {
        Code.Add(Echo);
        await RunAsync();
        await StartAsync(Echo, "one", "text");

        var refused = await Assert.ThrowsAsync<ClientException>(() => OutputOfAsync<int>("one"));

        Assert.IsType<ClientError.InvalidInput>(refused.Error);
        Assert.Contains("'one'", refused.Message, StringComparison.Ordinal);
    }
}
