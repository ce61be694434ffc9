namespace Duroxide.Core.Tests;

/// <summary>A history that no execution can have made is reported as corrupt, before any code sees what it says.</summary>
public sealed class CorruptHistoryTests
{
    static readonly Fact[] Asked =
    [
        Facts.Started,
        Facts.Activity("a"),
        Facts.Timer(1),
        Facts.Child("c"),
        Facts.Event("e"),
        Facts.Message("q"),
    ];

    static readonly Dictionary<string, Fact[]> Corrupt = new()
    {
        ["a second answer of an activity"] = [.. Asked, Facts.Answered(2, ""), Facts.Answered(2, "")],
        ["a second answer of a timer"] = [.. Asked, Facts.Fired(3), Facts.Fired(3)],
        ["a second answer of a child"] = [.. Asked, Facts.Answered(4, ""), Facts.Answered(4, "")],
        ["a late failure of an activity"] = [.. Asked, Facts.Answered(2, ""), Facts.Failed(2, "late")],
        ["a late failure of a child"] = [.. Asked, Facts.Answered(4, ""), Facts.Failed(4, "late")],
        ["an activity that fired"] = [.. Asked, Facts.Fired(2)],
        ["a child that fired"] = [.. Asked, Facts.Fired(4)],
        ["a timer with a result"] = [.. Asked, Facts.Answered(3, "")],
        ["a timer that failed"] = [.. Asked, Facts.Failed(3, "")],
        ["an answer to a wait for an event"] = [.. Asked, Facts.Answered(5, "")],
        ["an answer to a wait for a message"] = [.. Asked, Facts.Answered(6, "")],
    };

    public static TheoryData<string> Names => [.. Corrupt.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_answer_that_cannot_stand_where_it_stands_is_reported_as_corrupt(string name)
    {
        var instance = Instance.With(
            Facts.History(Corrupt[name]),
            async run =>
                string.Concat(
                    await run.All(run.Activity("a"), run.Timer(1), run.Child("c"), run.Event("e"), run.Message("q"))
                )
        );

        var thrown = Assert.Throws<CorruptHistoryException>(() => instance.Take());

        Assert.Contains("answers operation", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_stands_before_what_it_answers_is_a_divergence()
    {
        var instance = Instance.With(
            Facts.History(Facts.Started, Facts.Fired(3), Facts.Timer(1)),
            async run => await run.Timer(1)
        );

        Assert.Equal(new EventId(2), instance.Resume().Divergence?.At);
    }

    [Fact]
    public void A_second_start_in_a_history_is_reported_as_corrupt()
    {
        var instance = Instance.With(
            Facts.History(Facts.Started, Facts.Event("e"), Facts.Started),
            async run => await run.Event("e")
        );

        Assert.Throws<CorruptHistoryException>(() => instance.Take());
    }

    [Fact]
    public void A_history_that_does_not_begin_with_its_start_is_reported_as_corrupt()
    {
        var instance = Instance.With(Facts.History(Facts.Activity("a")), async run => await run.Activity("a"));

        var thrown = Assert.Throws<CorruptHistoryException>(() => instance.Take());

        Assert.Contains("instance 'i'", thrown.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, long[]> Broken =>
        new()
        {
            { "event 3 (Scheduled) stands where event 2 should be", [1, 3] },
            { "event 5 (Resolved) stands where event 4 should be", [1, 2, 3, 5] },
            { "event 2 (Started) stands where event 1 should be", [2, 3, 4, 5] },
            { "event 0 (Started) stands where event 1 should be", [0, 1, 2] },
            { "event 1 (Scheduled) stands where event 2 should be", [1, 1] },
            { "event 2 (Scheduled) stands where event 3 should be", [1, 2, 2, 3] },
            { "event 2 (Resolved) stands where event 4 should be", [1, 2, 3, 2] },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_history_whose_ids_do_not_run_on_is_reported_as_corrupt(string message, long[] ids)
    {
        Fact[] facts = [Facts.Started, Facts.Activity("a"), Facts.Timer(1), Facts.Fired(3)];
        List<HistoryEvent> history = [.. ids.Zip(facts, (id, fact) => new HistoryEvent(new(id), default, fact))];
        var instance = Instance.With(
            history,
            async run => string.Concat(await run.All(run.Activity("a"), run.Timer(1)))
        );

        var replayed = Assert.Throws<CorruptHistoryException>(() => instance.Take());
        var givenUp = Assert.Throws<CorruptHistoryException>(() =>
            ForcedEnding.GiveUp(Instance.FirstHeader, history, Failure.Cancelled("by hand"), default)
        );

        Assert.Contains(message, replayed.Message, StringComparison.Ordinal);
        Assert.Contains("instance 'i'", replayed.Message, StringComparison.Ordinal);
        Assert.Equal(replayed.Message, givenUp.Message);
    }

    [Fact]
    public void A_history_that_answers_what_was_never_asked_is_reported_as_corrupt()
    {
        var instance = Instance.With(
            Facts.History(
                Facts.Started,
                Facts.Activity("a"),
                Facts.Event("e"),
                Facts.Answered(2, ""),
                Facts.Answered(2, "")
            ),
            async run => string.Concat(await run.All(run.Activity("a"), run.Event("e")))
        );

        Assert.Throws<CorruptHistoryException>(() => instance.Take());
    }
}
