using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Work whose code is not registered is put aside for longer and longer, and is poison in the end.</summary>
public abstract class UnregisteredScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static readonly Orchestration<Unit, string> Hello = new("hello", (_, _) => Task.FromResult("hello"));

    private static readonly Activity<Unit, string> Work = new("work", (_, _) => Task.FromResult("worked"));

    private static readonly Orchestration<Unit, string> Calling = new(
        "calling",
        async (context, _) => await context.ScheduleActivity(Work, Unit.Value)
    );

    [Fact]
    public async Task An_unknown_orchestration_backs_off_and_ends_as_poison()
    {
        await RunAsync();
        var before = Time.GetUtcNow();

        await StartAsync(Hello, "unknown", Unit.Value);

        Assert.IsType<Failure.Poison>(await FailureOfAsync("unknown"));
        // 1 + 2 + 4 + 8 + 16 + 32 + 60 + 60 + 60 + 60 seconds.
        Assert.Equal(303, (Time.GetUtcNow() - before).TotalSeconds);
    }

    [Fact]
    public async Task Who_waits_for_what_nobody_here_has_code_for_is_told_so()
    {
        Code.Add(Calling);
        var runtime = await RunAsync();
        await StartAsync(Hello, "unknown", Unit.Value);
        await StartAsync(Calling, "calling", Unit.Value);
        await UntilAsync(() => Log.Count("is registered here for instance") >= 2);

        var noOrchestration = await Assert.ThrowsAsync<ClientException>(() =>
            runtime.Client.WaitForEndAsync("unknown", TimeSpan.Zero, Cancellation)
        );
        var noActivity = await Assert.ThrowsAsync<ClientException>(() =>
            runtime.Client.WaitForEndAsync("calling", TimeSpan.Zero, Cancellation)
        );

        Assert.Contains("there is no code here for orchestration 'hello'", noOrchestration.Message, Ordinal);
        Assert.Contains("there is no code here for activity 'work'", noActivity.Message, Ordinal);
    }

    [Fact]
    public async Task Who_waits_for_the_parent_of_a_child_without_code_is_told_so()
    {
        Code.Add(
            new Orchestration<Unit, int>(
                "parent",
                async (context, _) => await context.ScheduleSubOrchestration<Unit, int>("hello", Unit.Value)
            )
        );
        var runtime = await RunAsync();
        await Client.StartOrchestrationAsync("parent", "parent", Unit.Value, cancellationToken: Cancellation);
        await UntilAsync(() => Log.Count("is registered here for instance") >= 1);

        var told = await Assert.ThrowsAsync<ClientException>(() =>
            runtime.Client.WaitForEndAsync("parent", TimeSpan.Zero, Cancellation)
        );

        Assert.Contains("there is no code here for orchestration 'hello', which its child '", told.Message, Ordinal);
    }

    [Fact]
    public async Task An_unknown_version_backs_off_and_ends_as_poison()
    {
        Code.Add(Hello);
        await RunAsync(options => options with { MaxAttempts = 2 });

        await Client.StartOrchestrationAsync(
            Hello,
            "too new",
            Unit.Value,
            new() { Version = SemanticVersion.Parse("9.0.0") },
            Cancellation
        );

        Assert.IsType<Failure.Poison>(await FailureOfAsync("too new"));
        Assert.True(Log.Holds("9.0.0"));
    }

    [Fact]
    public async Task An_unknown_activity_backs_off_and_ends_its_orchestration_as_poison()
    {
        Code.Add(Calling);
        await RunAsync();
        var before = Time.GetUtcNow();

        await StartAsync(Calling, "calling", Unit.Value);

        var poison = Assert.IsType<Failure.Poison>(await FailureOfAsync("calling"));
        Assert.IsType<PoisonSubject.Activity>(poison.Subject);
        Assert.Equal(303, (Time.GetUtcNow() - before).TotalSeconds);
    }

    [Fact]
    public async Task A_cancel_request_reaches_an_instance_whose_code_no_node_has()
    {
        await RunAsync();
        await StartAsync(Hello, "unknown", Unit.Value);
        await UntilAsync(() => Log.Holds("hello"));
        var before = Time.GetUtcNow();

        await Client.CancelAsync("unknown", "a mistake", Cancellation);

        Assert.Equal("canceled: a mistake", (await FailureOfAsync("unknown")).Display);
        Assert.InRange((Time.GetUtcNow() - before).TotalSeconds, 0, 60);
    }

    [Fact]
    public async Task A_cancel_request_reaches_an_instance_whose_code_was_taken_away_and_its_children()
    {
        var child = new Orchestration<Unit, string>(
            "child",
            async (context, _) => await context.ScheduleWait<string>("never")
        );
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, _) =>
                await context.ScheduleSubOrchestration(child, Unit.Value, new() { Instance = "child" })
        );
        var first = await RunAsync(code: new RegistryBuilder().Add(child).Add(parent));
        await StartAsync(parent, "parent", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("child");
        await StopAsync(first);
        await RunAsync(code: new RegistryBuilder().Add(child));

        await Client.CancelAsync("parent", "enough", Cancellation);

        Assert.Equal("canceled: enough", (await FailureOfAsync("parent")).Display);
        Assert.Equal("canceled: parent canceled", (await FailureOfAsync("child")).Display);
    }

    [Fact]
    public async Task A_node_that_knows_the_code_takes_over_what_another_put_aside()
    {
        var ignorant = await RunAsync();
        await StartAsync(Hello, "waiting", Unit.Value);
        await UntilAsync(() => Log.Holds("hello"));
        await StopAsync(ignorant);

        await RunAsync(node: await OpenNodeAsync(), code: new RegistryBuilder().Add(Hello));

        Assert.Equal("hello", await OutputOfAsync<string>("waiting"));
    }

    [Fact]
    public async Task A_node_that_knows_the_activity_takes_over_what_another_put_aside()
    {
        Code.Add(Calling);
        var ignorant = await RunAsync();
        await StartAsync(Calling, "waiting", Unit.Value);
        await UntilAsync(() => Log.Holds("work"));
        await StopAsync(ignorant);
        await RunAsync(options => options with { WorkerConcurrency = 0 });

        await RunAsync(
            options => options with { OrchestrationConcurrency = 0 },
            await OpenNodeAsync(),
            new RegistryBuilder().Add(Work)
        );

        Assert.Equal("worked", await OutputOfAsync<string>("waiting"));
    }

    [Fact]
    public async Task Nodes_without_the_code_use_up_no_attempt_of_a_node_that_has_it()
    {
        Code.Add(Calling);
        var ignorant = await RunAsync();
        await StartAsync(Hello, "turn", Unit.Value);
        await StartAsync(Calling, "activity", Unit.Value);
        await UntilAsync(() => Log.Lines.Count(line => line.Message.Contains("attempt 4 of 10", Ordinal)) == 2);
        await StopAsync(ignorant);

        await RunAsync(
            options => options with { MaxAttempts = 2 },
            await OpenNodeAsync(),
            new RegistryBuilder().Add(Hello).Add(Calling).Add(Work)
        );

        Assert.Equal("hello", await OutputOfAsync<string>("turn"));
        Assert.Equal("worked", await OutputOfAsync<string>("activity"));
    }

    [Fact]
    public async Task Of_two_nodes_the_one_that_has_the_code_gets_all_of_the_work()
    {
        // One that does not have it ends the work as poison the fifth time, which chance alone would often bring about.
        await RunAsync(options => options with { MaxAttempts = 4 }, code: new RegistryBuilder());
        await RunAsync(node: await OpenNodeAsync(), code: new RegistryBuilder().Add(Hello).Add(Calling).Add(Work));
        InstanceId[] instances = [.. Enumerable.Range(1, 20).Select(number => new InstanceId($"calling {number}"))];

        foreach (var instance in instances)
        {
            await StartAsync(Calling, instance, Unit.Value);
        }

        foreach (var instance in instances)
        {
            Assert.Equal("worked", await OutputOfAsync<string>(instance));
        }
    }

    [Fact]
    public async Task What_the_owner_of_a_session_has_no_code_for_is_poison_though_another_node_has_it()
    {
        var ran = false;
        var other = new Activity<Unit, string>(
            "other",
            (_, _) =>
            {
                ran = true;
                return Task.FromResult("worked");
            }
        );
        var inSession = new ActivityOptions { Session = "session" };
        var talking = new Orchestration<Unit, string>(
            "talking",
            async (context, _) =>
            {
                await context.ScheduleActivity(Work, Unit.Value, inSession);
                await context.ScheduleWait<int>("Go");
                return await context.ScheduleActivity(other, Unit.Value, inSession);
            }
        );
        await RunAsync(options => options with { MaxAttempts = 4 }, code: new RegistryBuilder().Add(Work).Add(talking));
        await StartAsync(talking, "talking", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("talking", count: 2);
        await RunAsync(node: await OpenNodeAsync(), code: new RegistryBuilder().Add(Work).Add(talking).Add(other));
        await Client.RaiseEventAsync("talking", "Go", 1, Cancellation);

        var poison = Assert.IsType<Failure.Poison>(await FailureOfAsync("talking"));
        Assert.IsType<PoisonSubject.Activity>(poison.Subject);
        Assert.False(ran);
    }

    [Fact]
    public async Task Turns_that_another_node_took_each_time_do_not_add_up_to_poison()
    {
        const int turns = 6;
        var counting = new Orchestration<Unit, int>(
            "counting",
            async (context, _) =>
            {
                var sum = 0;
                for (var turn = 1; turn <= turns; turn++)
                {
                    sum += await context.ReceiveMessage<int>("numbers");
                }
                return sum;
            }
        );
        await RunAsync(options => options with { MaxAttempts = 4 }, code: new RegistryBuilder());
        await StartAsync(counting, "long-lived", Unit.Value);
        for (var turn = 1; turn <= turns; turn++)
        {
            // The ignorant node is the first to meet each turn, and the other one only comes by to take it.
            await Client.SendMessageAsync("long-lived", "numbers", turn, Cancellation);
            await UntilAsync(() => Log.Lines.Count(line => line.Message.Contains("put aside", Ordinal)) >= turn);
            var knowing = await RunAsync(node: await OpenNodeAsync(), code: new RegistryBuilder().Add(counting));
            await UntilFactAsync<Fact.Arrived>("long-lived", count: turn);
            await StopAsync(knowing);
        }

        Assert.Equal(21, await OutputOfAsync<int>("long-lived"));
    }

    [Fact]
    public async Task An_id_that_is_used_again_does_not_inherit_the_poison_of_the_one_before()
    {
        var ignorant = await RunAsync(options => options with { MaxAttempts = 4 });
        await StartAsync(Hello, "again", Unit.Value);
        Assert.IsType<Failure.Poison>(await FailureOfAsync("again"));
        await Client.Management.DeleteInstanceAsync("again", cancellationToken: Cancellation);

        await StartAsync(Hello, "again", Unit.Value);
        await UntilAsync(() => Log.Lines.Count(line => line.Message.Contains("put aside", Ordinal)) > 4);
        await StopAsync(ignorant);
        await RunAsync(node: await OpenNodeAsync(), code: new RegistryBuilder().Add(Hello));

        Assert.Equal("hello", await OutputOfAsync<string>("again"));
    }

    [Fact]
    public async Task An_activity_of_an_id_that_is_used_again_does_not_inherit_the_poison_of_the_one_before()
    {
        Code.Add(Calling);
        var ignorant = await RunAsync(options => options with { MaxAttempts = 4 });
        await StartAsync(Calling, "again", Unit.Value);
        Assert.IsType<Failure.Poison>(await FailureOfAsync("again"));
        await Client.Management.DeleteInstanceAsync("again", cancellationToken: Cancellation);

        await StartAsync(Calling, "again", Unit.Value);
        await UntilAsync(() => Log.Lines.Count(line => line.Message.Contains("put aside", Ordinal)) > 4);
        await StopAsync(ignorant);
        await RunAsync(node: await OpenNodeAsync(), code: new RegistryBuilder().Add(Calling).Add(Work));

        Assert.Equal("worked", await OutputOfAsync<string>("again"));
    }

    [Fact]
    public async Task Continuing_as_a_version_that_nobody_has_ends_the_new_execution_as_poison()
    {
        var upgrading = new Orchestration<Unit, string>(
            "upgrading",
            async (context, _) =>
                await context.ContinueAsNew(Unit.Value, new() { Version = SemanticVersion.Parse("2.0.0") })
        );
        Code.Add(upgrading);
        await RunAsync(options => options with { MaxAttempts = 2 });

        await StartAsync(upgrading, "stranded", Unit.Value);

        var poison = Assert.IsType<Failure.Poison>(await FailureOfAsync("stranded"));
        Assert.Equal(new PoisonSubject.Orchestration("stranded", new(2)), poison.Subject);
        var first = await FactsOfAsync("stranded", execution: 1);
        Assert.IsType<Ending.ContinuedAsNew>(Assert.IsType<Fact.Ended>(first[^1]).Ending);
    }

    [Fact]
    public async Task A_child_of_an_unknown_name_fails_its_parent()
    {
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, _) => await context.ScheduleSubOrchestration(Hello, Unit.Value)
        );
        Code.Add(parent);
        await RunAsync(options => options with { MaxAttempts = 2 });

        await StartAsync(parent, "parent", Unit.Value);

        Assert.IsType<Failure.Poison>(await FailureOfAsync("parent"));
    }
}
