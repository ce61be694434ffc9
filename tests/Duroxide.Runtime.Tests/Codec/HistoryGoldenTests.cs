using System.Text;
using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Codec;

/// <summary>Whole histories as they were once stored: a header and one batch a turn, a line each.</summary>
public class HistoryGoldenTests
{
    public static TheoryData<string> Names => [.. Histories.All.Keys];

    public static TheoryData<string> Files => [.. Golden.Histories];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_orchestration_makes_the_history_that_it_always_made(string name) =>
        Golden.HoldsHistory(name, Told(Histories.All[name]));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_history_that_was_ever_stored_still_replays(string file)
    {
        var story = Histories.All[file.Split('.')[0]];
        var lines = Golden
            .ReadHistory(file)
            .Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line))
            .ToList();
        var header = WireCodec.DecodeHeader("golden", lines[0]);
        var history = WireCodec.DecodeEvents("golden", lines[1..]);

        var execution = Execution.Resume(ProgramOf(story), header, history, Limits.Default);

        Assert.Null(execution.Divergence);
        Assert.Empty(execution.Continue([]).Events);
        Assert.Equal((history[^1].Fact as Fact.Ended)?.Ending, execution.State.Ending);
    }

    static List<string> Told(Histories.Story story)
    {
        var name = Assert.Single(story.Registry.Orchestrations).Name;
        var header = new Header(
            "order-5",
            ExecutionId.First,
            name,
            SemanticVersion.Initial,
            "5",
            Nonce.From("order-5")
        );
        var execution = Execution.Resume(ProgramOf(story), header, [], Limits.Default);
        var lines = new List<string> { Encoding.UTF8.GetString(WireCodec.EncodeHeader(header)) };
        var time = new Timestamp(1_700_000_000_000);
        foreach (var turn in story.Turns.Prepend([new Delivery.Start()]))
        {
            time = new(time.UnixMilliseconds + 1000);
            var decision = execution.Continue([.. turn.Select(delivery => new Arrival(time, delivery))]);
            lines.Add(Encoding.UTF8.GetString(WireCodec.EncodeEvents(decision.Events)));
        }
        return lines;
    }

    static OrchestrationProgram ProgramOf(Histories.Story story) =>
        Assert.Single(story.Registry.Orchestrations).CreateProgram(PayloadCodec.Default);
}
