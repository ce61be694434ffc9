using Duroxide.Testing;
using Saga;

namespace Duroxide.Samples.Tests;

/// <summary>What a saga does with an undo that does not work: it tries for about a day, and then calls a person.</summary>
public sealed class SagaTests : IDisposable
{
    const string Instance = "trip-to-Venice";

    readonly TestFolder folder = new();
    readonly BookTrip bookTrip;
    readonly OrchestrationTestHost host;

    public SagaTests()
    {
        bookTrip = new(new Agency(folder.Path));
        host = new(bookTrip.Registry);
        host.Fake("agency/book-flight", FakeAnswer.Returns("a flight"))
            .Fake("agency/book-hotel", FakeAnswer.Returns("a hotel"))
            .Fake("agency/book-car", FakeAnswer.Fails("There are no cars.", retryable: false))
            .Fake("agency/cancel-car", FakeAnswer.Returns(Unit.Value))
            .Fake("agency/cancel-hotel", FakeAnswer.Fails("The hotel does not answer."))
            .Fake("agency/cancel-flight", FakeAnswer.Returns(Unit.Value));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_undo_that_fails_for_good_is_handed_to_a_person_and_then_the_rest_is_undone()
    {
        host.Start(bookTrip.Orchestration, Instance, new("Venice"));
        host.Advance(TimeSpan.FromDays(2));

        Assert.True(host[Instance].IsRunning);
        Assert.StartsWith("help needed: ", host[Instance].Status, StringComparison.Ordinal);
        Assert.Contains("The hotel does not answer.", host[Instance].Status, StringComparison.Ordinal);
        Assert.Equal(40, Runs("cancel-hotel"));
        Assert.Equal((1, 0), (Runs("cancel-car"), Runs("cancel-flight")));

        host.Crash();
        host.Raise(Instance, BookTrip.UndoneEvent, Unit.Value);

        Assert.Equal("not booked: There are no cars.", host.Output<string>(Instance));
        Assert.Equal((1, 40, 1), (Runs("cancel-car"), Runs("cancel-hotel"), Runs("cancel-flight")));
        Assert.Null(host[Instance].Status);
    }

    [Fact]
    public void Nobody_is_called_while_an_undo_may_still_work()
    {
        host.Start(bookTrip.Orchestration, Instance, new("Venice"));
        host.Advance(TimeSpan.FromHours(12));
        Assert.Null(host[Instance].Status);

        host.Fake("agency/cancel-hotel", FakeAnswer.Returns(Unit.Value));
        host.Advance(TimeSpan.FromHours(1));

        Assert.Equal("not booked: There are no cars.", host.Output<string>(Instance));
    }

    [Fact]
    public void Each_undo_that_fails_is_handed_over_by_itself_the_latest_first()
    {
        host.Fake("agency/cancel-flight", FakeAnswer.Fails("The airline is on strike."));
        host.Start(bookTrip.Orchestration, Instance, new("Venice"));
        host.Advance(TimeSpan.FromDays(2));

        host.Raise(Instance, BookTrip.UndoneEvent, Unit.Value);
        host.Advance(TimeSpan.FromDays(2));

        Assert.True(host[Instance].IsRunning);
        Assert.Contains("The airline is on strike.", host[Instance].Status, StringComparison.Ordinal);

        host.Raise(Instance, BookTrip.UndoneEvent, Unit.Value);

        Assert.Equal("not booked: There are no cars.", host.Output<string>(Instance));
    }

    int Runs(string activity) => host.World.RunsOf($"agency/{activity}").Count();
}
