using Duroxide.Core;
using Duroxide.Providers;

namespace Duroxide.Dashboard.Tests;

/// <summary>An application elsewhere, which has nothing but the address of the dashboard.</summary>
public sealed class HttpClientTests : IAsyncLifetime
{
    DashboardApp app = null!;
    HttpClient http = null!;
    DuroxideHttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        app = await DashboardApp.StartAsync();
        http = new() { BaseAddress = new(app.Address) };
        client = new(http);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task An_orchestration_is_started_signalled_and_waited_for()
    {
        var tags = new StartOptions { Tags = ValueMap.Of(("team", "blue")) };

        Assert.True(await client.StartOrchestrationAsync(Shop.Order, "order-1", new("Ada", "a lamp"), tags));
        Assert.False(await client.StartOrchestrationAsync(Shop.Order, "order-1", new("Bob", "a chair")));
        var waiting = await client.WaitForCustomStatusAsync("order-1", 0, DashboardApp.Generous);
        Assert.True(await client.RaiseEventAsync("order-1", "Payment", "4242"));
        var parcel = await client.WaitForCompletionAsync(Shop.Order, "order-1", DashboardApp.Generous);

        var info = Assert.IsType<OrchestrationStatus.Running>(waiting).Info;
        Assert.Equal(
            ("waiting for payment", "shop/order", 1),
            (info.CustomStatus, info.Name, info.CustomStatusVersion)
        );
        Assert.Contains("a lamp", parcel);
        var ended = Assert.IsType<OrchestrationStatus.Completed>(await client.GetStatusAsync("order-1")).Info;
        Assert.Equal(("blue", "Ada"), (ended.Tags["team"], ended.Tags["customer"]));
        Assert.Equal(await app.Client.Management.GetInstanceAsync("order-1"), ended);
    }

    [Fact]
    public async Task Many_are_started_in_one_call_which_says_of_each_whether_it_is_new()
    {
        await client.StartOrchestrationAsync(Shop.Echo, "echo-2", "early");
        var starts = Enumerable.Range(1, 3).Select(number => new InstanceStart<string>($"echo-{number}", $"{number}"));

        var created = await client.StartOrchestrationsAsync(
            Shop.Echo,
            starts,
            new() { Tags = ValueMap.Of(("team", "blue")) }
        );
        var byName = await client.StartOrchestrationsAsync("echo", [new InstanceStart<string>("echo-4", "4")]);

        Assert.Equal([true, false, true], created);
        Assert.Equal([true], byName);
        Assert.Empty(await client.StartOrchestrationsAsync(Shop.Echo, []));
        Assert.Equal("3", await client.WaitForCompletionAsync(Shop.Echo, "echo-3", DashboardApp.Generous));
        Assert.Equal("early", await client.WaitForCompletionAsync(Shop.Echo, "echo-2", DashboardApp.Generous));
        Assert.Equal("blue", (await app.Client.Management.GetInstanceAsync("echo-3")).Tags["team"]);
    }

    [Fact]
    public async Task More_starts_than_a_request_may_have_are_refused_and_none_is_done()
    {
        var starts = Enumerable.Range(0, 1001).Select(number => new InstanceStart<string>($"echo-{number}", ""));

        var refused = await Assert.ThrowsAsync<ClientException>(() =>
            client.StartOrchestrationsAsync(Shop.Echo, starts)
        );

        Assert.Contains("send them in parts", Assert.IsType<ClientError.InvalidInput>(refused.Error).Reason);
        Assert.Empty(await app.Client.Management.ListInstancesAsync());
        Assert.Equal(1000, (await client.StartOrchestrationsAsync(Shop.Echo, starts.Skip(1))).Count(isNew => isNew));
    }

    [Fact]
    public async Task A_history_is_read_as_the_client_in_the_application_reads_it()
    {
        await app.ShipOrderAsync("order-1");
        await client.StartOrchestrationAsync(Shop.Counter, "counter-1", 0);
        await client.WaitForEndAsync("counter-1", DashboardApp.Generous);

        Assert.Equal(await app.Client.ReadHistoryAsync("order-1"), await client.ReadHistoryAsync("order-1"));
        Assert.Equal(
            await app.Client.ReadHistoryAsync("counter-1", new(1)),
            await client.ReadHistoryAsync("counter-1", new(1))
        );
        Assert.Null(await client.ReadHistoryAsync("counter-1", new(17)));
        Assert.Null(await client.ReadHistoryAsync("nobody"));
    }

    [Fact]
    public async Task A_history_of_many_pages_is_read_whole_whatever_its_texts_hold()
    {
        await app.Client.StartOrchestrationAsync(Shop.Torn, "torn-1", "");
        await app.Client.StartOrchestrationAsync(Shop.Inbox, "inbox-1", 600);
        for (var number = 0; number < 600; number++)
        {
            await app.Client.SendMessageAsync("inbox-1", "work", number);
        }
        await client.WaitForEndAsync("inbox-1", DashboardApp.Generous);
        await app.Client.WaitForEndAsync("torn-1", DashboardApp.Generous);

        var history = (await client.ReadHistoryAsync("inbox-1"))!;

        Assert.True(history.Events.Count > 1000);
        Assert.Equal(await app.Client.ReadHistoryAsync("inbox-1"), history);
        var torn = (await client.ReadHistoryAsync("torn-1"))!;
        var ended = Assert.IsType<Fact.Ended>(torn.Events[^1].Fact);
        Assert.Contains(
            "half a \ud83d character",
            Assert.IsType<Ending.Failed>(ended.Ending).Failure.Display,
            StringComparison.Ordinal
        );
        Assert.Equal(await app.Client.ReadHistoryAsync("torn-1"), torn);
    }

    [Fact]
    public async Task A_dashboard_that_redacts_payloads_gives_no_history()
    {
        await using var redacting = await DashboardApp.StartAsync(new() { Redact = _ => "****" }, app.Provider);
        using var other = new HttpClient { BaseAddress = new(redacting.Address) };
        await app.StartOrderAsync("order-1");

        var refused = await Assert.ThrowsAsync<ProviderException>(() =>
            new DuroxideHttpClient(other).ReadHistoryAsync("order-1")
        );

        Assert.False(refused.IsRetryable);
        Assert.Contains("redacted", refused.Message);
    }

    [Fact]
    public async Task A_message_reaches_its_queue()
    {
        await client.StartOrchestrationAsync("inbox", "inbox-1", 1);

        Assert.True(await client.SendMessageAsync("inbox-1", "work", 7));

        Assert.Equal(1, await client.WaitForCompletionAsync<int>("inbox-1", DashboardApp.Generous));
    }

    [Fact]
    public async Task A_failure_and_a_cancellation_come_as_such()
    {
        await app.StartOrderAsync("order-1");
        await client.StartOrchestrationAsync(Shop.Broken, "broken-1", "out of paper");

        Assert.True(await client.CancelAsync("order-1", "nobody pays"));
        var cancelled = await client.WaitForEndAsync("order-1", DashboardApp.Generous);
        var failed = await Assert.ThrowsAsync<InstanceFailedException>(() =>
            client.WaitForCompletionAsync(Shop.Broken, "broken-1", DashboardApp.Generous)
        );

        Assert.Equal("canceled: nobody pays", Assert.IsType<OrchestrationStatus.Failed>(cancelled).Failure.Display);
        Assert.Contains("out of paper", failed.Failure.Display);
    }

    [Fact]
    public async Task A_value_is_waited_for_and_read()
    {
        var value = client.WaitForValueAsync<Wish>("order-1", "wish", DashboardApp.Generous);

        await app.StartOrderAsync("order-1");

        Assert.Equal(new("Ada", "a lamp"), await value);
        Assert.Equal(new("Ada", "a lamp"), await client.GetValueAsync<Wish>("order-1", "wish"));
        Assert.Null(await client.GetValueAsync<Wish>("order-1", "other"));
        Assert.Equal(["wish"], (await client.GetValuesAsync("order-1")).Keys);
    }

    [Fact]
    public async Task A_change_is_waited_for()
    {
        await app.StartOrderAsync("order-1");
        var before = await client.WaitForChangeAsync("order-1", seen: -1, TimeSpan.Zero);

        var change = client.WaitForChangeAsync("order-1", before!.Revision, DashboardApp.Generous);
        await app.Client.CancelAsync("order-1", "nobody pays");

        Assert.True((await change)!.Revision > before.Revision);
        Assert.Null(await client.WaitForChangeAsync("nobody", seen: 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_wait_without_an_end_has_none()
    {
        var value = client.WaitForValueAsync<Wish>("order-1", "wish", Timeout.InfiniteTimeSpan);
        var begun = client.WaitForChangeAsync("order-1", seen: 0, Timeout.InfiniteTimeSpan);
        // Each of them has looked once by then, and found nothing.
        await client.GetStatusAsync("order-1");
        await client.GetStatusAsync("order-1");

        await app.StartOrderAsync("order-1");

        Assert.Equal(new("Ada", "a lamp"), await value);
        Assert.NotNull(await begun);
    }

    [Fact]
    public async Task Nobody_gets_no_signal_and_has_no_status()
    {
        Assert.False(await client.RaiseEventAsync("nobody", "Payment", 1));
        Assert.False(await client.CancelAsync("nobody", "why not"));
        Assert.IsType<OrchestrationStatus.NotFound>(await client.GetStatusAsync("nobody"));
        var late = await Assert.ThrowsAsync<ClientException>(() =>
            client.WaitForEndAsync("nobody", TimeSpan.FromMilliseconds(50))
        );
        Assert.Contains("no such instance", Assert.IsType<ClientError.Timeout>(late.Error).Seen);
    }

    [Fact]
    public async Task What_is_refused_is_told_as_the_client_in_the_application_does()
    {
        var empty = await Assert.ThrowsAsync<ClientException>(() => client.CancelAsync("order-1", ""));
        var other = await Assert.ThrowsAsync<ClientException>(async () =>
        {
            await client.StartOrchestrationAsync(Shop.Echo, "echo-1", "hello");
            await client.WaitForCompletionAsync<int>("echo-1", DashboardApp.Generous);
        });

        Assert.IsType<ClientError.InvalidInput>(empty.Error);
        Assert.IsType<ClientError.InvalidInput>(other.Error);
    }

    [Fact]
    public async Task An_application_that_is_away_is_told_and_a_wait_goes_on_when_it_is_back()
    {
        var store = new AwayStore(new InMemoryProvider());
        await using var away = await DashboardApp.StartAsync(provider: store.Provider);
        using var other = new HttpClient { BaseAddress = new(away.Address) };
        var patient = new DuroxideHttpClient(other);
        await away.StartOrderAsync("order-1");
        store.IsAway = true;

        var refused = await Assert.ThrowsAsync<ProviderException>(() => patient.GetStatusAsync("order-1"));
        var end = patient.WaitForEndAsync("order-1", DashboardApp.Generous);
        store.IsAway = false;
        await away.Client.CancelAsync("order-1", "nobody pays");

        Assert.True(refused.IsRetryable);
        Assert.IsType<OrchestrationStatus.Failed>(await end);
    }

    [Fact]
    public async Task An_address_where_no_dashboard_is_says_so()
    {
        using var elsewhere = new HttpClient { BaseAddress = new(new Uri(app.Address), "/elsewhere/") };

        var wrong = await Assert.ThrowsAsync<ProviderException>(() =>
            new DuroxideHttpClient(elsewhere).GetStatusAsync("order-1")
        );

        Assert.False(wrong.IsRetryable);
        Assert.Contains("404", wrong.Message);
        using var none = new HttpClient();
        Assert.Contains("base address", Assert.Throws<ArgumentException>(() => new DuroxideHttpClient(none)).Message);
    }
}
