using Duroxide.Core;
using Duroxide.Runtime;

namespace Duroxide.Scenarios;

/// <summary>A store of which only some calls fail, as one on a full disk: work is fetched, but its results are not taken.</summary>
public abstract class PartialOutageScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    // No jump of the clock, as while a loaded machine opens a store, is long enough to be taken for the end of a lease.
    private static readonly TimeSpan Lease = TimeSpan.FromHours(12);

    private int runs;

    [Fact]
    public async Task An_answer_that_cannot_be_stored_for_a_minute_is_kept_and_its_activity_runs_once()
    {
        await RunStepAsync("kept", nameof(IProvider.CompleteActivitiesAsync));

        Assert.Equal("done", await OutputOfAsync<string>("kept"));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_stored_before_the_runtime_stops_uses_up_no_attempt()
    {
        Fail(nameof(IProvider.CompleteActivitiesAsync));
        Code.Add(Step).Add(Calling);
        await StartAsync(Calling, "kept", Unit.Value);
        foreach (var before in Enumerable.Range(0, 4))
        {
            var runtime = await RunAsync(options => Fetching(options) with { MaxAttempts = 3 });
            await UntilAsync(() => Volatile.Read(ref runs) > before);
            await StopAsync(runtime);
        }
        var began = Time.GetUtcNow();
        Fail();
        await RunAsync(options => options with { MaxAttempts = 3 });

        Assert.Equal("done", await OutputOfAsync<string>("kept"));
        Assert.InRange(Time.GetUtcNow() - began, TimeSpan.Zero, Lease / 2);
    }

    [Fact]
    public async Task Turns_that_can_neither_be_stored_nor_given_back_for_a_minute_use_up_no_attempt()
    {
        await RunStepAsync("patient", nameof(IProvider.CommitTurnsAsync), nameof(IProvider.ReleaseTurnsAsync));

        Assert.Equal("done", await OutputOfAsync<string>("patient"));
    }

    [Fact]
    public async Task Histories_that_can_neither_be_read_nor_given_back_for_a_minute_use_up_no_attempt()
    {
        await RunStepAsync("patient", nameof(IProvider.LoadAsync), nameof(IProvider.ReleaseTurnsAsync));

        Assert.Equal("done", await OutputOfAsync<string>("patient"));
    }

    [Fact]
    public async Task What_is_given_back_at_a_stop_can_be_fetched_at_once_though_the_store_was_busy_first()
    {
        var begun = new TaskCompletionSource();
        var slow = new Activity<Unit, string>(
            "step",
            async (context, _) =>
            {
                begun.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.CancellationToken);
                return "";
            }
        );
        var failures = 0;
        Provider.Before = call =>
            call.Method == nameof(IProvider.ReleaseActivitiesAsync) && Interlocked.Increment(ref failures) <= 3
                ? throw Busy(call.Method)
                : Task.CompletedTask;
        var first = await RunAsync(WithLongLeases, code: new RegistryBuilder().Add(slow).Add(Calling));
        await StartAsync(Calling, "moving", Unit.Value);
        await SoonAsync(begun.Task);
        var before = Time.GetUtcNow();

        await StopAsync(first);
        await RunAsync(node: await OpenNodeAsync(), code: new RegistryBuilder().Add(Step).Add(Calling));

        Assert.Equal("done", await OutputOfAsync<string>("moving"));
        Assert.InRange(Time.GetUtcNow() - before, TimeSpan.Zero, Lease / 2);
        Assert.True(failures > 3);
    }

    [Fact]
    public async Task An_escape_is_recorded_though_nothing_can_be_sent_for_a_minute()
    {
        var source = new TaskCompletionSource();
        var escaping = new Orchestration<Unit, int>(
            "escaping",
            async (context, input) =>
            {
                _ = context.ScheduleWait<int>("Never");
                await source.Task;
                return 1;
            }
        );
        Code.Add(escaping);
        await RunAsync();
        await StartAsync(escaping, "idle", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("idle");
        Fail(nameof(IProvider.EnqueueAsync));

        await Task.Run(source.SetResult, Cancellation);
        await PassAsync(TimeSpan.FromMinutes(1));
        Fail();

        Assert.IsType<Failure.Configuration>(await FailureOfAsync("idle"));
    }

    [Theory]
    [InlineData(nameof(IProvider.CommitTurnsAsync))]
    [InlineData(nameof(IProvider.CompleteActivitiesAsync))]
    public async Task A_store_that_throws_what_nobody_thought_of_is_written_down_and_asked_again_soon(string method)
    {
        var failures = 0;
        Provider.Before = call =>
            call.Method == method && Interlocked.Increment(ref failures) == 1
                ? throw new InvalidOperationException("nobody thought of this")
                : Task.CompletedTask;
        Code.Add(Step).Add(Calling);
        await RunAsync(Fetching);
        var before = Time.GetUtcNow();

        await StartAsync(Calling, "again", Unit.Value);

        Assert.Equal("done", await OutputOfAsync<string>("again"));
        Assert.True(Log.Holds("could not be stored"));
        Assert.InRange(Time.GetUtcNow() - before, TimeSpan.Zero, Lease / 2);
    }

    private Activity<Unit, string> Step =>
        new(
            "step",
            (_, _) =>
            {
                Interlocked.Increment(ref runs);
                return Task.FromResult("done");
            }
        );

    private static Orchestration<Unit, string> Calling =>
        new("calling", async (context, _) => await context.ScheduleActivity<Unit, string>("step", Unit.Value));

    private async Task RunStepAsync(InstanceId instance, params string[] failing)
    {
        Fail(failing);
        Code.Add(Step).Add(Calling);
        await RunAsync(options => options with { MaxAttempts = 3, HotInstances = 0 });
        await StartAsync(Calling, instance, Unit.Value);
        await PassAsync(TimeSpan.FromMinutes(1));
        Fail();
    }

    // Without instances in memory every activity is fetched, and every answer is sent by itself.
    private static RuntimeOptions Fetching(RuntimeOptions options) => WithLongLeases(options) with { HotInstances = 0 };

    private static RuntimeOptions WithLongLeases(RuntimeOptions options) =>
        options with
        {
            TurnLease = Lease,
            ActivityLease = Lease,
            SessionIdle = Lease,
        };

    private void Fail(params string[] methods) =>
        Provider.Before = call => methods.Contains(call.Method) ? throw Busy(call.Method) : Task.CompletedTask;

    private static ProviderException Busy(string method) => new(method, "busy", isRetryable: true);
}
