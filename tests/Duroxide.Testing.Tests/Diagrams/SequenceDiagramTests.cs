using System.Xml.Linq;

namespace Duroxide.Testing.Tests.Diagrams;

public class SequenceDiagramTests
{
    [Fact]
    public void A_history_is_drawn_with_all_who_take_part_and_all_that_happened()
    {
        var texts = Texts(Fulfilled());

        Assert.Equal(["outside", "order-1", "ChargeCard", "clock"], texts.Take(4));
        Assert.Equal(
            [
                "1. Fulfil 1.0.0(1)",
                "2. set the status: charging",
                "3. 1",
                "4. returned \"receipt 1\" (#3)",
                "5. set the status: waiting for the warehouse",
                "6. wait for event Shipped",
                "7. 3.00:00:00",
                "8. event Shipped raised: \"P-7\"",
                "9. give up #7",
                "10. completed with \"receipt 1, parcel P-7\"",
            ],
            texts.Skip(4)
        );
    }

    [Fact]
    public void Words_on_a_line_fit_between_its_ends()
    {
        var svg = XDocument.Parse(Fulfilled());
        var lives = svg.Descendants().Count(shape => (string?)shape.Attribute("class") == "life");
        var width = (double)svg.Root!.Attribute("width")!;

        Assert.Equal(4, lives);
        Assert.All(
            svg.Descendants().Where(shape => shape.Name.LocalName == "rect" && shape.Attribute("x") is not null),
            box =>
            {
                Assert.InRange((double)box.Attribute("x")!, 0, width);
                Assert.InRange((double)box.Attribute("x")! + (double)box.Attribute("width")!, 0, width);
            }
        );
    }

    [Fact]
    public void A_long_text_is_cut()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Fake(Orders.ChargeCard, _ => "receipt").Start(Orders.Fulfil, "order-1", 1);
        host.Raise("order-1", "Shipped", new string('x', 1_000));

        Assert.All(Texts(host.Debug("order-1").ToSvg()), text => Assert.InRange(text.Length, 1, 60));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    public void A_long_text_is_not_cut_within_a_character(string before)
    {
        var name = before + string.Concat(Enumerable.Repeat("\U0001F4E6", 50));
        var wait = new Orchestration<int, int>("Wait", async (ctx, _) => await ctx.ScheduleWait<int>(name));
        var host = new OrchestrationTestHost(new RegistryBuilder().Add(wait).Build());
        host.Start(wait, "wait-1", 1);

        Assert.Contains(Texts(host.Debug("wait-1").ToSvg()), text => text.EndsWith('…'));
    }

    [Fact]
    public void A_hash_in_a_text_begins_no_comment()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Start(Orders.Fulfil, "order-1", 1);
        host.Raise("order-1", "Shipped", "P#7;");

        var lines = host.Debug("order-1").ToMermaid();

        Assert.Contains("(#35;3)", lines, StringComparison.Ordinal);
        Assert.Contains("P#35;7#59;", lines, StringComparison.Ordinal);
        Assert.DoesNotMatch("#(?!35;|59;)", lines);
    }

    [Fact]
    public void What_is_sent_goes_to_its_instance_and_what_is_sent_to_itself_is_a_note()
    {
        var sending = new Orchestration<int, int>(
            "Send",
            (ctx, number) =>
            {
                ctx.RaiseEvent("other", "go", number);
                ctx.SendMessage("other", "inbox", number);
                ctx.SendMessage(ctx.Instance, "own", number);
                return Task.FromResult(number);
            }
        );
        var host = new OrchestrationTestHost(new RegistryBuilder().Add(sending).Build());
        host.Start(sending, "send-1", 1);

        Assert.Equal(
            ["outside", "send-1", "other", "1. Send 1.0.0(1)", "2. event go: 1", "3. queue inbox: 1"],
            Texts(host.Debug("send-1").ToSvg()).Take(6)
        );
        var mermaid = host.Debug("send-1").ToMermaid();
        Assert.Contains("it-)p", mermaid, StringComparison.Ordinal);
        Assert.Contains("send a message to queue own of send-1: 1", mermaid, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_child_sends_to_its_parent_goes_to_the_one_that_started_it()
    {
        var child = new Orchestration<string, int>(
            "Child",
            (ctx, parent) =>
            {
                ctx.SendMessage(parent, "inbox", 1);
                return Task.FromResult(1);
            }
        );
        var parent = new Orchestration<int, int>(
            "Parent",
            async (ctx, _) =>
                await ctx.ScheduleSubOrchestration(child, ctx.Instance.Value, new() { Instance = "child-1" })
        );
        var host = new OrchestrationTestHost(new RegistryBuilder().Add(child).Add(parent).Build());
        host.Start(parent, "parent-1", 1);

        Assert.Equal(["parent-1", "child-1"], Texts(host.Debug("child-1").ToSvg()).Take(2));
        Assert.Equal("2. queue inbox: 1", Texts(host.Debug("child-1").ToSvg())[3]);
    }

    static string Fulfilled()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Start(Orders.Fulfil, "order-1", 1);
        host.Raise("order-1", "Shipped", "P-7");
        return host.Debug("order-1").ToSvg();
    }

    static IReadOnlyList<string> Texts(string svg) =>
        [
            .. XDocument
                .Parse(svg)
                .Descendants()
                .Where(shape => shape.Name.LocalName == "text")
                .Select(text => text.Value),
        ];
}
