namespace Duroxide.Testing.Tests;

public class BrokenWorkflowTests
{
    static readonly ExploreOptions Short = new() { MaxSteps = 60 };

    public static TheoryData<int> Specimens => [.. Enumerable.Range(0, BrokenWorkflows.All.Count)];

    [Theory]
    [MemberData(nameof(Specimens))]
    public void Random_runs_find_the_mistake_within_their_budget(int index)
    {
        var specimen = BrokenWorkflows.All[index];

        var found = specimen.Scenario.Explore(seed: 1, specimen.Runs, Short);

        Assert.True(found.Counterexample is not null, $"{specimen}: not found in {found.Runs} runs\n{found.Coverage}");
        Assert.Equal(specimen.Law, found.Counterexample!.Violation!.Law);
        Assert.True(
            found.Counterexample.Moves.Count <= specimen.Shortest,
            $"{specimen}: shrunk to {found.Counterexample.Moves.Count} moves\n{found.Counterexample.Story}"
        );
    }

    [Theory]
    [MemberData(nameof(Specimens))]
    public void The_failing_seed_alone_plays_the_failing_run_again(int index)
    {
        var specimen = BrokenWorkflows.All[index];
        var found = specimen.Scenario.Explore(seed: 1, specimen.Runs, Short);

        var again = specimen.Scenario.Explore(found.FailingSeed!.Value, runs: 1, Short);

        Assert.Equal(found.Counterexample!.Moves, again.Counterexample!.Moves);
    }

    [Theory]
    [MemberData(nameof(Specimens))]
    public void The_shrunk_schedule_alone_breaks_the_same_law(int index)
    {
        var specimen = BrokenWorkflows.All[index];
        var found = specimen.Scenario.Explore(seed: 1, specimen.Runs, Short).Counterexample!;

        Assert.Equal(specimen.Law, specimen.Scenario.Play(found.Moves).Violation?.Law);
    }

    [Theory]
    [MemberData(nameof(Specimens))]
    public void The_exhaustive_check_finds_the_mistake(int index)
    {
        var specimen = BrokenWorkflows.All[index];

        var found = specimen.Scenario.Exhaust(
            new()
            {
                MaxSteps = 60,
                LostResults = 1,
                MaxStates = specimen.States,
            }
        );

        Assert.Contains(specimen.Law, found.Counterexamples.Select(played => played.Violation!.Law));
    }

    [Theory]
    [MemberData(nameof(Specimens))]
    public void The_exhaustive_check_shows_the_shortest_run(int index)
    {
        var specimen = BrokenWorkflows.All[index];

        var shown = specimen
            .Scenario.Exhaust(
                new()
                {
                    LostResults = 1,
                    MaxSteps = 60,
                    MaxStates = specimen.States,
                }
            )
            .Counterexamples.Single(run => run.Violation!.Law == specimen.Law);

        Assert.True(shown.Moves.Count <= specimen.Shortest, $"{specimen}: {shown.Moves.Count} moves\n{shown.Story}");
    }

    [Fact]
    public void A_healthy_workflow_holds_in_random_runs_and_in_all_runs()
    {
        BrokenWorkflows.Healthy.Explore(seed: 1, runs: 500).EnsureHolds();

        var all = BrokenWorkflows.Healthy.Exhaust(new() { LostResults = 2 }).EnsureHolds();

        Assert.True(all.IsComplete);
        Assert.Equal(
            [
                "Charge returned → Ship",
                "Refund returned → complete",
                "Ship failed → Refund",
                "Ship returned → complete",
                "start → Charge",
            ],
            all.Coverage.Reactions.Select(reaction => $"{reaction.When} → {reaction.Then}")
        );
        Assert.Empty(all.Coverage.Unreached);
    }

    [Fact]
    public void A_counterexample_is_told_as_a_story() =>
        Assert.Equal(
            """
            a charge that timed out is forgotten
               1. The client starts Broken("17") as order-1.
               2. order-1 takes start.
                   order-1: call Charge("17")
                   order-1: set a timer of 00:01:00
               3. The clock goes to 2000-01-01T00:01:00.000Z: the timer of 00:01:00 of order-1 fires.
               4. A worker runs Charge("17") of order-1, which returned "17", and the answer is on its way.
               5. order-1 takes timer of 00:01:00 fired, then Charge("17") returned "17".
                   order-1: give up Charge("17")
                   order-1: completed with "given up"
            Then this does not hold: Who is not served is not charged.
               order-1 completed with "given up"

            """,
            Forgotten().Story
        );

    [Fact]
    public void A_counterexample_is_a_test_to_paste() =>
        Assert.Equal(
            """
            // Who is not served is not charged.
            [Fact]
            public void Who_is_not_served_is_not_charged() =>
                Scenario
                    .Play(
                        new Move.Turn("order-1"),
                        new Move.Fire("order-1"),
                        new Move.Answer("order-1", "Charge"),
                        new Move.Turn("order-1")
                    )
                    .EnsureHolds();

            """,
            Forgotten().ToCSharp()
        );

    [Fact]
    public void A_counterexample_is_a_test_to_paste_in_FSharp_too() =>
        Assert.Equal(
            """
            // Who is not served is not charged.
            [<Fact>]
            let ``Who is not served is not charged`` () =
                scenario
                    .Play(
                        [|
                            Move.Turn("order-1")
                            Move.Fire("order-1")
                            Move.Answer("order-1", "Charge")
                            Move.Turn("order-1")
                        |]
                    )
                    .EnsureHolds()
                |> ignore

            """,
            Forgotten().ToFSharp()
        );

    static ScenarioRun Forgotten() => BrokenWorkflows.All[0].Scenario.Explore(seed: 1, runs: 50).Counterexample!;

    [Fact]
    public void What_is_never_called_is_reported()
    {
        var scenario = BrokenWorkflows.All[0].Scenario;

        var coverage = scenario.Explore(seed: 1, runs: 20).Coverage;

        Assert.Equal(["activity Refund is called", "activity Ship is called"], coverage.Unreached);
    }
}
