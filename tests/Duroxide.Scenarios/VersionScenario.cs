using Duroxide.Core;
using Duroxide.Runtime;

namespace Duroxide.Scenarios;

/// <summary>Versions of one orchestration side by side: which one starts, and that what runs keeps its own.</summary>
public abstract class VersionScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly SemanticVersion One = SemanticVersion.Parse("1.0.0");
    private static readonly SemanticVersion Two = SemanticVersion.Parse("2.0.0");

    [Fact]
    public async Task The_latest_version_starts_unless_another_one_is_asked_for()
    {
        Code.Add(Saying, One).Add(Saying, Two);
        await RunAsync();

        await StartAsync(Saying, "latest", Unit.Value);
        await Client.StartOrchestrationAsync(Saying, "pinned", Unit.Value, new() { Version = One }, Cancellation);

        Assert.Equal("2.0.0", await OutputOfAsync<string>("latest"));
        Assert.Equal("1.0.0", await OutputOfAsync<string>("pinned"));
    }

    [Fact]
    public async Task A_policy_pins_what_starts_when_nobody_asks()
    {
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, _) =>
            {
                var asked = await context.ScheduleSubOrchestration(Saying, Unit.Value, new() { Version = Two });
                return $"{await context.ScheduleSubOrchestration(Saying, Unit.Value)} {asked}";
            }
        );
        Code.Add(Saying, One).Add(Saying, Two).SetPolicy("saying", VersionPolicy.Exact(One)).Add(parent);
        await RunAsync();

        await StartAsync(parent, "parent", Unit.Value);

        Assert.Equal("1.0.0 2.0.0", await OutputOfAsync<string>("parent"));
    }

    [Fact]
    public async Task A_running_instance_keeps_its_version_after_a_deployment()
    {
        var first = await RunAsync(code: new RegistryBuilder().Add(Pausing("old"), One));
        await StartAsync(Pausing("old"), "running", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("running");
        await StopAsync(first);

        await RunAsync(code: new RegistryBuilder().Add(Pausing("old"), One).Add(Pausing("new"), Two));
        await Client.SendMessageAsync("running", "go", "", Cancellation);
        await StartAsync(Pausing("new"), "later", Unit.Value);
        await Client.SendMessageAsync("later", "go", "", Cancellation);

        Assert.Equal("old", await OutputOfAsync<string>("running"));
        Assert.Equal("new", await OutputOfAsync<string>("later"));
    }

    [Fact]
    public async Task An_answer_after_continue_as_new_finds_the_recorded_version_and_input()
    {
        Orchestration<string, string> Rolling(string build) =>
            new(
                "rolling",
                async (context, input) =>
                    context.Execution == ExecutionId.First
                        ? await context.ContinueAsNew($"{input}, continued")
                        : $"{build} {context.Version}: {input}, {await context.ReceiveMessage<string>("go")}"
            );
        var first = await RunAsync(code: new RegistryBuilder().Add(Rolling("old"), One));
        await StartAsync(Rolling("old"), "rolling", "started");
        await UntilAsync(async () =>
            (await Client.ReadHistoryAsync("rolling", cancellationToken: Cancellation))!.Header.Execution.Value == 2
        );
        await UntilFactAsync<Fact.Scheduled>("rolling");
        await StopAsync(first);

        await RunAsync(code: new RegistryBuilder().Add(Rolling("old"), One).Add(Rolling("new"), Two));
        await Client.SendMessageAsync("rolling", "go", "gone", Cancellation);

        Assert.Equal("old 1.0.0: started, continued, gone", await OutputOfAsync<string>("rolling"));
    }

    [Fact]
    public async Task A_duplicate_start_in_another_version_changes_nothing()
    {
        Code.Add(Pausing("old"), One).Add(Pausing("new"), Two);
        await RunAsync(options => options with { HotInstances = 0 });
        await Client.StartOrchestrationAsync("pausing", "one", Unit.Value, new() { Version = One }, Cancellation);
        await UntilFactAsync<Fact.Scheduled>("one");

        await Client.StartOrchestrationAsync("pausing", "one", Unit.Value, new() { Version = Two }, Cancellation);
        await Client.SendMessageAsync("one", "go", "", Cancellation);

        Assert.Equal("old", await OutputOfAsync<string>("one"));
    }

    [Fact]
    public async Task Continue_as_new_is_where_an_instance_is_upgraded()
    {
        var old = new Orchestration<int, string>(
            "rolling",
            async (context, number) =>
            {
                await context.ReceiveMessage<string>("go");
                return await context.ContinueAsNew(number + 1);
            }
        );
        var latest = new Orchestration<int, string>(
            "rolling",
            (context, number) => Task.FromResult($"{context.Version} after {number}")
        );
        var first = await RunAsync(code: new RegistryBuilder().Add(old, One));
        await StartAsync(old, "rolling", 1);
        await Client.SendMessageAsync("rolling", "go", "", Cancellation);
        await UntilAsync(async () =>
            (await Client.ReadHistoryAsync("rolling", cancellationToken: Cancellation))!.Header.Execution.Value == 2
        );
        await UntilFactAsync<Fact.Scheduled>("rolling");
        await StopAsync(first);

        await RunAsync(code: new RegistryBuilder().Add(old, One).Add(latest, Two));
        await Client.SendMessageAsync("rolling", "go", "", Cancellation);

        Assert.Equal("2.0.0 after 3", await OutputOfAsync<string>("rolling"));
        Assert.Equal(
            ["1.0.0", "1.0.0", "2.0.0"],
            (await Client.Management.ListExecutionsAsync("rolling", Cancellation)).Select(each => $"{each.Version}")
        );
    }

    [Fact]
    public async Task Continue_as_new_may_name_the_version_to_go_on_with()
    {
        var rolling = new Orchestration<int, string>(
            "rolling",
            async (context, number) =>
                number == 1
                    ? await context.ContinueAsNew(2, new() { Version = One })
                    : $"{context.Version} after {number}"
        );
        Code.Add(rolling, One).Add(rolling, Two);
        await RunAsync();

        await StartAsync(rolling, "rolling", 1);

        Assert.Equal("1.0.0 after 2", await OutputOfAsync<string>("rolling"));
    }

    [Fact]
    public async Task Libraries_are_merged_and_find_each_other_by_name()
    {
        var library = new RegistryBuilder()
            .Add(new Activity<int, int>("library::activity::square", (_, number) => Task.FromResult(number * number)))
            .Add(
                new Orchestration<int, int>(
                    "library::orchestration::squared",
                    async (context, number) =>
                        await context.ScheduleActivity<int, int>("library::activity::square", number)
                )
            )
            .Build();
        var host = new Orchestration<int, int>(
            "host",
            async (context, number) =>
                await context.ScheduleSubOrchestration<int, int>("library::orchestration::squared", number)
        );
        Code.Add(host).Merge(library);
        await RunAsync();

        await StartAsync(host, "host", 7);

        Assert.Equal(49, await OutputOfAsync<int>("host"));
    }

    private static readonly Orchestration<Unit, string> Saying = new(
        "saying",
        (context, _) => Task.FromResult($"{context.Version}")
    );

    private static Orchestration<Unit, string> Pausing(string text) =>
        new(
            "pausing",
            async (context, _) =>
            {
                await context.ReceiveMessage<string>("go");
                return text;
            }
        );
}
