namespace Duroxide.Testing.Tests;

/// <summary>Messages are collected over continue-as-new; what the timer flushes is taken along, and so flushed twice.</summary>
public class ShortestRunTests
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly string[] Mail = ["a", "b", "c"];

    static readonly Activity<string[], int> Flush = new("Flush", (_, batch) => Task.FromResult(batch.Length));

    static readonly Orchestration<string[], Unit> Collect = new(
        "Collect",
        async (ctx, taken) =>
        {
            var batch = taken.ToList();
            while (batch.Count < Mail.Length)
            {
                var next = await ctx.Select(ctx.ReceiveMessage<string>("mail"), ctx.ScheduleTimer(Minute));
                if (next is not Either<string, Unit>.First(var text))
                {
                    break;
                }
                batch.Add(text);
            }
            if (batch.Count == 0)
            {
                return Unit.Value;
            }
            await ctx.ScheduleActivity(Flush, batch.ToArray());
            return await ctx.ContinueAsNew(batch.Count < Mail.Length ? batch.ToArray() : []);
        }
    );

    static Scenario Collecting { get; } =
        new Scenario("mail is collected", new RegistryBuilder().Add(Flush).Add(Collect).Build())
            .Start(Collect, "mail-1", [])
            .Activity("Flush", FakeAnswer.Returns(1), FakeAnswer.Fails("no"))
            .GivenInOrder([.. Mail.Select(text => Stimulus.SendMessage("mail-1", "mail", text))])
            .MayRunForever()
            .MayWaitForever()
            .Finally("No message is flushed twice.", world => Mail.All(text => Flushes(world, text) <= 1));

    [Fact]
    public void No_random_run_is_shorter_than_the_one_that_the_exhaustive_check_shows()
    {
        var shortest = Enumerable
            .Range(1, 60)
            .Select(seed => Collecting.Explore(1_000 * seed, runs: 50, new() { LostResults = 1, Crashes = 0 }))
            .Min(found => found.Counterexample?.Moves.Count);

        var shown = Collecting
            .Exhaust(
                new()
                {
                    LostResults = 1,
                    MaxStates = 20_000,
                    MaxSteps = 30,
                }
            )
            .Counterexamples.Single();

        Assert.True(shown.Moves.Count <= shortest, $"{shown.Moves.Count} moves, and not {shortest}\n{shown.Story}");
    }

    static int Flushes(World world, string text) =>
        world
            .RunsOf("Flush")
            .Count(run => run.Succeeded && run.Call.Input.Contains($"\"{text}\"", StringComparison.Ordinal));
}
