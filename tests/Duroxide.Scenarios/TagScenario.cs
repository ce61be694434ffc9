using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Tags decide which nodes run an activity.</summary>
public abstract class TagScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Activity<Unit, string> Where = new(
        "where",
        (context, _) => Task.FromResult($"{context.GetFeature<string>()} {context.Tag ?? "untagged"}")
    );

    private static readonly Orchestration<string?, string> Calling = new(
        "calling",
        async (context, tag) => await context.ScheduleActivity(Where, Unit.Value, new() { Tag = tag })
    );

    private static readonly Orchestration<TimeSpan, string> Hoping = new(
        "hoping",
        async (context, time) =>
        {
            try
            {
                var options = new ActivityOptions { Tag = "gpu", TimeToLive = time };
                return await context.ScheduleActivity(Where, Unit.Value, options);
            }
            catch (ActivityFailedException failed)
            {
                return failed.Failure.Display;
            }
        }
    );

    [Fact]
    public async Task Each_activity_runs_where_its_tag_is_served()
    {
        await RunAsync("plain", new TagFilter.DefaultOnly());
        await RunAsync("gpu", new TagFilter.Tags(["gpu"]));

        await StartAsync(Calling, "untagged", null);
        await StartAsync(Calling, "tagged", "gpu");

        Assert.Equal("plain untagged", await OutputOfAsync<string>("untagged"));
        Assert.Equal("gpu gpu", await OutputOfAsync<string>("tagged"));
        Assert.Contains(
            await FactsOfAsync("tagged"),
            fact => fact is Fact.Scheduled { Operation: Operation.Activity { Tag: "gpu" } }
        );
    }

    [Theory]
    [InlineData("both")]
    [InlineData("any")]
    public async Task One_node_may_serve_untagged_and_tagged_activities(string kind)
    {
        await RunAsync(kind, kind == "any" ? new TagFilter.Any() : new TagFilter.DefaultAnd(["gpu"]));

        await StartAsync(Calling, "untagged", null);
        await StartAsync(Calling, "tagged", "gpu");

        Assert.Equal($"{kind} untagged", await OutputOfAsync<string>("untagged"));
        Assert.Equal($"{kind} gpu", await OutputOfAsync<string>("tagged"));
    }

    [Fact]
    public async Task A_node_that_serves_no_tag_runs_turns_only()
    {
        await RunAsync("none", new TagFilter.None());
        await StartAsync(Calling, "untagged", null);
        await UntilFactAsync<Fact.Scheduled>("untagged");
        await PassAsync(TimeSpan.FromHours(1));
        Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync("untagged", Cancellation));

        await RunAsync("plain", new TagFilter.DefaultOnly());

        Assert.Equal("plain untagged", await OutputOfAsync<string>("untagged"));
    }

    [Fact]
    public async Task An_activity_that_nobody_serves_fails_clearly_when_its_time_to_live_is_over()
    {
        await RunAsync("plain", new TagFilter.DefaultOnly());
        var before = Time.GetUtcNow();

        await StartAsync(Hoping, "hoping", TimeSpan.FromMinutes(5));

        var message = await OutputOfAsync<string>("hoping");
        Assert.Contains("found no worker", message, StringComparison.Ordinal);
        Assert.Contains("'gpu'", message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(5), Time.GetUtcNow() - before);
    }

    [Fact]
    public async Task Nodes_that_lack_its_code_do_not_prolong_the_life_of_an_activity()
    {
        var gpu = new TagFilter.DefaultAnd(["gpu"]);
        await RunAsync(options => options with { Tags = gpu }, code: new RegistryBuilder().Add(Hoping));
        await RunAsync(
            options => options with { Tags = gpu, OrchestrationConcurrency = 0 },
            await OpenNodeAsync(),
            new RegistryBuilder()
        );
        var before = Time.GetUtcNow();

        await StartAsync(Hoping, "hoping", TimeSpan.FromSeconds(30));

        Assert.Contains("found no worker", await OutputOfAsync<string>("hoping"), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(30), Time.GetUtcNow() - before);
        Assert.True(Log.Holds("No activity where is registered here"));
    }

    [Fact]
    public async Task A_worker_that_stops_before_it_begins_does_not_prolong_the_life_of_an_activity()
    {
        var (begun, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (fetched, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var hold = new Activity<Unit, int>(
            "hold",
            async (context, _) =>
            {
                begun.SetResult();
                await using var telling = context.CancellationToken.Register(told.SetResult);
                await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.CancellationToken);
                return 1;
            }
        );
        var holding = new Orchestration<Unit, int>(
            "holding",
            async (context, _) => await context.ScheduleActivity(hold, Unit.Value, new() { Tag = "gpu" })
        );
        await RunAsync(
            options => options with { WorkerConcurrency = 0 },
            code: new RegistryBuilder().Add(Hoping).Add(holding)
        );
        var node = await OpenNodeAsync();
        var worker = await RunAsync(
            options => options with { OrchestrationConcurrency = 0, Tags = new TagFilter.Tags(["gpu"]) },
            node,
            new RegistryBuilder().Add(Where).Add(hold)
        );
        await StartAsync(holding, "holding", Unit.Value);
        await SoonAsync(begun.Task);
        node.After = async call =>
        {
            if (call.Method == nameof(IProvider.FetchActivitiesAsync))
            {
                fetched.TrySetResult();
                await goOn.Task;
            }
        };
        var before = Time.GetUtcNow();
        await StartAsync(Hoping, "hoping", TimeSpan.FromSeconds(30));
        await SoonAsync(fetched.Task);

        using var hurry = new CancellationTokenSource();
        var stopping = worker.StopAsync(hurry.Token);
        await hurry.CancelAsync();
        await SoonAsync(told.Task);
        goOn.SetResult();
        await SoonAsync(stopping);

        Assert.Contains("found no worker", await OutputOfAsync<string>("hoping"), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(30), Time.GetUtcNow() - before);
    }

    [Fact]
    public async Task An_activity_that_is_served_in_time_does_not_expire()
    {
        await RunAsync("plain", new TagFilter.DefaultOnly());
        await StartAsync(Hoping, "hoping", TimeSpan.FromMinutes(5));
        await UntilFactAsync<Fact.Scheduled>("hoping");
        await PassAsync(TimeSpan.FromMinutes(4));

        await RunAsync("gpu", new TagFilter.Tags(["gpu"]));

        Assert.Equal("gpu gpu", await OutputOfAsync<string>("hoping"));
    }

    [Fact]
    public async Task A_worker_that_serves_tags_only_reads_the_values_of_other_instances_too()
    {
        var telling = new Orchestration<Unit, int>(
            "telling",
            async (context, _) =>
            {
                context.SetValue("answer", 42);
                return await context.ScheduleWait<int>("Never");
            }
        );
        var asking = new Orchestration<Unit, int>(
            "asking",
            async (context, _) => await context.GetValueFrom<int>("telling", "answer")
        );
        Code.Add(telling).Add(asking);
        await RunAsync("gpu", new TagFilter.Tags(["gpu"]));
        await StartAsync(telling, "telling", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("telling");

        await StartAsync(asking, "asking", Unit.Value);

        Assert.Equal(42, await OutputOfAsync<int>("asking"));
    }

    [Fact]
    public async Task Tags_hold_over_continue_as_new()
    {
        var rolling = new Orchestration<int, string>(
            "rolling",
            async (context, left) =>
            {
                var where = await context.ScheduleActivity(Where, Unit.Value, new() { Tag = "gpu" });
                context.SetValue($"{left}", where);
                return left == 0 ? where : await context.ContinueAsNew(left - 1);
            }
        );
        Code.Add(rolling);
        await RunAsync("plain", new TagFilter.DefaultOnly());
        await RunAsync("gpu", new TagFilter.Tags(["gpu"]));

        await StartAsync(rolling, "rolling", 3);

        Assert.Equal("gpu gpu", await OutputOfAsync<string>("rolling"));
        foreach (var left in Enumerable.Range(0, 4))
        {
            Assert.Equal("gpu gpu", await Client.GetValueAsync<string>("rolling", $"{left}", Cancellation));
        }
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public async Task A_tag_is_at_most_256_bytes_long(int length, bool fits)
    {
        await RunAsync("any", new TagFilter.Any());
        var tag = new string('t', length);

        await StartAsync(Calling, "long", tag);

        var end = await EndOfAsync("long");
        Assert.Equal(fits, end is OrchestrationStatus.Completed);
    }

    [Fact]
    public async Task A_tagged_activity_that_lost_a_race_is_cancelled()
    {
        var racing = new Orchestration<Unit, int>(
            "racing",
            async (context, _) =>
            {
                var lost = context.ScheduleActivity(Where, Unit.Value, new() { Tag = "gpu" });
                return (await context.Select(lost, context.ScheduleTimer(TimeSpan.FromSeconds(5)))).Index;
            }
        );
        Code.Add(racing);
        await RunAsync("plain", new TagFilter.DefaultOnly());
        await StartAsync(racing, "racing", Unit.Value);
        Assert.Equal(1, await OutputOfAsync<int>("racing"));

        Assert.Equal(0, (await Client.Management.GetMetricsAsync(Cancellation)).Activities);
    }

    private async Task RunAsync(string name, TagFilter tags)
    {
        var code = new RegistryBuilder().Add(Where).Add(Calling).Add(Hoping).Merge(Code.Build());
        await RunAsync(
            options =>
                options with
                {
                    Tags = tags,
                    Features = new Dictionary<Type, object> { [typeof(string)] = name },
                },
            await OpenNodeAsync(),
            code
        );
    }
}
