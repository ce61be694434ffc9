namespace Duroxide.Tests;

/// <summary>Orchestrations without a result are like those with one, and give the unit.</summary>
public class ResultlessTests
{
    static readonly Orchestration<string> Greet = new(
        "greet",
        async (ctx, name) => await ctx.ScheduleActivity<string, string>("say", name)
    );

    static readonly Orchestration<int> Count = new(
        "count",
        async (ctx, number) =>
        {
            await ctx.ScheduleTimer(TimeSpan.FromHours(1));
            if (number < 2)
            {
                await ctx.ContinueAsNew(number + 1);
                throw new InvalidOperationException("Nothing after it counts.");
            }
        }
    );

    [Fact]
    public void It_ends_with_the_unit()
    {
        using var driver = Driver.Of(Greet.Run, "Zoë");

        driver.Start().Complete("say", "\"Hello!\"");

        Assert.Equal("null", driver.Output);
    }

    [Fact]
    public void It_fails_with_what_its_code_throws()
    {
        var failing = new Orchestration<string>("failing", (_, name) => throw new OrchestrationFailedException(name));
        using var driver = Driver.Of(failing.Run, "Zoë");

        Assert.Contains("Zoë", driver.Start().Failure.Display, StringComparison.Ordinal);
    }

    [Fact]
    public void It_continues_as_new()
    {
        using var driver = Driver.Of(Count.Run, 1);

        var next = driver.Start().Fire().Next();

        Assert.Equal("2", driver.Last.Next?.Input);
        Assert.Equal("null", next.Fire().Output);
    }

    [Fact]
    public void It_is_registered_and_called_as_a_child()
    {
        Assert.NotNull(new RegistryBuilder().Add(Greet).Build().FindOrchestration("greet"));
        using var driver = Driver.Of<string>(async ctx =>
            $"greeted {await ctx.ScheduleSubOrchestration(Greet, "Zoë")}"
        );

        driver.Start().Complete(new EventId(2), "null");

        Assert.StartsWith("\"greeted", driver.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_fails_when_it_ends_on_another_thread()
    {
        var leaving = new Orchestration<string>(
            "leaving",
            async (ctx, name) => await ctx.ScheduleActivity<string, string>("say", name).AsTask().ConfigureAwait(false)
        );
        using var driver = Driver.Of(leaving.Run, "Zoë");
        driver.Replays = false;

        driver.Start().Complete("say", "\"Hello!\"");

        var failure = driver.State.Ending is null ? await driver.Escaped.Task : driver.Failure;
        Assert.Contains("ConfigureAwait(false)", failure.Display, StringComparison.Ordinal);
    }

    [Fact]
    public void It_needs_code() =>
        Assert.Throws<ArgumentNullException>(() => new Orchestration<string>("nothing", null!));
}
