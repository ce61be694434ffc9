using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Running code is changed behind a patch: who passed the spot before keeps the old way, all others take the new one.</summary>
public abstract class PatchScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Activity<string, string> Step = new("step", (_, name) => Task.FromResult(name));

    private static readonly Orchestration<Unit, string> Old = new(
        "process",
        async (context, _) =>
        {
            var done = await context.ScheduleActivity(Step, "old");
            await context.ReceiveMessage<int>("go");
            return done;
        }
    );

    private static readonly Orchestration<Unit, string> Patched = new(
        "process",
        async (context, _) =>
        {
            var done = await context.ScheduleActivity(Step, context.Patched("newer") ? "new" : "old");
            await context.ReceiveMessage<int>("go");
            return done;
        }
    );

    private static readonly Orchestration<Unit, string> Deprecated = new(
        "process",
        async (context, _) =>
        {
            context.DeprecatePatch("newer");
            var done = await context.ScheduleActivity(Step, "new");
            await context.ReceiveMessage<int>("go");
            return done;
        }
    );

    private static readonly Orchestration<Unit, string> Final = new(
        "process",
        async (context, _) =>
        {
            var done = await context.ScheduleActivity(Step, "new");
            await context.ReceiveMessage<int>("go");
            return done;
        }
    );

    [Fact]
    public async Task An_instance_that_passed_before_the_patch_keeps_the_old_way()
    {
        await BeginAsync(Old, "before");

        await RunAsync(code: CodeOf(Patched));

        await AssertEndsAsync("before", "old");
    }

    [Fact]
    public async Task An_instance_that_comes_after_the_patch_takes_the_new_way_on_every_replay()
    {
        await BeginAsync(Patched, "after");

        await RunAsync(options => options with { HotInstances = 0 }, code: CodeOf(Patched));

        await AssertEndsAsync("after", "new");
        Assert.Single((await FactsOfAsync("after")).OfType<Fact.Applied>(), fact => fact.Effect is Effect.Patch);
    }

    [Fact]
    public async Task A_deprecated_patch_steps_over_the_mark_and_leaves_none()
    {
        await BeginAsync(Patched, "marked");

        await RunAsync(code: CodeOf(Deprecated));
        await StartAsync(Deprecated, "unmarked", Unit.Value);

        await AssertEndsAsync("marked", "new");
        await AssertEndsAsync("unmarked", "new");
        Assert.DoesNotContain(await FactsOfAsync("unmarked"), fact => fact is Fact.Applied { Effect: Effect.Patch });
    }

    [Fact]
    public async Task The_deprecating_line_may_go_when_no_mark_is_left()
    {
        await BeginAsync(Deprecated, "unmarked");

        await RunAsync(code: CodeOf(Final));

        await AssertEndsAsync("unmarked", "new");
    }

    [Fact]
    public async Task Changing_the_code_without_a_patch_is_nondeterministic()
    {
        await BeginAsync(Old, "broken");

        await RunAsync(code: CodeOf(Final));
        await Client.SendMessageAsync("broken", "go", 1, Cancellation);

        var failure = Assert.IsType<Failure.Configuration>(await FailureOfAsync("broken"));
        Assert.Equal(ConfigurationKind.Nondeterminism, failure.Kind);
    }

    private async Task BeginAsync(Orchestration<Unit, string> process, InstanceId instance)
    {
        var runtime = await RunAsync(code: CodeOf(process));
        await StartAsync(process, instance, Unit.Value);
        await UntilFactAsync<Fact.Scheduled>(instance, count: 2);
        await StopAsync(runtime);
    }

    private async Task AssertEndsAsync(InstanceId instance, string result)
    {
        await Client.SendMessageAsync(instance, "go", 1, Cancellation);
        Assert.Equal(result, await OutputOfAsync<string>(instance));
    }

    private static RegistryBuilder CodeOf(Orchestration<Unit, string> process) =>
        new RegistryBuilder().Add(Step).Add(process);
}
