namespace Duroxide.Testing.Conformance;

/// <summary>Whoever comes at the same time gets something else, or nothing, and nothing is lost or doubled.</summary>
public abstract class RaceConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task One_instance_has_one_winner()
    {
        for (var round = 0; round < 20; round++)
        {
            await Provider.CreateAsync($"wanted-{round}");

            var fetched = await InParallel(10, _ => Provider.FetchTurnsAsync());

            Assert.Equal($"wanted-{round}", Assert.Single(fetched.SelectMany(turns => turns)).Instance.Value);
        }
    }

    [Fact]
    public async Task Many_instances_are_shared_out_without_gap_or_repetition()
    {
        await Provider.CreateAsync(Enumerable.Range(0, 100).Select(index => $"i-{index}"));

        var fetched = await InParallel(10, _ => Provider.FetchTurnsAsync(10));

        var ids = fetched.SelectMany(turns => turns).Select(turn => turn.Instance).ToList();
        Assert.Equal(100, ids.Count);
        Assert.Equal(100, ids.Distinct().Count());
    }

    [Fact]
    public async Task Activities_are_shared_out_without_gap_or_repetition()
    {
        await Provider.ScheduleAsync("wide", [.. Enumerable.Range(1, 100).Select(id => Work.Activity(id))]);

        var fetched = await InParallel(10, _ => Provider.FetchWorkAsync(10));

        var ids = fetched.SelectMany(items => items).Select(item => item.Id).ToList();
        Assert.Equal(100, ids.Count);
        Assert.Equal(100, ids.Distinct().Count());
    }

    [Fact]
    public async Task Of_two_commits_of_one_turn_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            await Provider.CreateAsync($"twice-{round}");
            var turn = await Provider.TakeTurnAsync($"twice-{round}");

            var committed = await InParallel(
                2,
                number => Provider.TryCommitAsync(turn.Running() with { Events = turn.Events($"event of {number}") })
            );

            var winner = committed.Index().Single(entry => entry.Item).Index;
            Assert.Equal([$"event of {winner}"], await Provider.HistoryAsync($"twice-{round}"));
        }
    }

    [Fact]
    public async Task Of_two_completions_of_one_activity_one_wins()
    {
        await Provider.ScheduleAsync("wide", [.. Enumerable.Range(1, 20).Select(id => Work.Activity(id))]);
        foreach (var item in await Provider.FetchWorkAsync())
        {
            Assert.Single(await InParallel(2, _ => Provider.CompleteAsync(item)), won => won);
        }

        Assert.Equal(20, (await Provider.TakeTurnAsync("wide")).Messages.Count);
    }

    [Fact]
    public async Task Of_two_starts_of_one_id_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var start = new NewInstance($"same-{round}", "test/orchestration", Bytes("header"));

            var created = await InParallel(4, _ => Provider.CreateInstancesAsync([start], Cancellation));

            Assert.Single(created, results => results[0]);
        }
    }

    [Fact]
    public async Task No_message_is_lost_between_senders_and_turns()
    {
        await Provider.BeginAsync("busy");
        var sending = InParallel(
            4,
            sender =>
                Provider
                    .SendAsync("busy", Enumerable.Range(0, 50).Select(index => $"{sender}/{index}"))
                    .ContinueWith(_ => true, TaskScheduler.Default)
        );
        var received = new List<string>();
        while (received.Count < 200)
        {
            foreach (var turn in await Provider.FetchTurnsAsync())
            {
                received.AddRange(Texts(turn));
                await Provider.CommitAsync(turn.Running());
            }
            Cancellation.ThrowIfCancellationRequested();
        }
        await sending;

        Assert.Equal(200, received.Distinct().Count());
        foreach (var sender in Enumerable.Range(0, 4))
        {
            Assert.Equal(
                Enumerable.Range(0, 50).Select(index => $"{sender}/{index}"),
                received.Where(text => text.StartsWith($"{sender}/", StringComparison.Ordinal))
            );
        }
    }

    [Fact]
    public async Task Instances_that_write_to_each_other_at_once_do_not_block_each_other()
    {
        await Provider.BeginAsync("one", "two");
        for (var round = 0; round < 20; round++)
        {
            await Provider.SendAsync("one", "go");
            await Provider.SendAsync("two", "go");
            var turns = await Provider.FetchTurnsAsync();

            var committed = await InParallel(
                2,
                index =>
                {
                    var turn = turns[index];
                    var other = new NewMessage(turns[1 - index].Instance, Bytes("hello"));
                    return Provider.TryCommitAsync(turn.Running() with { Messages = [other] });
                }
            );

            Assert.All(committed, Assert.True);
            foreach (var turn in await Provider.FetchTurnsAsync())
            {
                await Provider.CommitAsync(turn.Running());
            }
        }
    }

    [Fact]
    public async Task An_expired_turn_is_taken_by_one_of_many()
    {
        await Provider.CreateAsync("crashed");
        var stale = await Provider.TakeTurnAsync("crashed");
        await PassAsync(Lease);

        var fetched = await InParallel(10, _ => Provider.FetchTurnsAsync());

        var turn = Assert.Single(fetched.SelectMany(turns => turns));
        var committed = await Task.WhenAll(
            Task.Run(() => Provider.TryCommitAsync(stale.Running())),
            Task.Run(() => Provider.TryCommitAsync(turn.Running()))
        );
        Assert.Equal([false, true], committed);
    }

    private static Task<T[]> InParallel<T>(int count, Func<int, Task<T>> work) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(index => Task.Run(() => work(index))));
}
