using Duroxide.Core;
using Duroxide.Providers;

namespace Duroxide.Dashboard.Tests;

public sealed class MomentsTests : IAsyncLifetime
{
    const string Text = "a text of some length";

    readonly AwayStore store = new(new InMemoryProvider());
    DuroxideRuntime runtime = null!;
    long eventsRead;

    ManagementClient Management => runtime.Client.Management;

    public async ValueTask InitializeAsync()
    {
        var code = new RegistryBuilder();
        Shop.Register(code);
        runtime = await DuroxideRuntime.StartAsync(store.Provider, code.Build());
        store.Before = (method, arguments) =>
        {
            if (method == nameof(IManagement.ReadHistoryAsync))
            {
                Interlocked.Add(ref eventsRead, (int)arguments[3]!);
            }
        };
    }

    public ValueTask DisposeAsync() => runtime.DisposeAsync();

    [Fact]
    public async Task What_was_looked_at_is_not_read_again()
    {
        await InboxAsync("inbox-1", 700);
        var moments = new Moments();
        var first = await ReadAsync(moments, "inbox-1");

        Interlocked.Exchange(ref eventsRead, 0);
        var again = await ReadAsync(moments, "inbox-1");

        Assert.Equal(first.Event, again.Event);
        // The first event, to see that it is the same execution, and what may have come behind the last.
        Assert.InRange(Interlocked.Read(ref eventsRead), 1, 1001);
        Assert.Equal(1, moments.Executions);
    }

    [Fact]
    public async Task An_early_moment_is_folded_from_the_nearest_thousandth()
    {
        await InboxAsync("inbox-1", 1200);
        var moments = new Moments();
        await moments.ReadAsync(Management, "inbox-1", ExecutionId.First, new(2100), default);

        Interlocked.Exchange(ref eventsRead, 0);
        var near = await moments.ReadAsync(Management, "inbox-1", ExecutionId.First, new(2010), default);

        Assert.Equal(new EventId(2010), near.Event);
        Assert.InRange(Interlocked.Read(ref eventsRead), 1, 11);
    }

    [Fact]
    public async Task The_execution_that_nobody_has_looked_at_for_longest_is_forgotten_first()
    {
        var moments = new Moments(mostExecutions: 2);
        foreach (var id in new[] { "a", "b", "c" })
        {
            await EchoAsync(id, Text);
        }

        await ReadAsync(moments, "a");
        await ReadAsync(moments, "b");
        await ReadAsync(moments, "a");
        await ReadAsync(moments, "c");

        Assert.Equal(2, moments.Executions);
        Assert.True(await IsKnownAsync(moments, "a"));
        Assert.False(await IsKnownAsync(moments, "b"));
    }

    [Fact]
    public async Task Large_histories_are_forgotten_until_the_rest_fits()
    {
        await EchoAsync("small", Text);
        await EchoAsync("large", new string('x', 10_000));
        await EchoAsync("other", new string('y', 10_000));
        var moments = new Moments(mostBytes: 100_000);

        await ReadAsync(moments, "small");
        await ReadAsync(moments, "large");
        var large = moments.Bytes;
        await ReadAsync(moments, "other");

        // Its input, its status, its value and its result.
        Assert.InRange(large, 40_000, 45_000);
        Assert.Equal((3, true), (moments.Executions, moments.Bytes <= 100_000));

        var less = new Moments(mostBytes: 50_000);
        await ReadAsync(less, "small");
        await ReadAsync(less, "large");
        await ReadAsync(less, "other");
        Assert.Equal((1, true), (less.Executions, less.Bytes <= 50_000));
    }

    [Fact]
    public async Task The_one_that_was_looked_at_last_is_kept_whatever_its_size()
    {
        await EchoAsync("large", new string('x', 10_000));
        var moments = new Moments(mostBytes: 1000);

        await ReadAsync(moments, "large");

        Assert.Equal(1, moments.Executions);
    }

    [Fact]
    public async Task An_instance_that_was_deleted_and_started_again_is_not_taken_for_the_old_one()
    {
        await EchoAsync("again", "first");
        var moments = new Moments();
        await ReadAsync(moments, "again");

        await Management.DeleteInstanceAsync("again");
        await EchoAsync("again", "second");

        Assert.Equal("second", (await ReadAsync(moments, "again")).State.Status);
    }

    Task<ExecutionMoment> ReadAsync(Moments moments, string id) =>
        moments.ReadAsync(Management, id, ExecutionId.First, null, default);

    // What is not known is read from the first event on.
    async Task<bool> IsKnownAsync(Moments moments, string id)
    {
        var first = 0;
        var counting = store.Before;
        store.Before = (method, arguments) =>
            first += method == nameof(IManagement.ReadHistoryAsync) && arguments[2] is EventId { Value: 1 } ? 1 : 0;
        await ReadAsync(moments, id);
        store.Before = counting;
        return first == 1;
    }

    async Task EchoAsync(string id, string text)
    {
        await runtime.Client.StartOrchestrationAsync(Shop.Echo, id, text);
        await runtime.Client.WaitForEndAsync(id, DashboardApp.Generous);
    }

    // Two events a message: the wait, and what came.
    async Task InboxAsync(string id, int messages)
    {
        await runtime.Client.StartOrchestrationAsync(Shop.Inbox, id, messages);
        for (var number = 0; number < messages; number++)
        {
            await runtime.Client.SendMessageAsync(id, "work", number);
        }
        await runtime.Client.WaitForEndAsync(id, DashboardApp.Generous);
    }
}
