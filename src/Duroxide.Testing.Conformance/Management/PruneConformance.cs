namespace Duroxide.Testing.Conformance;

/// <summary>Pruning takes old executions, never the current one, and touches nothing else.</summary>
public abstract class PruneConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Theory]
    [InlineData(null, 4)]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(2, 3)]
    [InlineData(5, 0)]
    [InlineData(9, 0)]
    public async Task The_youngest_executions_are_kept(int? keep, int gone)
    {
        await ContinueAsync("eternal", 4);

        var pruned = await PruneAsync("eternal", new() { KeepLast = keep });

        Assert.Equal(new Deleted(1, gone, gone, 0), pruned);
        var kept = await Management.ListExecutionsAsync("eternal", Cancellation);
        Assert.Equal(Enumerable.Range(gone + 1, 5 - gone), kept.Select(execution => (int)execution.Execution.Value));
    }

    [Fact]
    public async Task A_second_pruning_finds_nothing()
    {
        await ContinueAsync("eternal", 3);
        await PruneAsync("eternal", new() { KeepLast = 2 });

        Assert.Equal(new Deleted(1, 0, 0, 0), await PruneAsync("eternal", new() { KeepLast = 2 }));
    }

    [Fact]
    public async Task The_current_execution_of_an_ended_instance_is_kept()
    {
        await Provider.EndAsync("ended");

        Assert.Equal(0, (await PruneAsync("ended", new())).Executions);

        Assert.Equal(["event 1"], await Provider.HistoryAsync("ended"));
    }

    [Fact]
    public async Task Only_executions_that_ended_before_a_time_go()
    {
        await Provider.CreateAsync("eternal");
        for (var execution = 1; execution <= 3; execution++)
        {
            await Provider.CommitAsync((await Provider.TakeTurnAsync("eternal")).Continuing());
            await PassAsync(Second);
        }
        var third = (await Management.ListExecutionsAsync("eternal", Cancellation))[2].Ended?.ToDateTimeOffset();

        await PruneAsync("eternal", new() { EndedBefore = third });

        var kept = await Management.ListExecutionsAsync("eternal", Cancellation);
        Assert.Equal([3, 4], kept.Select(execution => execution.Execution.Value));
    }

    [Fact]
    public async Task An_execution_goes_only_when_it_meets_both_conditions()
    {
        await ContinueAsync("eternal", 4);
        await PassAsync(Second);

        await PruneAsync("eternal", new() { KeepLast = 3, EndedBefore = Now.ToDateTimeOffset() });

        var kept = await Management.ListExecutionsAsync("eternal", Cancellation);
        Assert.Equal([3, 4, 5], kept.Select(execution => execution.Execution.Value));
    }

    [Fact]
    public async Task An_unknown_instance_is_refused()
    {
        var refused = await Assert.ThrowsAsync<ProviderException>(() => PruneAsync("nobody", new()));

        Assert.False(refused.IsRetryable);
        Assert.Contains("nobody", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pruned_execution_is_gone_and_the_current_one_goes_on()
    {
        await ContinueAsync("eternal", 2);
        await PruneAsync("eternal", new());

        Assert.Null(await Provider.HistoryAsync("eternal", 1));
        Assert.Equal([], await Provider.HistoryAsync("eternal"));
        var turn = await Provider.TakeTurnAsync("eternal");
        Assert.NotNull(turn.Start);
        await Provider.CommitAsync(turn.Continuing());
        Assert.Equal(new ExecutionId(4), (await Provider.TakeTurnAsync("eternal")).Execution);
    }

    [Fact]
    public async Task A_leased_instance_is_pruned_without_harm_to_its_turn()
    {
        await ContinueAsync("eternal", 2);
        var turn = await Provider.TakeTurnAsync("eternal");

        Assert.Equal(2, (await PruneAsync("eternal", new())).Executions);

        await Provider.CommitAsync(turn.Running());
    }

    [Fact]
    public async Task Values_and_status_stay()
    {
        await Provider.CreateAsync("eternal");
        var turn = await Provider.TakeTurnAsync("eternal");
        var change = new ValueChange("colour", new StoredValue("blue", Now));
        await Provider.CommitAsync(turn.Continuing() with { Values = [change], CustomStatus = new("halfway") });

        await PruneAsync("eternal", new());

        Assert.Equal("blue", (await Provider.ReadValuesAsync("eternal", "colour", Cancellation))["colour"].Data);
        Assert.Equal("halfway", (await Provider.ReadAsync("eternal"))!.CustomStatus);
    }

    [Fact]
    public async Task What_several_executions_wrote_stays_through_two_prunings()
    {
        await Provider.CreateAsync("eternal");
        await ContinueWithAsync(Set("untouched", "1"), Set("overwritten", "1"), Set("cleared", "1"));
        await ContinueWithAsync(Set("overwritten", "2"), new ValueChange("cleared", null));
        await PruneAsync("eternal", new() { KeepLast = 1 });
        await ContinueWithAsync(Set("late", "3"));

        await PruneAsync("eternal", new() { KeepLast = 1 });

        var values = await Provider.ReadValuesAsync("eternal", null, Cancellation);
        Assert.Equal(["late", "overwritten", "untouched"], values.Keys.Order());
        Assert.Equal(("2", "1"), (values["overwritten"].Data, values["untouched"].Data));
    }

    private ValueChange Set(string key, string data) => new(key, new StoredValue(data, Now));

    private async Task ContinueWithAsync(params IReadOnlyList<ValueChange> changes)
    {
        var turn = await Provider.TakeTurnAsync("eternal");
        await Provider.CommitAsync(turn.Continuing() with { Values = changes.ToValueList() });
    }

    [Fact]
    public async Task Other_instances_stay()
    {
        await ContinueAsync("one", 2);
        await ContinueAsync("two", 2);

        await PruneAsync("one", new());

        Assert.Equal(3, (await Management.ListExecutionsAsync("two", Cancellation)).Count);
    }

    private Task<Deleted> PruneAsync(string instance, PruneOptions options) =>
        Management.PruneExecutionsAsync(instance, options, Cancellation);

    private async Task ContinueAsync(string instance, int times)
    {
        await Provider.CreateAsync(instance);
        for (var time = 0; time < times; time++)
        {
            var turns = await Provider.FetchTurnsAsync();
            await Provider.CommitAsync(turns.Single(turn => turn.Instance.Value == instance).Continuing());
            foreach (var other in turns.Where(turn => turn.Instance.Value != instance))
            {
                await Provider.ReleaseAsync(other);
            }
        }
    }
}
