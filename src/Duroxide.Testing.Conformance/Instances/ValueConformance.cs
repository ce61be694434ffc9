namespace Duroxide.Testing.Conformance;

/// <summary>The values of an instance are a dictionary, read as last committed.</summary>
public abstract class ValueConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task A_value_is_set_and_read_with_its_time()
    {
        var time = new Timestamp(123_456_789);
        await TurnAsync("holder", new ValueChange("colour", new StoredValue("blue", time)));

        Assert.Equal(new StoredValue("blue", time), (await ReadAsync("holder"))["colour"]);
    }

    [Fact]
    public async Task A_value_is_overwritten()
    {
        await TurnAsync("holder", Set("colour", "blue"));
        await TurnAsync("holder", Set("colour", "red"));

        Assert.Equal("red", (await ReadAsync("holder"))["colour"].Data);
    }

    [Fact]
    public async Task A_value_is_cleared_and_the_others_stay()
    {
        await TurnAsync("holder", Set("a", "1"), Set("b", "2"));
        await TurnAsync("holder", Clear("a"));

        Assert.Equal(["b"], (await ReadAsync("holder")).Keys);
    }

    [Fact]
    public async Task A_cleared_value_is_set_again()
    {
        await TurnAsync("holder", Set("colour", "blue"));
        await TurnAsync("holder", Clear("colour"));
        await TurnAsync("holder", Set("colour", "red"));

        Assert.Equal("red", (await ReadAsync("holder"))["colour"].Data);
    }

    [Fact]
    public async Task Changes_of_one_turn_happen_in_order()
    {
        await TurnAsync("holder", Set("a", "1"), Clear("a"), Set("b", "1"), Set("b", "2"), Clear("c"), Set("c", "3"));

        var values = await ReadAsync("holder");
        Assert.Equal(["b", "c"], values.Keys);
        Assert.Equal(["2", "3"], values.Values.Select(value => value.Data));
    }

    [Fact]
    public async Task To_clear_what_is_not_there_does_no_harm()
    {
        await TurnAsync("holder", Clear("nothing"));

        Assert.Empty(await ReadAsync("holder"));
    }

    [Fact]
    public async Task One_key_is_read_alone()
    {
        await TurnAsync("holder", Set("a", "1"), Set("b", "2"));

        var values = await Provider.ReadValuesAsync("holder", "b", Cancellation);

        Assert.Equal("2", Assert.Single(values).Value.Data);
        Assert.Empty(await Provider.ReadValuesAsync("holder", "missing", Cancellation));
        Assert.Empty(await Provider.ReadValuesAsync("nobody", "b", Cancellation));
    }

    [Fact]
    public async Task An_empty_text_is_a_value()
    {
        await TurnAsync("holder", Set("empty", ""));

        Assert.Equal("", (await ReadAsync("holder"))["empty"].Data);
    }

    [Fact]
    public async Task A_value_may_be_long()
    {
        var text = new string('x', 64 * 1024);
        await TurnAsync("holder", Set("long", text));

        Assert.Equal(text, (await ReadAsync("holder"))["long"].Data);
    }

    [Fact]
    public async Task Keys_may_be_any_text_and_differ_by_case()
    {
        string[] keys = ["", " ", "Key", "key", "k'e\"y", "100%_", "päckchen/📦", "a\nb"];
        await TurnAsync("holder", [.. keys.Select(key => Set(key, $"of {key}"))]);

        var values = await ReadAsync("holder");
        Assert.Equal(keys.Length, values.Count);
        Assert.All(keys, key => Assert.Equal($"of {key}", values[key].Data));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("\u0000")]
    [InlineData("{\"text\":\"\\u0000\"")]
    [InlineData("päckchen/包裹/📦")]
    public async Task A_value_may_be_any_text(string text)
    {
        await TurnAsync("holder", Set("text", text));

        Assert.Equal(text, (await ReadAsync("holder"))["text"].Data);
    }

    [Fact]
    public async Task Values_of_instances_are_apart()
    {
        await TurnAsync("one", Set("colour", "blue"));
        await TurnAsync("two", Set("colour", "red"));
        await TurnAsync("two", Clear("colour"));

        Assert.Equal("blue", (await ReadAsync("one"))["colour"].Data);
        Assert.Empty(await ReadAsync("two"));
    }

    [Fact]
    public async Task Values_outlive_continue_as_new_and_the_ending()
    {
        await Provider.CreateAsync("eternal");
        var turn = await Provider.TakeTurnAsync("eternal");
        await Provider.CommitAsync(turn.Continuing() with { Values = [Set("a", "1"), Set("b", "1")] });
        turn = await Provider.TakeTurnAsync("eternal");
        await Provider.CommitAsync(turn.Ending() with { Values = [Set("b", "2"), Set("c", "2")] });

        var values = await ReadAsync("eternal");
        Assert.Equal(["1", "2", "2"], values.Values.Select(value => value.Data));
    }

    [Fact]
    public async Task A_refused_commit_changes_no_value()
    {
        await TurnAsync("holder", Set("colour", "blue"));
        await Provider.SendAsync("holder", "again");
        var turn = await Provider.TakeTurnAsync("holder");
        await PassAsync(Lease);
        await Provider.TakeTurnAsync("holder");

        Assert.False(await Provider.TryCommitAsync(turn.Running() with { Values = [Set("colour", "red")] }));

        Assert.Equal("blue", (await ReadAsync("holder"))["colour"].Data);
    }

    [Fact]
    public async Task A_change_raises_the_revision()
    {
        await TurnAsync("holder", Set("colour", "blue"));
        var before = (await Provider.ReadAsync("holder"))!.Revision;

        await TurnAsync("holder", Clear("colour"));

        Assert.True((await Provider.ReadAsync("holder"))!.Revision > before);
    }

    [Fact]
    public async Task A_deletion_takes_the_values_along()
    {
        await TurnAsync("holder", Set("colour", "blue"));
        await Management.DeleteInstancesAsync(["holder"], DeletionForce.Trees, Cancellation);

        Assert.Empty(await ReadAsync("holder"));
    }

    [Fact]
    public async Task A_hundred_values_are_set_in_one_turn()
    {
        await TurnAsync("holder", [.. Enumerable.Range(0, 100).Select(index => Set($"{index:000}", $"{index}"))]);

        var values = await ReadAsync("holder");
        Assert.Equal(Enumerable.Range(0, 100).Select(index => $"{index:000}"), values.Keys);
    }

    private ValueChange Set(string key, string data) => new(key, new StoredValue(data, Now));

    private static ValueChange Clear(string key) => new(key, null);

    private async Task TurnAsync(string instance, params IReadOnlyList<ValueChange> changes)
    {
        if (await Provider.ReadAsync(instance) is null)
        {
            await Provider.CreateAsync(instance);
        }
        else
        {
            await Provider.SendAsync(instance, "again");
        }
        var turn = await Provider.TakeTurnAsync(instance);
        await Provider.CommitAsync(turn.Running() with { Values = changes.ToValueList() });
    }

    private Task<ValueMap<string, StoredValue>> ReadAsync(string instance) =>
        Provider.ReadValuesAsync(instance, null, Cancellation);
}
