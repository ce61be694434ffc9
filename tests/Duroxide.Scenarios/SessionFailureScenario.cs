using System.Collections.Concurrent;
using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Activities of a session that fail, or that its node cannot run.</summary>
public abstract class SessionFailureScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly ActivityOptions OfSession = new() { Session = "session" };

    private readonly ConcurrentQueue<(string Node, int Attempt)> runs = new();

    private static readonly Orchestration<int, int> Insisting = new(
        "insisting",
        async (context, failures) =>
        {
            var options = OfSession with
            {
                Retry = RetryPolicy.Fixed(TimeSpan.FromSeconds(10), attempts: failures + 1),
            };
            return await context.ScheduleActivity<int, int>("work", failures, options);
        }
    );

    private static readonly Orchestration<Unit, int> Demanding = new(
        "demanding",
        async (context, _) =>
        {
            await context.ScheduleActivity<int, int>("work", 0, OfSession);
            return await context.ScheduleActivity<int, int>("special", 0, OfSession);
        }
    );

    [Fact]
    public async Task All_attempts_of_a_session_run_on_its_node()
    {
        await RunNodeAsync("one");
        await RunNodeAsync("two");

        await StartAsync(Insisting, "insisting", 4);

        Assert.Equal(5, await OutputOfAsync<int>("insisting"));
        Assert.Equal([1, 2, 3, 4, 5], runs.Select(run => run.Attempt));
        Assert.Single(runs.Select(run => run.Node).Distinct());
    }

    [Fact]
    public async Task The_attempts_that_are_left_when_a_node_dies_run_on_the_heir_of_its_session()
    {
        var dying = await OpenNodeAsync();
        await RunNodeAsync("dying", dying);
        await StartAsync(Insisting, "insisting", 4);
        await UntilFactAsync<Fact.Resolved>("insisting", fact => fact.Outcome is Outcome.Failed, count: 2);
        dying.Kill();

        await RunNodeAsync("heir");

        Assert.Equal(5, await OutputOfAsync<int>("insisting"));
        Assert.Equal([1, 2, 3, 4, 5], runs.Select(run => run.Attempt).Distinct());
        Assert.Equal(["dying", "heir"], runs.Select(run => run.Node).Distinct());
    }

    [Fact]
    public async Task What_the_node_of_a_session_lacks_is_not_run_elsewhere_but_is_poison()
    {
        await RunNodeAsync("owner");
        await StartAsync(Demanding, "demanding", Unit.Value);
        await UntilFactAsync<Fact.Resolved>("demanding");

        await RunNodeAsync(
            "other",
            code: new RegistryBuilder().Add(new Activity<int, int>("special", (_, _) => Task.FromResult(1)))
        );

        var failure = Assert.IsType<Failure.Poison>(await FailureOfAsync("demanding"));
        Assert.Contains("special", failure.Display, StringComparison.Ordinal);
        Assert.Equal(["owner"], runs.Select(run => run.Node));
    }

    private async Task RunNodeAsync(string name, ObservedProvider? node = null, RegistryBuilder? code = null)
    {
        var work = new Activity<int, int>(
            "work",
            (context, failures) =>
            {
                runs.Enqueue((name, context.Attempt));
                return context.Attempt <= failures
                    ? throw new InvalidOperationException("not yet")
                    : Task.FromResult(context.Attempt);
            }
        );
        await RunAsync(
            options => options with { MaxAttempts = 4 },
            node ?? await OpenNodeAsync(),
            (code ?? new RegistryBuilder()).Add(work).Add(Insisting).Add(Demanding)
        );
    }
}
