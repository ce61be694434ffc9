namespace Duroxide.Tests;

public class RegistryTests
{
    static readonly Activity<int, string> Show = new("show", (_, number) => Task.FromResult($"{number}"));
    static readonly Orchestration<int, string> Main = new(
        "main",
        async (ctx, n) => await ctx.ScheduleActivity(Show, n)
    );

    static readonly SemanticVersion Two = new(2, 0, 0, "");
    static readonly SemanticVersion Ten = new(10, 0, 0, "");

    [Fact]
    public void What_is_registered_is_found_by_its_name()
    {
        var registry = new RegistryBuilder().Add(Show).Add(Main).Build();

        Assert.Equal("show", registry.FindActivity("show")!.Name);
        Assert.Equal(SemanticVersion.Initial, registry.FindOrchestration("main")!.Version);
        Assert.Null(registry.FindActivity("main"));
        Assert.Null(registry.FindOrchestration("other"));
        Assert.Empty(registry.VersionsOf("other"));
    }

    [Fact]
    public void The_latest_version_starts_unless_one_is_asked_for_or_pinned()
    {
        var versions = new RegistryBuilder().Add(Main, Ten).Add(Main).Add(Main, Two);
        var registry = versions.Build();
        var pinned = versions.SetPolicy("main", VersionPolicy.Exact(Two)).Build();

        Assert.Equal(Ten, registry.FindOrchestration("main")!.Version);
        Assert.Equal(Two, registry.FindOrchestration("main", Two)!.Version);
        Assert.Null(registry.FindOrchestration("main", new SemanticVersion(3, 0, 0, "")));
        Assert.Equal(Two, pinned.FindOrchestration("main")!.Version);
        Assert.Equal(Ten, pinned.FindOrchestration("main", Ten)!.Version);
        Assert.Equal([SemanticVersion.Initial, Two, Ten], registry.VersionsOf("main"));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var reserved = new Activity<Unit, Unit>("duroxide:mine", (_, unit) => Task.FromResult(unit));
        var builder = new RegistryBuilder()
            .Add(Show)
            .Add(Show)
            .Add(Main)
            .Add(Main)
            .Add(reserved)
            .SetPolicy("main", VersionPolicy.Exact(Two));

        var thrown = Assert.Throws<RegistryException>(builder.Build);

        Assert.Equal(4, thrown.Problems.Count);
        Assert.Contains("- Activity 'show' is registered more than once.", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(
            "'main' is registered more than once in version 1.0.0",
            thrown.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("'duroxide:mine' begins with 'duroxide:'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("names version 2.0.0, which is not registered", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_libraries_compose()
    {
        var library = new RegistryBuilder().Add(Show).SetPolicy("main", VersionPolicy.Latest).Add(Main).Build();
        var registry = new RegistryBuilder().Merge(library).Add(Main, Two).Build();

        Assert.Equal(["show"], registry.Activities.Select(each => each.Name));
        Assert.Equal([SemanticVersion.Initial, Two], registry.Orchestrations.Select(each => each.Version));
        Assert.Throws<RegistryException>(() => new RegistryBuilder().Merge(library).Merge(library).Build());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_name_is_not_empty(string name) =>
        Assert.Throws<ArgumentException>(() => new Activity<Unit, Unit>(name, (_, unit) => Task.FromResult(unit)));

    [Fact]
    public async Task An_activity_runs_on_encoded_text()
    {
        var registry = new RegistryBuilder()
            .Add(Show)
            .AddActivity("raw", (context, text) => Task.FromResult($"{context.ActivityName}:{text}"))
            .AddActivityFactory<int, int>("found", _ => (_, number) => Task.FromResult(number + 1))
            .Build();

        Assert.Equal("\"7\"", await Run("show", "7"));
        Assert.Equal("raw:{}", await Run("raw", "{}"));
        Assert.Equal("8", await Run("found", "7"));
        var thrown = await Assert.ThrowsAsync<PayloadException>(() => Run("show", "{"));
        Assert.Contains("the input of activity 'show'", Failures.OfActivity(thrown).Message, StringComparison.Ordinal);

        Task<string> Run(string name, string input) =>
            registry.FindActivity(name)!.RunAsync(ContextOf(name), input, PayloadCodec.Default);
    }

    [Fact]
    public void A_raw_orchestration_reads_and_writes_encoded_text()
    {
        var registry = new RegistryBuilder()
            .AddOrchestration(
                "raw",
                async (ctx, text) => text + (await ctx.ScheduleActivity<Payload, Payload>("a", new("{}"))).Text
            )
            .Build();
        var header = new Header("i", ExecutionId.First, "raw", SemanticVersion.Initial, "[1]", Nonce.From("i"));
        using var program = registry.FindOrchestration("raw")!.CreateProgram(PayloadCodec.Default);
        var execution = Execution.Resume(program, header, [], Limits.Default);

        execution.Continue([new(Driver.Epoch, new Delivery.Start())]);
        var answer = new Delivery.Answer(ExecutionId.First, new EventId(2), new Outcome.Succeeded("[2]"));

        Assert.Equal(new Ending.Completed("[1][2]"), execution.Continue([new(Driver.Epoch, answer)]).Ending);
    }

    [Fact]
    public void An_activitys_context_offers_what_the_runtime_gives_it()
    {
        var context = ContextOf("a", new() { [typeof(Version)] = new Version(1, 2) });

        Assert.Equal(new Version(1, 2), context.GetFeature<Version>());
        Assert.Null(context.GetFeature<string>());
        Assert.False(context.IsCancelled);
    }

    static ActivityContext ContextOf(string name, Dictionary<Type, object>? features = null) =>
        new(features)
        {
            Instance = "i",
            Execution = ExecutionId.First,
            OrchestrationName = "main",
            OrchestrationVersion = SemanticVersion.Initial,
            ActivityName = name,
            Id = new EventId(2),
            IdempotencyKey = "key",
        };
}
