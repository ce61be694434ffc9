namespace Duroxide.Testing.Conformance;

/// <summary>Messages for which an instance has no room wait aside, in order, and shut out nothing else.</summary>
public abstract class HeldMessageConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static TurnCommit Holding(TurnItem turn, params int[] places) =>
        new(turn.Lease, turn.Execution, ExecutionStatus.Running)
        {
            Held = [.. places.Select(place => new HeldMessage(turn.Messages[place].Id, "q"))],
        };

    private async Task HoldAsync(params string[] texts)
    {
        await Provider.BeginAsync("full");
        await Provider.SendAsync("full", texts);
        var turn = await Provider.TakeTurnAsync("full");
        Assert.Empty(turn.FirstHeld);
        await Provider.CommitAsync(Holding(turn, [.. Enumerable.Range(0, texts.Length)]));
    }

    [Fact]
    public async Task Held_messages_do_not_make_an_instance_ready()
    {
        await HoldAsync("1", "2");

        Assert.Empty(await Provider.FetchTurnsAsync());
        await PassAsync(TimeSpan.FromDays(1));
        Assert.Empty(await Provider.FetchTurnsAsync());
    }

    [Fact]
    public async Task What_comes_behind_held_messages_comes_without_them()
    {
        await HoldAsync("1", "2");
        await Provider.SendAsync("full", "answer");

        var turn = await Provider.TakeTurnAsync("full");

        Assert.Equal(["answer"], Texts(turn));
        Assert.Equal(["1"], turn.FirstHeld.Select(message => Text(message.Payload)));
    }

    [Fact]
    public async Task The_oldest_held_message_of_each_queue_is_shown()
    {
        await Provider.BeginAsync("full");
        await Provider.SendAsync("full", "a1", "b1", "a2", "b2");
        var turn = await Provider.TakeTurnAsync("full");
        HeldMessage[] held =
        [
            .. turn.Messages.Select(message => new HeldMessage(message.Id, Text(message.Payload)[..1])),
        ];
        await Provider.CommitAsync(Holding(turn) with { Held = held });
        await Provider.SendAsync("full", "answer");

        var next = await Provider.TakeTurnAsync("full");

        Assert.Equal(["a1", "b1"], next.FirstHeld.Select(message => Text(message.Payload)).Order());
    }

    [Fact]
    public async Task Released_messages_come_back_before_what_came_after_them()
    {
        await HoldAsync("1", "2");
        await Provider.SendAsync("full", "answer");
        var turn = await Provider.TakeTurnAsync("full");
        await Provider.SendAsync("full", "3");
        await Provider.CommitAsync(turn.Running() with { ReleasesHeld = true });

        var next = await Provider.TakeTurnAsync("full");

        Assert.Equal(["1", "2", "3"], Texts(next));
        Assert.Empty(next.FirstHeld);
    }

    [Fact]
    public async Task More_messages_can_be_held_behind_those_that_are()
    {
        await HoldAsync("1");
        await Provider.SendAsync("full", "2");
        await Provider.CommitAsync(Holding(await Provider.TakeTurnAsync("full"), 0));
        await Provider.SendAsync("full", "answer");
        var turn = await Provider.TakeTurnAsync("full");
        Assert.Equal(["1"], turn.FirstHeld.Select(message => Text(message.Payload)));
        await Provider.CommitAsync(turn.Running() with { ReleasesHeld = true });

        Assert.Equal(["1", "2"], Texts(await Provider.TakeTurnAsync("full")));
    }

    [Fact]
    public async Task The_next_execution_gets_what_was_held()
    {
        await HoldAsync("1", "2");
        await Provider.SendAsync("full", "answer");
        var turn = await Provider.TakeTurnAsync("full");
        await Provider.CommitAsync(turn.Continuing() with { Consumed = [turn.Messages[0].Id] });

        var next = await Provider.TakeTurnAsync("full");

        Assert.NotNull(next.Start);
        Assert.Equal(["1", "2"], Texts(next));
        Assert.Empty(next.FirstHeld);
    }

    [Fact]
    public async Task A_turn_that_is_given_back_or_lost_holds_and_releases_nothing()
    {
        await HoldAsync("1");
        await Provider.SendAsync("full", "answer");
        var lost = await Provider.TakeTurnAsync("full");
        await Provider.ReleaseAsync(lost);

        Assert.False(await Provider.TryCommitAsync(lost.Running() with { ReleasesHeld = true }));
        Assert.False(await Provider.TryCommitAsync(Holding(lost, 0)));

        var turn = await Provider.TakeTurnAsync("full");
        Assert.Equal(["answer"], Texts(turn));
        Assert.Equal(["1"], turn.FirstHeld.Select(message => Text(message.Payload)));
    }

    [Fact]
    public async Task An_instance_that_ends_forgets_what_was_held()
    {
        await HoldAsync("1");
        await Provider.SendAsync("full", "answer");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("full")).Ending());

        Assert.Empty(await Provider.FetchTurnsAsync());
        await Management.DeleteInstancesAsync(["full"], DeletionForce.None, Cancellation);
        await Provider.BeginAsync("full");
        await Provider.SendAsync("full", "new");
        Assert.Empty((await Provider.TakeTurnAsync("full")).FirstHeld);
    }

    [Fact]
    public async Task A_deletion_counts_and_removes_what_was_held()
    {
        await HoldAsync("1", "2");

        var deleted = await Management.DeleteInstancesAsync(["full"], DeletionForce.Trees, Cancellation);

        Assert.Equal(2, deleted.Messages);
        await Provider.BeginAsync("full");
        await Provider.SendAsync("full", "new");
        Assert.Empty((await Provider.TakeTurnAsync("full")).FirstHeld);
    }

    [Fact]
    public async Task Held_messages_outlive_a_restart()
    {
        await HoldAsync("1", "2");
        await Provider.SendAsync("full", "answer");

        await RestartAsync();

        var turn = await Provider.TakeTurnAsync("full");
        await Provider.CommitAsync(turn.Running() with { ReleasesHeld = true });
        Assert.Equal(["1", "2"], Texts(await Provider.TakeTurnAsync("full")));
    }
}
