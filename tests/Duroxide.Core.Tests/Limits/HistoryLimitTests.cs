namespace Duroxide.Core.Tests;

public sealed class HistoryLimitTests
{
    const string Full = "the number of events in the history is ";
    const string Beyond =
        " and exceeds limit 2 (Limits.HistoryEvents). Continue as new before it is full, or raise the limit.";

    static Instance With(int events, Func<Run, Task<string>> code)
    {
        var instance = new Instance(code) { Limits = new() { HistoryEvents = events } };
        instance.Take(Sent.Start);
        return instance;
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(2, Full + "3" + Beyond)]
    public void An_ask_beyond_the_limit_ends_the_execution(int limit, string? failure)
    {
        var instance = With(
            limit,
            async run =>
            {
                run.Activity("a");
                return await run.Activity("b");
            }
        );

        Assert.Equal(failure, (instance.Ending as Ending.Failed)?.Failure.Display);
    }

    [Fact]
    public void An_answer_beyond_the_limit_ends_the_execution_and_is_not_recorded()
    {
        var instance = With(2, async run => await run.Event("e"));

        instance.Take(Sent.Event("e", "x"));

        Assert.DoesNotContain(instance.Facts, fact => fact is Fact.Arrived);
        Assert.Contains("exceeds limit 2", instance.FailureOf().Display, StringComparison.Ordinal);
        instance.Take().AddsNothing();
    }

    [Fact]
    public void The_details_of_a_failure_take_room_too()
    {
        var instance = new Instance(async run =>
        {
            try
            {
                return await run.Activity("a");
            }
            catch (StepFailedException)
            {
                return await run.Activity("b");
            }
        })
        {
            Limits = new() { HistoryBytes = 10_000 },
        };
        instance.Take(Sent.Start);

        instance.Take(
            Sent.Failure(
                2,
                new Failure.Application(ApplicationKind.ActivityFailed, "no")
                {
                    ErrorType = "Bank.Exception",
                    Details = new string('x', 10_000),
                }
            )
        );

        Assert.Contains("exceeds limit 10000 bytes", instance.FailureOf().Display, StringComparison.Ordinal);
        Assert.InRange(instance.State.HistoryBytes, 10_000, 20_000);
    }

    public static TheoryData<Failure> LargeFailures =>
        [
            new Failure.Infrastructure("read", new string('x', 10_000), Retryable: false),
            new Failure.Configuration(ConfigurationKind.NotDurable, "i", new string('x', 10_000)),
            new Failure.Application(ApplicationKind.Panicked, "no") { Details = new string('x', 10_000) },
            new Failure.Poison(
                11,
                10,
                new PoisonSubject.Orchestration("i", ExecutionId.First),
                new string('x', 10_000)
            ),
        ];

    [Theory]
    [MemberData(nameof(LargeFailures))]
    public void The_cause_of_an_end_is_counted_though_it_is_never_refused(Failure failure)
    {
        var instance = new Instance(async run => await run.Event("e")) { Limits = new() { HistoryBytes = 1_000 } };
        instance.Take(Sent.Start);

        instance.Take(Sent.GiveUp(failure));

        Assert.Equal(failure, instance.FailureOf());
        // Once as the cause, and once as the ending.
        Assert.InRange(instance.State.HistoryBytes, 20_000, 21_000);
    }

    [Fact]
    public void A_full_history_does_not_hide_why_the_execution_was_cancelled()
    {
        var instance = With(2, async run => await run.Event("e"));

        instance.Take(Sent.Cancel("stop"));

        Assert.Equal("canceled: stop", instance.FailureOf().Display);
    }

    [Fact]
    public void A_full_history_can_still_complete_fail_and_continue_as_new()
    {
        Assert.Equal("done", With(1, _ => Task.FromResult("done")).Output);
        Assert.IsType<Ending.ContinuedAsNew>(With(1, run => Task.FromResult(run.ContinueAsNew(""))).Ending);
        Assert.Equal(
            "orchestration panicked: no",
            With(1, _ => Task.FromException<string>(new InvalidOperationException("no"))).FailureOf().Display
        );
    }

    // A refused cancel would be indistinguishable from the first cancel of the closing sequence.
    [Fact]
    public void A_cancel_is_never_refused()
    {
        Func<Run, Task<string>> code = run =>
        {
            run.Activity("a").Cancel();
            run.Activity("b");
            return new TaskCompletionSource<string>().Task;
        };
        var instance = With(2, code);

        Assert.Equal(Full + "4" + Beyond, instance.FailureOf().Display);
        for (var cut = 1; cut <= instance.History.Count; cut++)
        {
            var resumed = Execution.Resume(
                new Flow(code),
                instance.Header,
                [.. instance.History.Take(cut)],
                instance.Limits
            );
            Assert.Null(resumed.Divergence);
            Assert.Equal(instance.History.Skip(cut), resumed.Continue([]).Events);
        }
    }

    [Fact]
    public void The_bytes_of_a_history_are_limited_too()
    {
        var instance = new Instance(async run => await run.Event("e")) { Limits = new() { HistoryBytes = 1_000 } };
        instance.Take(Sent.Start);

        instance.Take(Sent.Event("noise", new string('x', 1_000)));
        Assert.Null(instance.Ending);
        instance.Take(Sent.Event("e", ""));

        Assert.Contains(
            "exceeds limit 1000 bytes (Limits.HistoryBytes)",
            instance.FailureOf().Display,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_limit_that_is_lowered_ends_no_execution_that_began_before()
    {
        Func<Run, Task<string>> code = async run => string.Concat(await run.All(run.Activity("a"), run.Activity("b")));
        var begun = Instance.Of(code);
        var lowered = new Limits { HistoryEvents = 2, HistoryBytes = 10 };

        var execution = Execution.Resume(new Flow(code), begun.Header, begun.History, lowered);
        execution.Continue([Sent.Event("noise", new string('x', 100)), Sent.Answer(2, "A"), Sent.Answer(3, "B")]);

        Assert.Equal(new Ending.Completed("AB"), execution.State.Ending);
    }

    [Fact]
    public void A_limit_that_is_raised_is_raised_for_all()
    {
        Func<Run, Task<string>> code = async run => await run.Event("e");
        var begun = With(2, code);

        var execution = Execution.Resume(new Flow(code), begun.Header, begun.History, Limits.Default);
        execution.Continue([Sent.Event("e", "x")]);

        Assert.Equal(new Ending.Completed("x"), execution.State.Ending);
    }
}
