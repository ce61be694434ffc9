namespace Duroxide.Testing.Conformance;

/// <summary>What a turn sends is in its commit: to others, to itself, to what it starts, or to nobody.</summary>
public abstract class SendConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task What_a_turn_sends_to_one_instance_comes_in_order_and_at_the_time_of_the_commit()
    {
        await Provider.BeginAsync("target");
        await Provider.CreateAsync("sender");
        var turn = await Provider.TakeTurnAsync("sender");
        await PassAsync(Second);

        await Provider.CommitAsync(turn.Running() with { Messages = To("target", "one", "two", "three") });

        var got = await Provider.TakeTurnAsync("target");
        Assert.Equal(["one", "two", "three"], Texts(got));
        Assert.All(got.Messages, message => Assert.Equal(Now, message.Time));
    }

    [Fact]
    public async Task A_turn_may_send_to_its_own_instance_which_takes_it_with_its_next_turn()
    {
        await Provider.CreateAsync("self");
        var turn = await Provider.TakeTurnAsync("self");

        await Provider.CommitAsync(turn.Running() with { Messages = To("self", "one", "two") });

        Assert.Equal(["one", "two"], Texts(await Provider.TakeTurnAsync("self")));
    }

    [Fact]
    public async Task A_turn_that_continues_as_new_may_send_to_its_next_execution()
    {
        await Provider.CreateAsync("self");
        var turn = await Provider.TakeTurnAsync("self");

        await Provider.CommitAsync(turn.Continuing() with { Messages = To("self", "hello") });

        var next = await Provider.TakeTurnAsync("self");
        Assert.Equal(new ExecutionId(2), next.Execution);
        Assert.Equal(["hello"], Texts(next));
    }

    [Fact]
    public async Task What_an_instance_sends_to_itself_with_its_end_is_forgotten()
    {
        await Provider.CreateAsync("self");
        var turn = await Provider.TakeTurnAsync("self");

        await Provider.CommitAsync(turn.Ending() with { Messages = To("self", "hello") });

        Assert.Empty(await Provider.FetchTurnsAsync());
        Assert.Equal(ExecutionStatus.Completed, (await Provider.ReadAsync("self"))!.Status);
    }

    [Fact]
    public async Task What_is_sent_to_nobody_or_to_one_that_has_ended_is_forgotten_and_spares_the_turn()
    {
        await Provider.EndAsync("ended");
        await Provider.BeginAsync("target");
        await Provider.CreateAsync("sender");
        var turn = await Provider.TakeTurnAsync("sender");
        List<NewMessage> messages = [.. To("nobody", "a"), .. To("ended", "b"), .. To("target", "c")];

        await Provider.CommitAsync(turn.Running() with { Messages = messages });

        Assert.Equal(["event 1"], await Provider.HistoryAsync("sender"));
        Assert.Equal(["c"], Texts(await Provider.TakeTurnAsync("target")));
        await Provider.CreateAsync("nobody");
        Assert.Empty((await Provider.TakeTurnAsync("nobody")).Messages);
    }

    [Fact]
    public async Task A_turn_may_send_to_what_it_starts()
    {
        await Provider.CreateAsync("sender");
        var turn = await Provider.TakeTurnAsync("sender");

        await Provider.CommitAsync(
            turn.Running() with
            {
                Starts = [new NewInstance("new", "test/orchestration", Bytes("header"))],
                Messages = To("new", "hello"),
            }
        );

        var started = await Provider.TakeTurnAsync("new");
        Assert.NotNull(started.Start);
        Assert.Equal(["hello"], Texts(started));
    }

    [Fact]
    public async Task A_taken_id_is_told_before_what_the_same_turn_sends_to_its_own_instance()
    {
        await Provider.BeginAsync("taken");
        await Provider.CreateAsync("parent");
        var turn = await Provider.TakeTurnAsync("parent");
        var child = new NewInstance("taken", "test/child", Bytes("header"))
        {
            Parent = "parent",
            IfExists = new NewMessage("parent", Bytes("taken already")),
        };

        await Provider.CommitAsync(turn.Running() with { Starts = [child], Messages = To("parent", "hello") });

        Assert.Equal(["taken already", "hello"], Texts(await Provider.TakeTurnAsync("parent")));
    }

    [Fact]
    public async Task A_first_turn_that_is_stored_with_its_start_may_send_to_itself_and_to_what_it_starts()
    {
        var start = new NewInstance("self", "test/orchestration", Bytes("self"));
        var turn = new TurnCommit(
            new TurnRight.Starting(start, Provider.Now),
            ExecutionId.First,
            ExecutionStatus.Running
        )
        {
            Events = new EventBatch(new EventId(1), new EventId(1), Bytes("event 1")),
            Starts = [new NewInstance("new", "test/orchestration", Bytes("new"))],
            Messages = [.. To("new", "one"), .. To("self", "two"), .. To("new", "three")],
        };

        await Provider.CommitAsync(turn);
        await Provider.CommitAsync(turn);

        Assert.Equal(
            ["new: one three", "self: two"],
            (await Provider.FetchTurnsAsync())
                .Select(ready => $"{ready.Instance}: {string.Join(' ', Texts(ready))}")
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_turn_that_is_committed_again_sends_once()
    {
        await Provider.BeginAsync("target");
        await Provider.CreateAsync("sender");
        var turn = (await Provider.TakeTurnAsync("sender")).Running() with { Messages = To("target", "once") };

        await Provider.CommitAsync(turn);
        await Provider.CommitAsync(turn);

        Assert.Equal(["once"], Texts(await Provider.TakeTurnAsync("target")));
    }

    [Fact]
    public async Task A_turn_whose_lease_was_lost_sends_nothing()
    {
        await Provider.BeginAsync("target");
        await Provider.CreateAsync("sender");
        var turn = await Provider.TakeTurnAsync("sender");
        await Provider.ReleaseAsync(turn);

        Assert.False(await Provider.TryCommitAsync(turn.Running() with { Messages = To("target", "never") }));

        await Provider.TakeTurnAsync("sender");
    }

    [Fact]
    public async Task A_turn_that_takes_answers_may_send_to_its_own_instance()
    {
        var waiting = await Provider.WaitAsync("self", Work.Activity(1, "1"), Work.Activity(2, "2"));

        await Provider.CommitAsync(
            (waiting with { Work = [waiting.Work[0]] }).Running() with
            {
                Messages = To("self", "hello"),
            }
        );

        // What came first stands before the answer, so that the answer is a message behind it.
        Assert.False(await Provider.TryCommitAsync(waiting.Next(waiting.Work[1]).Running()));
        Assert.Equal(["hello", "answer to 2"], Texts(await Provider.TakeTurnAsync("self")));
    }

    [Fact]
    public async Task Two_turns_of_a_batch_may_send_to_each_other()
    {
        await Provider.CreateAsync("one", "two");
        var turns = await Provider.FetchTurnsAsync();

        var results = await Provider.StoreAsync([
            .. turns.Select(turn =>
                turn.Running() with
                {
                    Messages = To(turn.Instance.Value == "one" ? "two" : "one", $"from {turn.Instance}"),
                }
            ),
        ]);

        Assert.Equal([true, true], results);
        Assert.Equal(
            ["one: from two", "two: from one"],
            (await Provider.FetchTurnsAsync())
                .Select(turn => $"{turn.Instance}: {Assert.Single(Texts(turn))}")
                .Order(StringComparer.Ordinal)
        );
    }

    private static List<NewMessage> To(string instance, params string[] payloads) =>
        [.. payloads.Select(payload => new NewMessage(instance, Bytes(payload)))];
}
