namespace Duroxide.Testing.Tests;

public class StimulusTests
{
    const string Id = "form";

    static readonly Activity<string, string> Ask = new("Ask", (_, what) => Task.FromResult(what));

    /// <summary>Opens a wait, asks, awaits the answer; twice. There is no mistake in it.</summary>
    static readonly Orchestration<int, int> Form = new(
        "Form",
        async (ctx, _) =>
        {
            var age = ctx.ScheduleWait<int>("Age");
            await ctx.ScheduleActivity(Ask, "How old are you?");
            var years = await age;
            var size = ctx.ScheduleWait<int>("Size");
            await ctx.ScheduleActivity(Ask, "How tall are you?");
            return years + await size;
        }
    );

    [Fact]
    public void An_answer_that_comes_once_it_was_asked_for_breaks_no_right_code()
    {
        var scenario = Of(Form)
            .Activity("Ask", FakeAnswer.Returns("asked"))
            .Given(
                Stimulus.Raise(Id, "Age", 42).When(world => world.RunsOf("Ask").Any()),
                Stimulus
                    .Raise(Id, "Size", 180)
                    .When(world => world.RunsOf("Ask").Count(run => run.Call.Input.Contains("tall")) > 0)
            );

        scenario.Explore(seed: 1, runs: 500).EnsureHolds();
        var all = scenario.Exhaust(new() { LostResults = 1 }).EnsureHolds();
        Assert.True(all.IsComplete);
        Assert.Empty(all.Coverage.Unreached);
    }

    [Fact]
    public void An_activity_that_raises_an_event_before_it_answers_breaks_no_right_code()
    {
        var scenario = Of(Form)
            .Activity("Ask", FakeAnswer.Returns("asked").AndRaise("Age", 42).AndRaise("Size", 180))
            .Finally("Both are heard.", world => world[Id].Output == "222");

        scenario.Explore(seed: 1, runs: 500).EnsureHolds();
        scenario.Exhaust().EnsureHolds();
    }

    [Fact]
    public void What_an_activity_sends_is_told()
    {
        var run = Of(Form).Activity("Ask", FakeAnswer.Returns("asked").AndRaise("Age", 42)).MayWaitForever().Play();

        Assert.Contains(
            "and the answer is on its way; it sent event Age: 42 to form.",
            run.Story,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_activity_may_send_to_another_instance_and_to_a_queue()
    {
        var reader = new Orchestration<int, int>("Reader", (ctx, _) => ctx.ReceiveMessage<int>("sums").AsTask());
        var writer = new Orchestration<int, string>("Writer", (ctx, _) => ctx.ScheduleActivity(Ask, "send").AsTask());
        var run = new Scenario("two", new RegistryBuilder().Add(Ask).Add(reader).Add(writer).Build())
            .Start(reader, "reader", 0)
            .Start(writer, "writer", 0)
            .Activity("Ask", FakeAnswer.Returns("sent").AndSendMessage("sums", 7, "reader"))
            .Play();

        Assert.Equal("7", run.EnsureHolds().World["reader"].Output);
    }

    [Fact]
    public void An_event_that_nobody_sends_on_this_branch_is_a_deadlock()
    {
        var orchestration = new Orchestration<int, string>(
            "Form",
            async (ctx, _) =>
            {
                var approved = ctx.ScheduleWait<string>("Approved");
                var asked = await ctx.ScheduleActivity(Ask, "May I?");
                return asked + await approved;
            }
        );
        var scenario = Of(orchestration)
            .Activity("Ask", FakeAnswer.Returns("yes"), FakeAnswer.Returns("no"))
            .Given(
                Stimulus
                    .Raise(Id, "Approved", "by the boss")
                    .When(world =>
                        world.RunsOf("Ask").Any(run => run.Outcome is Outcome.Succeeded { Result: "\"yes\"" })
                    )
            );

        var explored = scenario.Explore(seed: 1, runs: 100).Counterexample;

        Assert.Equal("Nobody waits for what never comes.", explored?.Violation?.Law);
        Assert.Contains("returned \"no\"", explored!.Story, StringComparison.Ordinal);
        Assert.Equal(
            "Nobody waits for what never comes.",
            Assert.Single(scenario.Exhaust().Counterexamples).Violation?.Law
        );
    }

    [Fact]
    public void A_condition_that_throws_is_told_with_its_stimulus()
    {
        var scenario = Of(Form)
            .Activity("Ask", FakeAnswer.Returns("asked"))
            .Given(Stimulus.Raise(Id, "Age", 42).When(world => world["nobody"].IsRunning));

        var wrong = Assert.Throws<TestExpectationException>(() => scenario.Explore(seed: 1, runs: 1));

        Assert.Contains("raises event Age with 42 for form", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("StimulusTests", wrong.Message, StringComparison.Ordinal);
    }

    static Scenario Of<TOutput>(Orchestration<int, TOutput> orchestration) =>
        new Scenario("a form", new RegistryBuilder().Add(Ask).Add(orchestration).Build()).Start(orchestration, Id, 0);
}
