using Duroxide.Core;
using Duroxide.Runtime;

namespace Duroxide.Scenarios;

/// <summary>Values that an instance keeps, over turns, executions and its end, for itself and for others to read.</summary>
public abstract class ValueScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task Values_are_seen_while_running_and_after_the_end()
    {
        var keeping = new Orchestration<Unit, int>(
            "keeping",
            async (context, _) =>
            {
                context.SetValue("stage", "begun");
                await context.ReceiveMessage<string>("go");
                context.SetValue("stage", "done");
                context.SetValue("count", 3);
                return 1;
            }
        );
        Code.Add(keeping);
        await RunAsync();
        await StartAsync(keeping, "keeping", Unit.Value);

        Assert.Equal(
            "begun",
            await PassUntilAsync(Client.WaitForValueAsync<string>("keeping", "stage", cancellationToken: Cancellation))
        );
        Assert.Null(await Client.GetValueAsync<string>("keeping", "missing", Cancellation));
        await Client.SendMessageAsync("keeping", "go", "", Cancellation);
        await EndOfAsync("keeping");

        Assert.Equal("done", await Client.GetValueAsync<string>("keeping", "stage", Cancellation));
        Assert.Equal(3, await Client.GetValueAsync<int>("keeping", "count", Cancellation));
        Assert.Equal(
            ["count", "stage"],
            (await Client.GetValuesAsync("keeping", Cancellation)).Select(entry => entry.Key)
        );
        await Assert.ThrowsAsync<ClientException>(() => Client.GetValueAsync<int>("keeping", "stage", Cancellation));
    }

    [Fact]
    public async Task A_counter_is_read_and_written_in_every_turn_and_execution()
    {
        var counter = new Orchestration<int, int>(
            "counter",
            async (context, left) =>
            {
                for (var turn = 0; turn < 5; turn++)
                {
                    context.SetValue("count", context.GetValue<int>("count") + 1);
                    await context.ScheduleTimer(TimeSpan.FromSeconds(1));
                }
                return left == 1 ? context.GetValue<int>("count") : await context.ContinueAsNew(left - 1);
            }
        );
        Code.Add(counter);
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(counter, "counter", 4);

        Assert.Equal(20, await OutputOfAsync<int>("counter"));
        Assert.Equal(20, await Client.GetValueAsync<int>("counter", "count", Cancellation));
    }

    [Fact]
    public async Task A_value_reaches_clients_as_the_text_that_it_was_stored_as()
    {
        const string Text = "{ \"a\" :  1.0, \"é\\u00e9\": [ null ] }\n";
        var keeping = new Orchestration<Unit, Unit>(
            "keeping",
            (context, _) =>
            {
                context.SetValue("text", new Payload(Text));
                return Task.FromResult(Unit.Value);
            }
        );
        Code.Add(keeping);
        await RunAsync();

        await StartAsync(keeping, "keeping", Unit.Value);

        await EndOfAsync("keeping");
        Assert.Equal(Text, (await Client.GetValuesAsync("keeping", Cancellation))["text"].Data);
        Assert.Equal(Text, (await Client.GetValueAsync<Payload>("keeping", "text", Cancellation)).Text);
    }

    [Theory]
    [InlineData(2, 8, null)]
    [InlineData(3, 8, "the number of keys is 3 and exceeds limit 2")]
    [InlineData(2, 9, "is 11 bytes and exceeds limit 10 bytes")]
    public async Task Values_and_keys_up_to_the_very_limit_are_kept(int keys, int characters, string? refused)
    {
        var keeping = new Orchestration<Unit, Unit>(
            "keeping",
            (context, _) =>
            {
                for (var key = 0; key < keys; key++)
                {
                    // Two quotation marks come on top.
                    context.SetValue($"key {key}", new string('v', characters));
                }
                return Task.FromResult(Unit.Value);
            }
        );
        Code.Add(keeping);
        await RunAsync(options =>
            options with
            {
                Limits = new() { ValueKeys = 2, ValueBytes = 10 },
            }
        );

        await StartAsync(keeping, "keeping", Unit.Value);

        var end = await EndOfAsync("keeping");
        if (refused is null)
        {
            Assert.IsType<OrchestrationStatus.Completed>(end);
            Assert.Equal(keys, (await Client.GetValuesAsync("keeping", Cancellation)).Count);
        }
        else
        {
            var failure = Assert.IsType<OrchestrationStatus.Failed>(end).Failure;
            Assert.Contains(refused, failure.Display, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cleared_values_are_gone_also_in_the_next_execution()
    {
        var clearing = new Orchestration<int, string>(
            "clearing",
            async (context, execution) =>
            {
                if (execution == 1)
                {
                    context.SetValue("a", 1);
                    context.SetValue("b", 2);
                    context.SetValue("", "an empty key is a key");
                    return await context.ContinueAsNew(2);
                }
                if (execution == 2)
                {
                    context.ClearValue("a");
                    context.ClearValue("never there");
                    return await context.ContinueAsNew(3);
                }
                var seen = string.Join(",", context.Values.Select(entry => entry.Key));
                context.ClearValues();
                context.SetValue("c", 3);
                return seen;
            }
        );
        Code.Add(clearing);
        await RunAsync();

        await StartAsync(clearing, "clearing", 1);

        Assert.Equal(",b", await OutputOfAsync<string>("clearing"));
        Assert.Equal(["c"], (await Client.GetValuesAsync("clearing", Cancellation)).Select(entry => entry.Key));
    }

    [Fact]
    public async Task Another_instance_is_asked_for_its_value_and_the_answer_stays()
    {
        var answers = new List<string>();
        var keeper = new Orchestration<Unit, int>(
            "keeper",
            async (context, _) =>
            {
                context.SetValue("price", 10);
                await context.ReceiveMessage<string>("go");
                context.SetValue("price", 20);
                return 0;
            }
        );
        var asking = new Orchestration<Unit, string>(
            "asking",
            async (context, _) =>
            {
                var price = await context.GetValueFrom<int>("keeper", "price");
                var missing = await context.GetValueFrom<string>("keeper", "missing");
                var nobody = await context.GetValueFrom<string>("nobody", "price");
                answers.Add($"{price} {missing ?? "-"} {nobody ?? "-"}");
                context.SetCustomStatus("asked");
                await context.ReceiveMessage<string>("go");
                return $"{price} then {await context.GetValueFrom<int>("keeper", "price")}";
            }
        );
        Code.Add(keeper).Add(asking);
        await RunAsync(options => options with { HotInstances = 0 });
        await StartAsync(keeper, "keeper", Unit.Value);
        await PassUntilAsync(Client.WaitForValueAsync<int>("keeper", "price", cancellationToken: Cancellation));
        await StartAsync(asking, "asking", Unit.Value);
        await UntilStatusAsync("asking", "asked");
        await Client.SendMessageAsync("keeper", "go", "", Cancellation);
        await EndOfAsync("keeper");

        await Client.SendMessageAsync("asking", "go", "", Cancellation);

        Assert.Equal("10 then 20", await OutputOfAsync<string>("asking"));
        Assert.All(answers, answer => Assert.Equal("10 - -", answer));
    }

    [Fact]
    public async Task An_instance_that_asks_itself_is_answered_with_its_last_committed_turn()
    {
        var asking = new Orchestration<Unit, string>(
            "asking",
            async (context, _) =>
            {
                context.SetValue("stage", "first");
                await context.ReceiveMessage<string>("go");
                var asked = context.GetValueFrom<string>(context.Instance, "stage");
                context.SetValue("stage", "second");
                return $"{await asked} {context.GetValue<string>("stage")}";
            }
        );
        Code.Add(asking);
        await RunAsync();
        await StartAsync(asking, "asking", Unit.Value);

        await Client.SendMessageAsync("asking", "go", "", Cancellation);

        Assert.Equal("second second", await OutputOfAsync<string>("asking"));
    }

    [Fact]
    public async Task Pruning_by_age_takes_only_old_values_and_replays_the_same()
    {
        var pruning = new Orchestration<Unit, string>(
            "pruning",
            async (context, _) =>
            {
                context.SetValue("old", 1);
                context.SetValue("refreshed", 1);
                await context.ScheduleTimer(TimeSpan.FromHours(2));
                context.SetValue("refreshed", 2);
                context.SetValue("new", 1);
                var pruned = context.PruneValues(context.UtcNow - TimeSpan.FromHours(1));
                await context.ScheduleTimer(TimeSpan.FromSeconds(1));
                return $"{pruned} {string.Join(",", context.Values.Select(entry => entry.Key))}";
            }
        );
        Code.Add(pruning);
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(pruning, "pruning", Unit.Value);

        Assert.Equal("1 new,refreshed", await OutputOfAsync<string>("pruning"));
    }

    [Fact]
    public async Task Parent_and_child_have_values_of_their_own_and_both_go_with_the_root()
    {
        var child = new Orchestration<Unit, int>(
            "child",
            (context, _) =>
            {
                context.SetValue("who", "child");
                return Task.FromResult(0);
            }
        );
        var parent = new Orchestration<Unit, int>(
            "parent",
            async (context, _) =>
            {
                context.SetValue("who", "parent");
                return await context.ScheduleSubOrchestration(child, Unit.Value, new() { Instance = "child" });
            }
        );
        Code.Add(child).Add(parent);
        await RunAsync();
        await StartAsync(parent, "parent", Unit.Value);
        await EndOfAsync("parent");

        Assert.Equal("parent", await Client.GetValueAsync<string>("parent", "who", Cancellation));
        Assert.Equal("child", await Client.GetValueAsync<string>("child", "who", Cancellation));
        await Client.Management.DeleteInstanceAsync("parent", cancellationToken: Cancellation);
        Assert.Empty(await Client.GetValuesAsync("child", Cancellation));
    }

    [Fact]
    public async Task The_limit_on_keys_counts_those_of_earlier_turns_and_executions()
    {
        var hoarding = new Orchestration<int, int>(
            "hoarding",
            async (context, first) =>
            {
                context.SetValue($"key {first}", first);
                await context.ScheduleTimer(TimeSpan.FromSeconds(1));
                context.SetValue($"key {first + 1}", first);
                return await context.ContinueAsNew(first + 2);
            }
        );
        Code.Add(hoarding);
        await RunAsync(options => options with { Limits = Limits.Default with { ValueKeys = 5 } });

        await StartAsync(hoarding, "hoarding", 1);

        var failure = await FailureOfAsync("hoarding");
        Assert.Contains("exceeds limit", failure.Display, StringComparison.Ordinal);
        Assert.Equal(5, (await Client.GetValuesAsync("hoarding", Cancellation)).Count);
        Assert.Equal(3, Assert.IsType<OrchestrationStatus.Failed>(await EndOfAsync("hoarding")).Info.Execution.Value);
    }
}
