using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>A node dies before or after each write that it makes; another goes on, and all comes to the same end.</summary>
public abstract class CrashPointScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly string[] Writes =
    [
        nameof(IProvider.CommitTurnsAsync),
        nameof(IProvider.CompleteActivitiesAsync),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_that_dies_at_any_write_changes_no_ending(bool before)
    {
        AddCode();
        var last = await RunAsync();
        var expected = await EndingAsync("undisturbed");
        await StopAsync(last);

        var point = 1;
        while (await IsReachedAsync(point, before, expected))
        {
            point++;
        }

        // Seven turns and three activities, some of which may share a write.
        Assert.InRange(point, 8, 40);
    }

    [Theory]
    [InlineData(nameof(IProvider.RenewTurnsAsync), true)]
    [InlineData(nameof(IProvider.RenewTurnsAsync), false)]
    [InlineData(nameof(IProvider.ReleaseTurnsAsync), true)]
    [InlineData(nameof(IProvider.ReleaseTurnsAsync), false)]
    [InlineData(nameof(IProvider.RenewActivitiesAsync), true)]
    [InlineData(nameof(IProvider.RenewActivitiesAsync), false)]
    [InlineData(nameof(IProvider.ReleaseActivitiesAsync), true)]
    [InlineData(nameof(IProvider.ReleaseActivitiesAsync), false)]
    public async Task A_node_that_dies_as_it_renews_or_gives_back_leaves_its_work_to_another(string method, bool before)
    {
        using var thought = new ManualResetEventSlim();
        var (isDead, dying) = (false, await OpenNodeAsync());
        Task Die(ProviderCall call)
        {
            if (call.Method == method)
            {
                dying.Kill();
                isDead = true;
            }
            return Task.CompletedTask;
        }
        if (before)
        {
            dying.Before = Die;
        }
        else
        {
            dying.After = Die;
        }
        var program = new Orchestration<Unit, int>(
            "program",
            async (context, _) =>
            {
                if (method == nameof(IProvider.RenewTurnsAsync) && !isDead)
                {
                    thought.Wait(Generous, Cancellation);
                }
                var slow = await context.ScheduleActivity<int, int>("slow", 1);
                var rare = await context.ScheduleActivity<int, int>("rare", slow);
                return await context.ScheduleSubOrchestration<int, int>("rare child", rare);
            }
        );
        var slow = new Activity<int, int>(
            "slow",
            async (_, number) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(20), Time);
                return number + 1;
            }
        );
        var rare = new Activity<int, int>("rare", (_, number) => Task.FromResult(number * 10));
        var child = new Orchestration<int, int>("rare child", (_, number) => Task.FromResult(number + 5));
        var known = new RegistryBuilder().Add(program).Add(slow);
        if (method == nameof(IProvider.ReleaseTurnsAsync))
        {
            known.Add(rare);
        }
        await RunAsync(options => options with { ActivityLease = TimeSpan.FromSeconds(3) }, dying, known);
        await StartAsync(program, "program", Unit.Value);
        await UntilAsync(() => isDead);

        await RunAsync(code: new RegistryBuilder().Add(program).Add(slow).Add(rare).Add(child));

        Assert.Equal(25, await OutputOfAsync<int>("program"));
        Assert.Equal(3, (await FactsOfAsync("program")).OfType<Fact.Resolved>().Count());
        thought.Set();
    }

    private async Task<bool> IsReachedAsync(int point, bool before, IReadOnlyList<Fact> expected)
    {
        var dying = await OpenNodeAsync();
        var writes = 0;
        Task Count(ProviderCall call)
        {
            if (Writes.Contains(call.Method) && Interlocked.Increment(ref writes) == point)
            {
                dying.Kill();
            }
            return Task.CompletedTask;
        }
        if (before)
        {
            dying.Before = Count;
        }
        else
        {
            dying.After = Count;
        }
        var first = await RunAsync(node: dying);
        var second = await RunAsync(options => options with { OrchestrationConcurrency = 0, WorkerConcurrency = 0 });
        InstanceId instance = $"dies {(before ? "before" : "after")} {point}";
        var ending = EndingAsync(instance);
        await UntilAsync(() => ending.IsCompleted || writes >= point);
        var isReached = writes >= point;
        await StopAsync(second);
        var successor = await RunAsync();
        Assert.Equal(expected, await ending);
        await StopAsync(successor);
        await StopAsync(first);
        return isReached;
    }

    private void AddCode()
    {
        var step = new Activity<int, int>("step", (_, number) => Task.FromResult(number + 1));
        var child = new Orchestration<int, int>(
            "child",
            async (context, number) => await context.ScheduleActivity(step, number)
        );
        var program = new Orchestration<int, string>(
            "program",
            async (context, number) =>
            {
                if (number > 100)
                {
                    return $"{number} {context.GetValue<int>("steps")} {await context.ReceiveMessage<string>("q")}";
                }
                number = await context.ScheduleActivity(step, number);
                context.SetValue("steps", number);
                await context.ScheduleTimer(TimeSpan.FromSeconds(30));
                number = await context.ScheduleSubOrchestration(child, number);
                return await context.ContinueAsNew(number + 100);
            }
        );
        Code.Add(step).Add(child).Add(program);
    }

    private async Task<IReadOnlyList<Fact>> EndingAsync(InstanceId instance)
    {
        await Client.StartOrchestrationAsync("program", instance, 1, cancellationToken: Cancellation);
        await Client.SendMessageAsync(instance, "q", "kept", Cancellation);
        Assert.Equal("103 2 kept", await OutputOfAsync<string>(instance));
        // Whether the message came before or after the first turn is a matter of threads, and moves the ids behind it.
        var first = await FactsOfAsync(instance, 1);
        var arrived = first.ToList().FindIndex(fact => fact is Fact.Arrived);
        return
        [
            .. first
                .Where(fact => fact is not Fact.Arrived)
                .Select(fact =>
                    arrived >= 0 && fact is Fact.Resolved resolved && resolved.Of.Value > arrived
                        ? resolved with
                        {
                            Of = new(resolved.Of.Value - 1),
                        }
                        : fact
                ),
            .. await FactsOfAsync(instance, 2),
        ];
    }
}
