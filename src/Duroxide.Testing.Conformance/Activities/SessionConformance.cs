namespace Duroxide.Testing.Conformance;

/// <summary>A session ties its activities to one owner at a time; several may run at once.</summary>
public abstract class SessionConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_session_that_is_held_but_not_busy_is_taken_up_like_a_new_one()
    {
        await Provider.ScheduleAsync("one", Work.Activity(1, "first") with { Session = "idle" });
        await Provider.CompleteAsync(
            await Provider.TakeWorkAsync(sessions: new SessionClaim("owner", Lease, 1)),
            answer: null
        );
        await Provider.ScheduleAsync(
            "two",
            Work.Activity(1, "busy") with
            {
                Session = "busy",
            },
            Work.Activity(2, "idle") with
            {
                Session = "idle",
            },
            Work.Activity(3, "idle too") with
            {
                Session = "idle",
            }
        );

        var none = new SessionClaim("owner", Lease, 0) { Busy = ["busy"] };
        Assert.Equal(["busy"], (await Provider.FetchWorkAsync(sessions: none)).Select(item => item.Text));
        var one = new SessionClaim("owner", Lease, 1) { Busy = ["busy"] };
        Assert.Equal(["idle", "idle too"], (await Provider.FetchWorkAsync(sessions: one)).Select(item => item.Text));
    }

    [Fact]
    public async Task Plain_activities_go_to_anyone()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1), Work.Activity(2));

        Assert.Single(await Provider.FetchWorkAsync(1));
        Assert.Single(await Provider.FetchWorkAsync(1, sessions: Claim("owner")));
    }

    [Fact]
    public async Task Without_a_claim_activities_of_sessions_are_left()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"), Work.Activity(2, "plain"));

        Assert.Equal("plain", (await Provider.TakeWorkAsync()).Text);
    }

    [Fact]
    public async Task A_free_session_is_claimed_with_the_fetch()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"));

        Assert.Equal("s", (await Provider.TakeWorkAsync(sessions: Claim("owner"))).Session);
    }

    [Fact]
    public async Task The_owner_gets_the_further_activities_of_its_session()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"), InSession(2, "s"), InSession(3, "s"));

        Assert.Equal("1", Assert.Single(await TakeAsync("owner", 1)).Text);
        Assert.Equal(["2", "3"], (await TakeAsync("owner")).Select(item => item.Text));
    }

    [Fact]
    public async Task Others_do_not_get_activities_of_a_claimed_session()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"), InSession(2, "s"));
        await TakeAsync("owner", 1);

        Assert.Empty(await TakeAsync("other"));
    }

    [Fact]
    public async Task Two_sessions_may_have_two_owners()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "a"), InSession(2, "b"));

        Assert.Equal("a", Assert.Single(await TakeAsync("one", 1)).Session);
        Assert.Equal("b", Assert.Single(await TakeAsync("two", 1)).Session);
    }

    [Fact]
    public async Task A_session_of_somebody_else_does_not_hold_up_the_rest()
    {
        await Provider.ScheduleAsync(
            "worker",
            InSession(1, "theirs"),
            InSession(2, "theirs"),
            Work.Activity(3, "plain"),
            InSession(4, "free")
        );
        await TakeAsync("other", 1);

        Assert.Equal(["plain", "4"], (await TakeAsync("owner")).Select(item => item.Text));
    }

    [Fact]
    public async Task A_session_spans_instances()
    {
        await Provider.ScheduleAsync("one", InSession(1, "s"));
        await Provider.ScheduleAsync("two", InSession(1, "s"));
        await TakeAsync("owner", 1);

        Assert.Empty(await TakeAsync("other"));
        Assert.Equal("two", Assert.Single(await TakeAsync("owner")).Instance.Value);
    }

    [Fact]
    public async Task A_worker_with_a_claim_gets_plain_and_session_activities_oldest_first()
    {
        await Provider.ScheduleAsync("worker", Work.Activity(1, "1"), InSession(2, "s"), Work.Activity(3, "3"));

        Assert.Equal(["1", "2", "3"], (await TakeAsync("owner")).Select(item => item.Text));
    }

    [Fact]
    public async Task At_most_as_many_new_sessions_are_claimed_as_allowed()
    {
        await Provider.ScheduleAsync(
            "worker",
            InSession(1, "a"),
            InSession(2, "b"),
            InSession(3, "a"),
            InSession(4, "c")
        );

        var items = await TakeAsync("owner", maxNew: 1);

        Assert.Equal(["1", "3"], items.Select(item => item.Text));
        Assert.Equal(["2", "4"], (await TakeAsync("other")).Select(item => item.Text));
    }

    [Fact]
    public async Task An_owner_that_may_claim_nothing_new_still_gets_what_is_its_own()
    {
        await Provider.ScheduleAsync(
            "worker",
            InSession(1, "a"),
            InSession(2, "b"),
            InSession(3, "a"),
            Work.Activity(4, "4")
        );
        await TakeAsync("owner", 1);

        Assert.Equal(["3", "4"], (await TakeAsync("owner", maxNew: 0)).Select(item => item.Text));
    }

    [Fact]
    public async Task An_expired_session_may_be_claimed_by_another()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"), InSession(2, "s"));
        await TakeAsync("owner", 1, lease: Second);
        await PassAsync(Second);

        Assert.Equal("2", Assert.Single(await TakeAsync("other")).Text);
        Assert.Empty(await TakeAsync("owner"));
    }

    [Fact]
    public async Task An_expired_session_may_be_claimed_again_by_its_owner()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"), InSession(2, "s"), InSession(3, "s"));
        await TakeAsync("owner", 1, lease: Second);
        await PassAsync(Second);

        Assert.Single(await TakeAsync("owner", 1));
        Assert.Empty(await TakeAsync("other"));
    }

    [Fact]
    public async Task Each_fetch_extends_the_session()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"), InSession(2, "s"), InSession(3, "s"));
        await TakeAsync("owner", 1, lease: Second);
        await PassAsync(Second * 0.6);
        await TakeAsync("owner", 1, lease: Second);
        await PassAsync(Second * 0.6);

        Assert.Empty(await TakeAsync("other"));
    }

    [Fact]
    public async Task An_activity_given_back_goes_to_the_owner_again_with_its_attempts()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"));
        await Provider.ReleaseAsync(Assert.Single(await TakeAsync("owner")));
        Assert.Empty(await TakeAsync("other"));
        var second = Assert.Single(await TakeAsync("owner"));
        Assert.Equal(2, second.Attempt);
        await Provider.ReleaseAsync(second, count: false);

        Assert.Equal(2, Assert.Single(await TakeAsync("owner")).Attempt);
    }

    [Fact]
    public async Task While_the_session_holds_only_the_owner_gets_an_expired_activity()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"));
        await TakeAsync("owner", lease: Lease * 3);
        await PassAsync(Lease);

        Assert.Empty(await TakeAsync("other"));
        Assert.Equal(2, Assert.Single(await TakeAsync("owner")).Attempt);
    }

    [Fact]
    public async Task When_session_and_activity_expired_another_gets_it()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"));
        await TakeAsync("owner");
        await PassAsync(Lease);

        Assert.Equal(2, Assert.Single(await TakeAsync("other")).Attempt);
    }

    [Fact]
    public async Task A_lost_session_does_not_end_the_lease_of_an_activity()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"), InSession(2, "s"));
        var item = Assert.Single(await TakeAsync("owner", 1, lease: Second));
        await PassAsync(Second);
        await TakeAsync("other");

        Assert.True(await Provider.RenewAsync(item, Lease));
        Assert.True(await Provider.CompleteAsync(item));
    }

    [Fact]
    public async Task After_a_take_over_a_redelivery_goes_to_the_new_owner()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"), InSession(2, "s"));
        await TakeAsync("owner", 1, lease: Second);
        await PassAsync(Second);
        await TakeAsync("other", lease: Lease * 3);
        await PassAsync(Lease);

        Assert.Empty(await TakeAsync("owner"));
        Assert.Equal(["1", "2"], (await TakeAsync("other")).Select(item => item.Text).Order());
    }

    [Fact]
    public async Task A_session_outlives_the_deletion_of_its_instance()
    {
        await Provider.ScheduleAsync("gone", InSession(1, "s"));
        await TakeAsync("owner");
        await Management.DeleteInstancesAsync(["gone"], DeletionForce.Trees, Cancellation);
        await Provider.ScheduleAsync("next", InSession(1, "s"));

        Assert.Empty(await TakeAsync("other"));
        Assert.Single(await TakeAsync("owner"));
    }

    [Fact]
    public async Task A_cancelled_activity_of_a_session_is_gone()
    {
        await Provider.ScheduleAsync("worker", InSession(1, "s"), InSession(2, "s"));
        await Provider.SendAsync("worker", "cancel");
        var turn = await Provider.TakeTurnAsync("worker");
        await Provider.CommitAsync(turn.Running() with { CancelledActivities = [new(1)] });

        Assert.Equal("2", Assert.Single(await TakeAsync("owner")).Text);
    }

    [Fact]
    public async Task One_of_many_claimants_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var session = $"s-{round}";
            await Provider.ScheduleAsync(
                $"worker-{round}",
                [.. Enumerable.Range(1, 8).Select(id => InSession(id, session))]
            );

            var taken = await Task.WhenAll(
                Enumerable.Range(0, 8).Select(owner => Task.Run(() => TakeAsync($"owner-{owner}", 1)))
            );

            var winners = taken.SelectMany((items, owner) => items.Select(_ => owner)).Distinct();
            Assert.Single(winners);
            await TakeAsync($"owner-{taken.ToList().FindIndex(items => items.Count > 0)}");
        }
    }

    private static NewActivity InSession(long id, string session) =>
        Work.Activity(id, $"{id}") with
        {
            Session = session,
        };

    private static SessionClaim Claim(string owner, TimeSpan? lease = null, int maxNew = 10) =>
        new(owner, lease ?? Lease, maxNew);

    private Task<IReadOnlyList<ActivityItem>> TakeAsync(
        string owner,
        int max = 100,
        TimeSpan? lease = null,
        int maxNew = 10
    ) => Provider.FetchWorkAsync(max, sessions: Claim(owner, lease, maxNew));
}
