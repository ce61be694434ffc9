namespace Duroxide.Core.Tests;

public sealed class DivergenceReportTests
{
    static Failure.Configuration Explain(Func<Run, Task<string>> before, Func<Run, Task<string>> after)
    {
        var instance = Instance.Of(before);
        instance.Replay(after);
        return Assert.IsType<Failure.Configuration>(instance.FailureOf());
    }

    [Fact]
    public void The_failure_shows_history_and_code_side_by_side()
    {
        var failure = Explain(
            async run =>
            {
                run.Activity("reserve", "5");
                run.Activity("charge", "5");
                return await run.Activity("ship", "5");
            },
            async run =>
            {
                run.Activity("reserve", "5");
                run.Child("audit");
                run.Activity("charge", "5");
                return await run.Activity("ship", "5");
            }
        );

        Assert.Equal(
            """
            at event 3 history has 'call charge(5)', but the code has 'call orchestration audit()'. Likely cause: a step was added. Put it behind a patch, or register the new code as a new version (DUR0030).
               event | history                                                      | code
                   2 | call reserve(5)                                              | call reserve(5)
                     | -                                                            | call orchestration audit()
                   3 | call charge(5)                                               | call charge(5)
                   4 | call ship(5)                                                 | call ship(5)
            """,
            failure.Message
        );
    }

    [Fact]
    public void The_failure_is_one_of_configuration_and_its_text_says_nondeterministic()
    {
        var failure = Explain(async run => await run.Activity("a"), async run => await run.Timer(1));

        Assert.Equal(ConfigurationKind.Nondeterminism, failure.Kind);
        Assert.StartsWith("nondeterministic: at event 2 ", failure.Display, StringComparison.Ordinal);
        Assert.False(failure.IsRetryable);
    }

    [Fact]
    public void Code_that_waits_where_history_goes_on_is_said_to_ask_for_nothing()
    {
        var failure = Explain(
            async run =>
            {
                run.Event("e");
                return await run.Activity("a");
            },
            async run => await run.Event("e")
        );

        Assert.Contains("but the code asked for nothing and waits", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_texts_are_cut_and_long_sequences_too()
    {
        var failure = Explain(
            async run =>
            {
                for (var step = 0; step < 50; step++)
                {
                    run.Activity("a", $"{step}" + new string('x', 1_000));
                }
                return await run.Event("e");
            },
            async run =>
            {
                for (var step = 0; step < 50; step++)
                {
                    run.Activity("a", $"{step}" + new string(step < 25 ? 'x' : 'y', 1_000));
                }
                return await run.Event("e");
            }
        );

        Assert.InRange(failure.Message!.Length, 500, 5_000);
        Assert.InRange(failure.Message.Split('\n').Length, 8, 20);
    }

    [Fact]
    public void Every_kind_of_step_has_words_of_its_own()
    {
        Fact[] steps =
        [
            Facts.Activity("a", "in"),
            Facts.Asked(
                new Operation.Activity("a", "")
                {
                    Session = "s",
                    Tag = "t",
                    Attempt = 2,
                }
            ),
            Facts.Timer(5),
            Facts.Event("e"),
            Facts.Message("q"),
            Facts.Child("c", "kid"),
            Facts.Cancelled(7),
            Facts.Did(new Effect.StartOrchestration("o", "free", "in")),
            Facts.Did(new Effect.SetCustomStatus("s")),
            Facts.Did(new Effect.SetValue("k", "v")),
            Facts.Did(new Effect.ClearValue("k")),
            Facts.Did(new Effect.ClearValue(null)),
            Facts.Did(new Effect.Patch("p")),
            Facts.Completed("out"),
            Facts.FailedWith(ApplicationKind.Panicked, "no"),
            Facts.ContinuedAsNew("next"),
            Facts.Raised("e", ""),
            Facts.Sent("q", ""),
            Facts.Answered(2, "x"),
            Facts.CancelRequested("stop"),
        ];

        Assert.Equal(
            [
                "call a(in)",
                "call a() on session s with tag t, attempt 2",
                "set a timer of 00:00:05",
                "wait for event e",
                "wait for a message in queue q",
                "call orchestration c() as kid",
                "give up operation 7",
                "start o(in) as free",
                "set the status: s",
                "set value k = v",
                "clear value k",
                "clear all values",
                "run patch p",
                "completed with out",
                "failed: orchestration panicked: no",
                "continued as new with next",
                "event e raised: ",
                "message in queue q: ",
                "operation 2 returned x",
                "cancel requested: stop",
            ],
            steps.Select(HistoryText.Of)
        );
    }
}
