namespace Duroxide.Testing.Conformance;

/// <summary>A session is kept while it is in use, and forgotten when nobody needs it.</summary>
public abstract class SessionLeaseConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_renewal_extends_past_the_first_lease()
    {
        await ScheduleAsync("s");
        await TakeAsync("owner", 1);
        await PassAsync(Lease * 0.6);
        Assert.Equal(1, await RenewAsync(Idle, "owner"));
        await PassAsync(Lease * 0.6);

        Assert.Empty(await TakeAsync("other"));
    }

    [Fact]
    public async Task All_sessions_of_all_owners_named_are_renewed()
    {
        await ScheduleAsync("a", "b", "c");
        await TakeAsync("one", 1);
        await TakeAsync("two", 1);
        await TakeAsync("three", 1);

        Assert.Equal(1, await RenewAsync(Idle, "one"));
        Assert.Equal(2, await RenewAsync(Idle, "two", "three"));
        Assert.Equal(0, await RenewAsync(Idle));
        Assert.Equal(0, await RenewAsync(Idle, "nobody"));
    }

    [Fact]
    public async Task An_expired_session_is_not_renewed()
    {
        await ScheduleAsync("s");
        await TakeAsync("owner", 1);
        await PassAsync(Lease);

        Assert.Equal(0, await RenewAsync(Idle, "owner"));
        Assert.Single(await TakeAsync("other", 1));
    }

    [Fact]
    public async Task An_idle_session_is_not_renewed()
    {
        await ScheduleAsync("s");
        await TakeAsync("owner", 1, Idle * 2);
        await PassAsync(Idle - Second);
        Assert.Equal(1, await RenewAsync(Idle, "owner"));
        await PassAsync(Second);

        Assert.Equal(0, await RenewAsync(Idle, "owner"));
    }

    [Fact]
    public async Task A_renewed_activity_keeps_its_session_in_use()
    {
        await ScheduleAsync("s");
        var item = Assert.Single(await TakeAsync("owner", 1, Idle * 3));
        Assert.True(await Provider.RenewAsync(item, Idle * 3));
        await PassAsync(Idle - Second);
        Assert.True(await Provider.RenewAsync(item, Idle * 3));
        await PassAsync(Second * 2);

        Assert.Equal(1, await RenewAsync(Idle, "owner"));
    }

    [Fact]
    public async Task A_completed_activity_keeps_its_session_in_use()
    {
        await ScheduleAsync("s");
        var item = Assert.Single(await TakeAsync("owner", 1, Idle * 3));
        Assert.True(await Provider.RenewAsync(item, Idle * 3));
        await PassAsync(Idle - Second);
        Assert.True(await Provider.CompleteAsync(item));
        await PassAsync(Second * 2);

        Assert.Equal(1, await RenewAsync(Idle, "owner"));
    }

    [Fact]
    public async Task A_fetch_keeps_its_session_in_use()
    {
        await ScheduleAsync("s");
        await TakeAsync("owner", 1, Idle * 3);
        await PassAsync(Idle - Second);
        await TakeAsync("owner", 1, Idle * 3);
        await PassAsync(Second * 2);

        Assert.Equal(1, await RenewAsync(Idle, "owner"));
    }

    [Fact]
    public async Task An_activity_does_not_revive_an_expired_session()
    {
        await ScheduleAsync("s");
        var item = Assert.Single(await TakeAsync("owner", 1, Second));
        await PassAsync(Second);
        Assert.True(await Provider.RenewAsync(item, Lease));

        Assert.Equal(0, await RenewAsync(Idle, "owner"));
        Assert.Single(await TakeAsync("other", 1));
    }

    [Fact]
    public async Task An_expired_session_with_nothing_queued_is_forgotten()
    {
        await ScheduleAsync("s");
        foreach (var item in await TakeAsync("owner"))
        {
            await Provider.CompleteAsync(item, answer: null);
        }
        await PassAsync(Lease);

        Assert.Equal(1, await Provider.SweepSessionsAsync(Cancellation));
        Assert.Equal(0, await Provider.SweepSessionsAsync(Cancellation));
    }

    [Fact]
    public async Task A_session_with_something_queued_is_not_forgotten()
    {
        await ScheduleAsync("s");
        await TakeAsync("owner", 1);
        await PassAsync(Lease);

        Assert.Equal(0, await Provider.SweepSessionsAsync(Cancellation));
    }

    [Fact]
    public async Task A_live_session_is_not_forgotten()
    {
        await ScheduleAsync("s");
        foreach (var item in await TakeAsync("owner"))
        {
            await Provider.CompleteAsync(item, answer: null);
        }

        Assert.Equal(0, await Provider.SweepSessionsAsync(Cancellation));
        await Provider.ScheduleAsync("more", Work.Activity(1) with { Session = "s" });
        Assert.Empty(await TakeAsync("other"));
    }

    [Fact]
    public async Task A_forgotten_session_begins_anew()
    {
        await ScheduleAsync("s");
        foreach (var item in await TakeAsync("owner"))
        {
            await Provider.CompleteAsync(item, answer: null);
        }
        await PassAsync(Lease);
        await Provider.SweepSessionsAsync(Cancellation);
        await Provider.ScheduleAsync("more", Work.Activity(1) with { Session = "s" });

        Assert.Single(await TakeAsync("other"));
        Assert.Empty(await TakeAsync("owner"));
    }

    [Fact]
    public async Task Who_waits_is_woken_when_a_session_expires()
    {
        await ScheduleAsync("s");
        await TakeAsync("owner", 1);
        var fetch = new ActivityFetch(1, Lease, TimeSpan.FromMinutes(10), new TagFilter.DefaultOnly())
        {
            Sessions = new SessionClaim("other", Lease, 10),
        };

        var items = await PassUntilAsync(Provider.FetchActivitiesAsync(fetch, Cancellation));

        Assert.Equal("s", Assert.Single(items).Session);
    }

    /// <summary>Queues two activities in each session, the first ones of all sessions first.</summary>
    private Task ScheduleAsync(params IReadOnlyList<string> sessions) =>
        Provider.ScheduleAsync(
            "worker",
            [
                .. Enumerable
                    .Range(0, sessions.Count * 2)
                    .Select(index => Work.Activity(index + 1) with { Session = sessions[index % sessions.Count] }),
            ]
        );

    private Task<IReadOnlyList<ActivityItem>> TakeAsync(string owner, int max = 100, TimeSpan? lease = null) =>
        Provider.FetchWorkAsync(max, sessions: new SessionClaim(owner, lease ?? Lease, 10));

    private Task<int> RenewAsync(TimeSpan idle, params IReadOnlyList<string> owners) =>
        Provider.RenewSessionsAsync(owners, Lease, idle, Cancellation);
}
