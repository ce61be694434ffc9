using Duroxide.Core;
using Duroxide.Testing;

namespace Duroxide.Samples.Tests.Testing;

public class TimeTravelTests
{
    readonly Recording recording;

    public TimeTravelTests()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Fake(Orders.Charge, order => $"receipt of {order}").Start(Orders.Fulfil, "order-1", "teapot");
        host.Advance(TimeSpan.FromHours(2));
        host.Raise("order-1", "Shipped", "P-7");
        recording = host["order-1"].Recording;
    }

    [Fact]
    public void A_recording_is_walked_and_changed()
    {
        var travel = new TimeTravel(recording, Orders.Registry);

        var charged = travel.ForwardTo(moment => moment.Event.Fact is Fact.Resolved)!;
        Assert.Equal("Charge(\"teapot\") returned \"receipt of teapot\"", charged.Text);
        Assert.Equal(2, charged.Waits.Count);

        var declined = new Outcome.Failed(new Failure.Application(ApplicationKind.ActivityFailed, "declined"));
        var other = travel.Change(charged.Event.Id, ((Fact.Resolved)charged.Event.Fact) with { Outcome = declined });
        Assert.Equal("declined", Assert.IsType<Ending.Failed>(other.Ending).Failure.Display);
    }

    [Fact]
    public void A_recording_is_asked_what_would_have_been()
    {
        var travel = new TimeTravel(recording, Orders.Registry);

        var lost = travel.LeaveOut(new EventId(6));
        Assert.Null(lost.Ending);

        var late = travel.Insert(new EventId(5), new Fact.Resolved(new EventId(5), new Outcome.Fired()));
        Assert.Contains("call Refund(\"receipt of teapot\")", late.ToString());

        var other = travel.ChangeInput("kettle");
        Assert.Contains("call Charge(\"kettle\")", other.ToString());
    }

    [Fact]
    public void A_recording_goes_on_offline_from_one_of_its_events()
    {
        var travel = new TimeTravel(recording, Orders.Registry);
        var charged = travel.ForwardTo(moment => moment.Event.Fact is Fact.Resolved)!;

        var fork = travel.Fork(charged.Event.Id).Fake(Orders.Refund, receipt => $"refunded {receipt}");
        fork.Advance(TimeSpan.FromDays(3));

        Assert.Equal("refunded receipt of teapot", fork.Output<string>("order-1"));
    }

    [Fact]
    public void A_recording_is_shown_as_text_and_as_a_diagram()
    {
        var travel = new TimeTravel(recording, Orders.Registry);

        Assert.Equal(Timeline, travel.ToTimeline());
        Assert.StartsWith("sequenceDiagram", travel.ToMermaid());
    }

    // This stands in docs/testing.md.
    const string Timeline = """
        order-1: Fulfil 1.0.0
            1  +00:00:00         ← started Fulfil 1.0.0 with "teapot"
            2  +00:00:00         → wait for event Shipped
            3  +00:00:00         → call Charge("teapot")
            4  +00:00:00         ← Charge("teapot") returned "receipt of teapot"  (#3)
            5  +00:00:00         → set a timer of 3.00:00:00
            6  +02:00:00         ← event Shipped raised: "P-7"
            7  +02:00:00         → give up timer of 3.00:00:00
            8  +02:00:00         ■ completed with "sent as P-7"

        """;
}
