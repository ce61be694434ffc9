namespace Duroxide.Testing.Tests;

public class SlowAnswerTests
{
    static readonly Activity<string, string> Charge = new("Charge", (_, order) => Task.FromResult(order));

    static Scenario Impatient { get; } =
        Of(
            async (ctx, order) =>
            {
                var deadline = ctx.UtcNow + TimeSpan.FromMinutes(30);
                var receipt = await ctx.ScheduleActivity(Charge, order);
                return ctx.UtcNow > deadline ? "given up" : receipt;
            }
        );

    [Fact]
    public void A_deadline_by_the_clock_alone_is_found_by_random_runs()
    {
        var found = Impatient.Explore(seed: 1, runs: 300).Counterexample;

        Assert.Equal("Who is charged is served.", found?.Violation?.Law);
        Assert.Equal(
            """
            a deadline
               1. The client starts Pay("17") as order-1.
               2. Time passes: it is 2000-01-01T01:00:00.000Z, and what is under way takes long.
               3. order-1 takes start.
                   order-1: call Charge("17")
               4. A worker runs Charge("17") of order-1, which returned "receipt", and the answer is on its way.
               5. order-1 takes Charge("17") returned "receipt".
                   order-1: completed with "given up"
            Then this does not hold: Who is charged is served.
               order-1 completed with "given up"

            """,
            found!.Story
        );
        Assert.Contains("new Move.Pass(Seconds: 3600),", found.ToCSharp(), StringComparison.Ordinal);
        Assert.Contains("Move.Pass(Seconds = 3600)", found.ToFSharp(), StringComparison.Ordinal);
        Assert.Equal("Who is charged is served.", Impatient.Play(found.Moves).Violation?.Law);
    }

    [Fact]
    public void A_deadline_by_the_clock_alone_is_found_by_the_exhaustive_check() =>
        Assert.Equal("Who is charged is served.", Assert.Single(Impatient.Exhaust().Counterexamples).Violation?.Law);

    [Fact]
    public void Where_nobody_looks_at_the_clock_there_are_no_more_states_than_before()
    {
        var timeless = Of(async (ctx, order) => await ctx.ScheduleActivity(Charge, order));

        Assert.Equal(timeless.Exhaust(new() { Delays = 0 }).States, timeless.Exhaust().States);
    }

    [Fact]
    public void Time_does_not_pass_a_timer_that_is_due()
    {
        var patient = Of(
            async (ctx, order) =>
            {
                var charge = ctx.ScheduleActivity(Charge, order);
                var first = await ctx.Select(charge, ctx.ScheduleTimer(TimeSpan.FromMinutes(30)));
                return ctx.UtcNow.Minute <= 30 ? first.Match(receipt => receipt, _ => "receipt") : "late";
            }
        );

        patient.Explore(seed: 1, runs: 300).EnsureHolds();
        patient.Exhaust().EnsureHolds();
        Assert.DoesNotContain(
            patient.Play(new Move.Turn("order-1"), new Move.Pass(3_600)).Moves,
            move => move is Move.Pass
        );
    }

    static Scenario Of(Func<OrchestrationContext<string, string>, string, Task<string>> code)
    {
        var pay = new Orchestration<string, string>("Pay", code);
        return new Scenario("a deadline", new RegistryBuilder().Add(Charge).Add(pay).Build())
            .Start(pay, "order-1", "17")
            .Activity("Charge", FakeAnswer.Returns("receipt"))
            .Finally(
                "Who is charged is served.",
                world => !world.RunsOf("Charge").Any(run => run.IsRecorded) || world["order-1"].Output == "\"receipt\""
            );
    }
}
