namespace Duroxide.Cli.Tests;

public class PayloadTests(Shop shop) : IClassFixture<Shop>
{
    static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Show_tells_the_input_the_output_and_the_failure_of_an_instance()
    {
        var ended = (await shop.RunAsync("show", "order-1")).Ended(0);
        var failed = (await shop.RunAsync("show", "order-3")).Ended(0);
        var json = (await shop.RunAsync("show", "order-1", "--json")).Ended(0);

        Assert.Contains("Input          \"tea\"", ended.Output);
        Assert.Contains("Output         \"packed tea and shipped\"", ended.Output);
        Assert.Contains("Input          \"air\"", failed.Output);
        Assert.Contains("no such order", failed.Output);
        var shown = Assert.Single(json.Objects);
        Assert.Equal("\"tea\"", shown.GetProperty("input").GetString());
        Assert.Equal("\"packed tea and shipped\"", shown.GetProperty("output").GetString());
    }

    [Fact]
    public async Task A_textpayload_is_cut_in_show_with_a_hint_and_whole_in_history_and_json()
    {
        var text = new string('x', 5000) + "the end";
        await shop.StartAsync("orders/read", "long", text);
        await shop.Client.SendMessageAsync("long", "inbox", "read it");
        await shop.Client.WaitForEndAsync("long", Generous);

        var shown = (await shop.RunAsync("show", "long")).Ended(0);
        var json = (await shop.RunAsync("show", "long", "--json")).Ended(0);
        var history = (await shop.RunAsync("history", "long", "--payloads")).Ended(0);

        Assert.DoesNotContain("the end", shown.Output);
        Assert.Contains("4,009 characters more: --json has them, and history --payloads", shown.Output);
        Assert.Contains("the end", Assert.Single(json.Objects).GetProperty("input").GetString());
        Assert.Contains("the end", history.Output);
    }

    [Fact]
    public async Task History_prints_the_payloads_of_the_instance_and_its_operations_below_their_events()
    {
        var whole = (await shop.RunAsync("history", "order-1", "--payloads")).Ended(0);
        var json = (await shop.RunAsync("history", "order-1", "--json")).Ended(0);

        var lines = whole.Lines.ToList();
        var started = lines.FindIndex(line => line.StartsWith("1  ", StringComparison.Ordinal));
        Assert.Equal("    \"tea\"", lines[started + 1]);
        var asked = lines.FindIndex(line => line.Contains("Asked for child orders/ship", StringComparison.Ordinal));
        Assert.Equal("    \"tea\"", lines[asked + 1]);
        var answered = lines.FindIndex(line => line.Contains("Answer to event", StringComparison.Ordinal));
        Assert.Equal("    \"packed tea\"", lines[answered + 1]);
        var answer = json.Objects.Single(one => one.GetProperty("kind").GetString() == "Resolved");
        Assert.Equal("\"packed tea\"", answer.GetProperty("payload").GetString());
        Assert.True(answer.GetProperty("of").GetInt64() > 1);
        Assert.Equal("\"tea\"", json.Objects[0].GetProperty("payload").GetString());
    }

    [Fact]
    public async Task A_payload_can_neither_command_the_terminal_nor_look_like_a_line_of_ours()
    {
        // An error is a text as it is, with lines of its own.
        await shop.StartAsync("orders/complain", "hostile", "late\u001b[2J\nStatus         Completed\r9  Ended");
        await shop.Client.WaitForEndAsync("hostile", Generous);

        var shown = (await shop.RunAsync("show", "hostile")).Ended(0);
        var history = (await shop.RunAsync("history", "hostile", "--payloads")).Ended(0);

        foreach (var printed in new[] { shown, history })
        {
            Assert.DoesNotContain('\u001b', printed.Output);
            Assert.DoesNotContain('\r', printed.Output);
            Assert.Contains("\\u001b[2J", printed.Output);
            Assert.DoesNotContain("Status         Completed", printed.Lines);
            Assert.DoesNotContain(printed.Lines, line => line.StartsWith("9  Ended", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_instance_that_is_parked_since_it_cannot_be_read_is_shown_with_the_reason()
    {
        await shop.Provider.CreateInstancesAsync([new("garbled", "orders/read", "{}"u8.ToArray())], default);
        using var late = new CancellationTokenSource(Generous, TimeProvider.System);
        for (var seen = 0L; ; )
        {
            var info = await shop.Client.WaitForChangeAsync("garbled", seen, Generous, late.Token);
            if (info!.Parked is not null)
            {
                break;
            }
            seen = info.Revision;
            late.Token.ThrowIfCancellationRequested();
        }

        var shown = (await shop.RunAsync("show", "garbled")).Ended(0);

        Assert.Contains("Status         Parked", shown.Output);
        Assert.Contains(shown.Lines, line => line.StartsWith("Parked         ", StringComparison.Ordinal));
        Assert.DoesNotContain("Input", shown.Output);
    }
}
