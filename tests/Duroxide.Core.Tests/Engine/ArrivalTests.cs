namespace Duroxide.Core.Tests;

public sealed class ArrivalTests
{
    static readonly Func<Run, Task<string>> Waiting = async run =>
    {
        var steps = new[] { run.Activity("a"), run.Timer(5), run.Child("c"), run.Event("e"), run.Message("q") };
        return string.Join(',', await run.All([.. steps, run.Activity("last")]));
    };

    [Fact]
    public void What_comes_before_the_start_is_dropped_and_so_is_a_cancel_request()
    {
        var instance = new Instance(Waiting);

        var decision = instance.Take(Sent.Cancel("early"), Sent.Event("e", "early"), Sent.Message("q", "early"));

        decision.AddsNothing();
        Assert.Equal(3, decision.Consumed);
        Assert.All(
            decision.Traces,
            line => Assert.Contains("before the start", line.Message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Cancel_then_start_in_one_batch_equals_the_two_in_two()
    {
        var together = new Instance(Waiting);
        together.Take(Sent.Cancel("early"), Sent.Start);

        Assert.Equal(Instance.Of(Waiting).Facts, together.Facts);
    }

    [Fact]
    public void A_second_start_is_dropped()
    {
        var instance = Instance.Of(Waiting);

        instance.Take(Sent.Start).AddsNothing();
    }

    [Fact]
    public void Every_kind_of_answer_becomes_an_event()
    {
        var instance = Instance.Of(Waiting);

        instance
            .Take(
                Sent.Failure(2, "no"),
                Sent.Fired(3),
                Sent.Answer(4, "child"),
                Sent.Event("e", "1"),
                Sent.Message("q", "2")
            )
            .Adds(
                Facts.Failed(2, "no"),
                Facts.Cancelled(3),
                Facts.Cancelled(4),
                Facts.Cancelled(5),
                Facts.Cancelled(6),
                Facts.Cancelled(7),
                Facts.FailedWith(ApplicationKind.OrchestrationFailed, "no")
            );
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_second_answer_is_dropped_in_the_batch_and_later_whether_it_says_success_or_failure(
        bool first,
        bool second
    )
    {
        static Arrival Answer(bool success) => success ? Sent.Answer(2, "x") : Sent.Failure(2, "x");
        var instance = Instance.Of(async run => await run.Event("never"));
        var open = Instance.Of(async run =>
        {
            run.Activity("a");
            return await run.Event("never");
        });

        Assert.Single(open.Take(Answer(first), Answer(second)).Events);
        open.Take(Answer(second)).AddsNothing();
        instance.Take(Answer(first)).AddsNothing();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(99)]
    public void An_answer_for_another_execution_is_dropped_with_a_warning(long execution)
    {
        var instance = Instance.Of(Waiting);

        var decision = instance.Take(Sent.Answer(2, "x", execution));

        decision.AddsNothing();
        Assert.Contains($"execution {execution}", decision.Warning(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(77)]
    public void An_answer_for_what_nobody_asked_is_dropped_and_harms_nothing(long id)
    {
        var instance = Instance.Of(Waiting);

        instance.Take(Sent.Answer(id, "x"), Sent.Fired(id)).AddsNothing();

        Assert.Null(instance.Ending);
    }

    [Fact]
    public void An_answer_of_another_family_is_dropped_and_the_right_one_still_counts()
    {
        var instance = Instance.Of(Waiting);

        instance
            .Take(Sent.Fired(2), Sent.Answer(3, "x"), Sent.Fired(4), Sent.Answer(5, "x"), Sent.Answer(6, "x"))
            .AddsNothing();

        instance.Take(Sent.Fired(3)).Adds(Facts.Fired(3));
    }

    [Fact]
    public void Equal_events_and_messages_are_all_recorded()
    {
        var instance = Instance.Of(async run => await run.Activity("a"));

        instance
            .Take(Sent.Event("e", "x"), Sent.Event("e", "x"), Sent.Message("q", "x"), Sent.Message("q", "x"))
            .Adds(Facts.Raised("e", "x"), Facts.Raised("e", "x"), Facts.Sent("q", "x"), Facts.Sent("q", "x"));
    }

    [Fact]
    public void A_late_answer_for_what_was_cancelled_is_dropped()
    {
        var instance = Instance.Of(async run =>
        {
            var winner = await run.First(run.Activity("slow"), run.Timer(5));
            return $"{winner}{await run.Activity("next")}";
        });
        instance.Take(Sent.Fired(3));

        instance.Take(Sent.Answer(2, "late")).AddsNothing();
        instance.Take(Sent.Answer(6, "!"));

        Assert.Equal("1!", instance.Output);
    }

    [Fact]
    public void Time_never_runs_backwards_in_a_history()
    {
        var instance = new Instance(async run => await run.Activity("a"));
        instance.Take(Sent.Start.At(100));

        instance.Take(Sent.Event("e", "").At(50), Sent.Event("e", "").At(120));

        Assert.Equal([100, 100, 100, 120], instance.History.Select(happened => happened.Time.UnixMilliseconds / 1000));
    }

    [Fact]
    public void Code_sees_the_time_of_the_arrival_that_it_reacts_to()
    {
        var instance = new Instance(async run =>
        {
            await run.Activity("a");
            return run.Host.Now.ToString();
        });
        instance.Take(Sent.Start.At(1));

        instance.Take(Sent.Event("noise", "").At(2), Sent.Answer(2, "").At(3), Sent.Event("noise", "").At(4));

        Assert.Equal("1970-01-01T00:00:03.000Z", instance.Output);
    }
}
