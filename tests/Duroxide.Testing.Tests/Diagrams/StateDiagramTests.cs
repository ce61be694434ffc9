using System.Xml.Linq;

namespace Duroxide.Testing.Tests.Diagrams;

public class StateDiagramTests
{
    static readonly Scenario Fulfilling = new Scenario("an order is fulfilled", Orders.Registry)
        .Start(Orders.Fulfil, "order-1", 1)
        .Activity("ChargeCard", FakeAnswer.Returns("receipt"), FakeAnswer.Fails("declined"))
        .Activity("Refund", FakeAnswer.Returns("refunded"))
        .Given(Stimulus.Raise("order-1", "Shipped", "P-7").Maybe());

    [Fact]
    public void An_orchestration_is_drawn_with_what_it_waits_for_and_what_leads_on() =>
        Assert.Equal(
            """
            stateDiagram-v2
                state "ChargeCard" as s1
                state "failed" as s2
                state "event Shipped<br/>timer" as s3
                state "completed" as s4
                state "Refund" as s5
                [*] --> s1: start<br/>(status)
                s1 --> s2: ChargeCard failed
                s1 --> s3: ChargeCard returned<br/>(status)
                s5 --> s4: Refund returned
                s3 --> s4: event Shipped
                s3 --> s5: timer fired

            """,
            Drawn(Fulfilling, "Fulfil").ToMermaid()
        );

    [Fact]
    public void Random_runs_draw_what_the_exhaustive_check_draws() =>
        Assert.Equal(
            Drawn(Fulfilling, "Fulfil").ToString(),
            Fulfilling.Explore(seed: 1, runs: 300).Coverage.Draw("Fulfil").ToString()
        );

    [Fact]
    public void A_loop_of_the_code_is_a_loop_of_the_picture()
    {
        var retry = new Orchestration<int, string>(
            "Retry",
            async (ctx, order) =>
                await ctx.ScheduleActivity(
                    Orders.ChargeCard,
                    order,
                    new() { Retry = RetryPolicy.Fixed(attempts: 4, delay: TimeSpan.FromSeconds(1)) }
                )
        );

        Assert.Equal(
            """
             → start → ChargeCard
            ChargeCard → ChargeCard failed → failed
            ChargeCard → ChargeCard failed → timer
            ChargeCard → ChargeCard returned → completed
            timer → timer fired → ChargeCard
            """,
            Drawn(Charging(retry), "Retry").ToString()
        );
    }

    [Fact]
    public void An_execution_that_continues_as_new_leads_back_to_the_beginning()
    {
        var twice = new Orchestration<int, string>(
            "Twice",
            async (ctx, round) =>
            {
                var receipt = await ctx.ScheduleActivity(Orders.ChargeCard, round);
                return round == 2 ? receipt : await ctx.ContinueAsNew(round + 1);
            }
        );

        Assert.Contains(
            "continued as new → start → ChargeCard",
            Drawn(Charging(twice), "Twice").ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_wait_that_begins_again_is_drawn_as_a_way_to_itself()
    {
        var ticks = new Orchestration<int, int>(
            "Ticks",
            async (ctx, count) =>
            {
                for (var tick = 0; tick < count; tick++)
                {
                    await ctx.ScheduleTimer(TimeSpan.FromHours(1));
                }
                return count;
            }
        );
        var scenario = new Scenario("three ticks", new RegistryBuilder().Add(ticks).Build()).Start(ticks, "ticks", 3);

        var diagram = Drawn(scenario, "Ticks");

        Assert.Contains("timer → timer fired → timer", diagram.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, diagram.Transitions.Single(way => way.From == way.To).Count);
        Assert.Equal(2, Texts(diagram).Count(text => text == "timer fired"));
    }

    [Fact]
    public void Children_are_drawn_by_their_own_name_and_counted_where_they_are_alike()
    {
        var scenario = new Scenario("two children", Orders.Registry).Start(Orders.Parent, "parent", 2);
        var coverage = scenario.Exhaust().EnsureHolds().Coverage;

        Assert.Contains("Child × 2", coverage.Draw("Parent").ToString(), StringComparison.Ordinal);
        Assert.Contains("(set n)", coverage.Draw("Child").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_seen_cannot_be_drawn()
    {
        var unseen = Assert.Throws<ArgumentException>(() => Drawn(Fulfilling, "Parent"));

        Assert.StartsWith(
            "No run had an instance of 'Parent', but of Fulfil.",
            unseen.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_picture_has_each_place_and_each_label_and_no_two_boxes_overlap()
    {
        var svg = XDocument.Parse(Drawn(Fulfilling, "Fulfil").ToSvg());

        Assert.Equal(
            [
                "(status)",
                "(status)",
                "ChargeCard",
                "ChargeCard failed",
                "ChargeCard returned",
                "Refund",
                "Refund returned",
                "completed",
                "event Shipped",
                "event Shipped",
                "failed",
                "start",
                "timer",
                "timer fired",
            ],
            Texts(Drawn(Fulfilling, "Fulfil")).Order(StringComparer.Ordinal)
        );
        var boxes = svg.Descendants()
            .Where(shape => shape.Attribute("x") is not null && shape.Name.LocalName == "rect");
        Assert.All(
            boxes.SelectMany((one, index) => boxes.Skip(index + 1).Select(other => (one, other))),
            pair => Assert.False(Overlap(pair.one, pair.other), $"{pair.one} lies over {pair.other}")
        );
    }

    [Fact]
    public void What_people_write_is_never_markup()
    {
        var strange = new Activity<int, string>("a<b>&\"c\";:\u0001", (_, _) => Task.FromResult(""));
        var call = new Orchestration<int, string>("Call", async (ctx, n) => await ctx.ScheduleActivity(strange, n));
        var scenario = new Scenario("strange names", new RegistryBuilder().Add(strange).Add(call).Build())
            .Start(call, "one", 1)
            .Activity(strange.Name, FakeAnswer.Returns(""));

        var diagram = Drawn(scenario, "Call");

        Assert.Contains("a<b>&\"c\";: ", Texts(diagram));
        Assert.Contains("a#lt;b>&#quot;c#quot;#59;#58; ", diagram.ToMermaid(), StringComparison.Ordinal);
    }

    static Scenario Charging(Orchestration<int, string> orchestration) =>
        new Scenario("charging", new RegistryBuilder().Add(Orders.ChargeCard).Add(orchestration).Build())
            .Start(orchestration, "one", 1)
            .Activity("ChargeCard", FakeAnswer.Returns("receipt"), FakeAnswer.Fails("declined"));

    static StateDiagram Drawn(Scenario scenario, string orchestration) =>
        scenario.Exhaust().EnsureHolds().Coverage.Draw(orchestration);

    static IEnumerable<string> Texts(StateDiagram diagram) =>
        XDocument
            .Parse(diagram.ToSvg())
            .Descendants()
            .Where(shape => shape.Name.LocalName == "text")
            .Select(text => text.Value);

    static bool Overlap(XElement one, XElement other) =>
        At(one, "x") < At(other, "x") + At(other, "width")
        && At(other, "x") < At(one, "x") + At(one, "width")
        && At(one, "y") < At(other, "y") + At(other, "height")
        && At(other, "y") < At(one, "y") + At(one, "height");

    static double At(XElement shape, string name) => (double)shape.Attribute(name)!;
}
