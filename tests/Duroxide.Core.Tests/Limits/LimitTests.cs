using System.Globalization;

namespace Duroxide.Core.Tests;

public sealed class LimitTests
{
    static readonly Limits Small = new()
    {
        InputBytes = 4,
        OutputBytes = 4,
        NameBytes = 4,
        TagBytes = 4,
        CustomStatusBytes = 4,
        ValueBytes = 4,
        ValueKeys = 4,
    };

    public static TheoryData<string> Limited =>
        [
            "activity name",
            "activity input",
            "activity session",
            "activity tag",
            "event name",
            "queue name",
            "child name",
            "child input",
            "child id",
            "detached name",
            "detached id",
            "detached input",
            "id to send to",
            "event to raise",
            "queue to send to",
            "data to send",
            "status",
            "key",
            "value",
            "cleared key",
            "patch",
            "output",
            "next input",
        ];

    // Four bytes in two characters: sizes are UTF-8.
    static string Exactly => "éé";

    static string Use(Run run, string what, string text)
    {
        switch (what)
        {
            case "activity name":
                run.Activity(text);
                break;
            case "activity input":
                run.Activity("a", text);
                break;
            case "activity session":
                run.Ask(new Operation.Activity("a", "") { Session = text });
                break;
            case "activity tag":
                run.Ask(new Operation.Activity("a", "") { Tag = text });
                break;
            case "event name":
                run.Event(text);
                break;
            case "queue name":
                run.Message(text);
                break;
            case "child name":
                run.Child(text, "kid");
                break;
            case "child input":
                run.Ask(new Operation.SubOrchestration("c", text) { Instance = "kid" });
                break;
            case "child id":
                run.Child("c", text);
                break;
            case "detached name":
                run.Detach(text, "i");
                break;
            case "detached id":
                run.Detach("d", text);
                break;
            case "detached input":
                run.Host.Do(new Effect.StartOrchestration("d", "i", text));
                break;
            case "id to send to" or "event to raise" or "queue to send to" or "data to send":
                run.Host.Do(Sending(what, text));
                break;
            case "status":
                run.Status(text);
                break;
            case "key":
                run.Set(text, "");
                break;
            case "value":
                run.Set("k", text);
                break;
            case "cleared key":
                run.Clear(text);
                break;
            case "patch":
                run.Host.Patched(text);
                break;
            case "output":
                return text;
            default:
                return run.ContinueAsNew(text);
        }
        return "ok";
    }

    static Effect Sending(string what, string text) =>
        what switch
        {
            "id to send to" => new Effect.Send(text, Channel.Event, "e", ""),
            "event to raise" => new Effect.Send("i", Channel.Event, text, ""),
            "queue to send to" => new Effect.Send("i", Channel.Queue, text, ""),
            _ => new Effect.Send("i", Channel.Queue, "q", text),
        };

    static Instance Using(string what, string text)
    {
        var instance = new Instance(run => Task.FromResult(Use(run, what, text))) { Limits = Small };
        instance.Take(Sent.Start);
        return instance;
    }

    [Theory]
    [MemberData(nameof(Limited))]
    public void Exactly_at_the_limit_passes(string what)
    {
        Assert.IsNotType<Ending.Failed>(Using(what, Exactly).Ending);
    }

    [Theory]
    [MemberData(nameof(Limited))]
    public void One_byte_more_fails_with_the_size_and_the_limit_and_records_nothing_of_the_ask(string what)
    {
        var instance = Using(what, Exactly + "x");

        var failure = Assert.IsType<Failure.Application>(instance.FailureOf());
        Assert.Equal(ApplicationKind.OrchestrationFailed, failure.Kind);
        Assert.Contains("is 5 bytes and exceeds limit 4 bytes (Limits.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, instance.History.Count);
    }

    [Theory]
    [InlineData("activity name")]
    [InlineData("activity session")]
    [InlineData("activity tag")]
    [InlineData("event name")]
    [InlineData("queue name")]
    [InlineData("child name")]
    [InlineData("detached name")]
    [InlineData("event to raise")]
    [InlineData("queue to send to")]
    [InlineData("status")]
    [InlineData("key")]
    [InlineData("cleared key")]
    [InlineData("patch")]
    public void A_name_that_stores_cannot_keep_is_refused(string what)
    {
        // The compiler would repair a lone surrogate in an attribute, so both texts stand here.
        foreach (var text in new[] { "\0", $"{'\uD800'}" })
        {
            var failure = Assert.IsType<Failure.Application>(Using(what, text).FailureOf());
            Assert.Contains("which stores cannot keep", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(28, null)]
    [InlineData(
        27,
        "the instance id made for sub-orchestration c from its parent's is 28 bytes and exceeds limit 27 bytes"
    )]
    public void An_id_made_for_a_child_is_held_to_the_limit_too(int limit, string? refused)
    {
        Func<Run, Task<string>> code = async run => await run.Child("c");
        var instance = new Instance(code) { Limits = new() { NameBytes = limit } };

        instance.Take(Sent.Start);

        Assert.StartsWith(
            refused ?? "",
            (instance.Ending as Ending.Failed)?.Failure.Display ?? "",
            StringComparison.Ordinal
        );
        Assert.Equal(refused is null, instance.Ending is null);
        Assert.Null(instance.Resume().Divergence);
    }

    [Theory]
    [MemberData(nameof(Limited))]
    public void What_was_refused_is_refused_again_on_replay_and_at_every_cut(string what)
    {
        var code = (Run run) =>
        {
            run.Activity("a");
            run.Timer(5);
            return Task.FromResult(Use(run, what, Exactly + "x"));
        };
        var instance = new Instance(code) { Limits = Small };
        instance.Take(Sent.Start);

        for (var cut = 1; cut <= instance.History.Count; cut++)
        {
            var resumed = Execution.Resume(new Flow(code), instance.Header, [.. instance.History.Take(cut)], Small);
            Assert.Null(resumed.Divergence);
            Assert.Equal(instance.History.Skip(cut), resumed.Continue([]).Events);
        }
    }

    [Theory]
    [MemberData(nameof(Limited))]
    public void A_limit_that_was_lowered_harms_no_history(string what)
    {
        var text = new string('x', 100);
        var code = (Run run) => Task.FromResult(Use(run, what, text));
        var before = Instance.Of(code);

        var execution = Execution.Resume(new Flow(code), before.Header, before.History, Small);

        Assert.Null(execution.Divergence);
        Assert.Empty(execution.Continue([]).Events);
    }

    [Fact]
    public void The_limit_on_keys_counts_what_is_there_over_turns_and_executions()
    {
        var instance = new Instance(async run =>
        {
            run.Set("a", "");
            await run.Event("e");
            run.Set("a", "");
            run.Set("b", "");
            run.Clear("b");
            run.Set("c", "");
            run.Set("d", "");
            return "ok";
        })
        {
            Limits = new() { ValueKeys = 3 },
            Header = Instance.FirstHeader with
            {
                Values = ValueMap<string, StoredValue>.Empty.Set("old", new("", default)),
            },
        };
        instance.Take(Sent.Start);

        instance.Take(Sent.Event("e", ""));

        Assert.Equal(
            "the number of keys is 4 and exceeds limit 3 (Limits.ValueKeys). "
                + "Clear the keys that are not needed any more, or raise the limit.",
            instance.FailureOf().Display
        );
        Assert.Equal(["a", "c", "old"], instance.State.Values.Keys);
    }

    [Fact]
    public void Clearing_all_makes_room_for_new_keys()
    {
        var instance = new Instance(run =>
        {
            run.Set("a", "");
            run.ClearAll();
            run.Set("b", "");
            return Task.FromResult("ok");
        })
        {
            Limits = new() { ValueKeys = 1 },
        };
        instance.Take(Sent.Start);

        Assert.Equal("ok", instance.Output);
    }

    // The reference appended a second ending and told no parent.
    [Fact]
    public void A_broken_limit_ends_once_and_the_parent_is_told()
    {
        var parent = new ParentLink("p", ExecutionId.First, new(2));
        var instance = new Instance(_ => Task.FromResult("too long"))
        {
            Limits = Small,
            Header = Instance.FirstHeader with { Parent = parent },
        };

        var decision = instance.Take(Sent.Start);

        Assert.Single(instance.Facts, fact => fact is Fact.Ended);
        Assert.IsType<Outcome.Failed>(
            Assert.IsType<OrchestrationAction.NotifyParent>(Assert.Single(decision.Actions)).Outcome
        );
    }

    [Fact]
    public void Code_that_asks_for_ever_without_waiting_is_ended()
    {
        var instance = new Instance(run =>
        {
            for (var n = 0; n < 100; n++)
            {
                run.Set("k", n.ToString(CultureInfo.InvariantCulture));
            }
            return Task.FromResult("never");
        })
        {
            Limits = new() { AsksPerRun = 10 },
        };

        var decision = instance.Take(Sent.Start);

        Assert.Equal(12, decision.Events.Count);
        Assert.Equal(
            "the number of asks without waiting for an answer is 11 and exceeds limit 10 (Limits.AsksPerRun). "
                + "Await some of them before asking for more, or raise the limit.",
            instance.FailureOf().Display
        );
        Assert.Single(decision.Traces);
    }

    [Fact]
    public void Code_that_asks_in_an_endless_loop_is_ended_and_does_not_hold_its_thread_for_ever()
    {
        var instance = new Instance(async run =>
        {
            await run.Event("e");
            while (true)
            {
                run.Set("k", "");
            }
        })
        {
            Limits = new() { AsksPerRun = 10 },
        };

        instance.Take(Sent.Start, Sent.Event("e", ""));

        Assert.Contains("asks without waiting", instance.FailureOf().Display, StringComparison.Ordinal);
        instance.Take().AddsNothing();
    }

    [Fact]
    public void The_count_of_asks_begins_anew_with_every_answer()
    {
        var instance = new Instance(async run =>
        {
            for (var n = 0; n < 5; n++)
            {
                run.Set("k", "");
                await run.Event("e");
            }
            return "ok";
        })
        {
            Limits = new() { AsksPerRun = 2 },
        };

        instance.Take([Sent.Start, .. Enumerable.Repeat(Sent.Event("e", ""), 5)]);

        Assert.Equal("ok", instance.Output);
    }
}
