namespace Duroxide.Core.Tests;

public sealed class ValueTests
{
    static readonly StoredValue Old = new("1", new Timestamp(7));

    static string Increment(Run run)
    {
        var next = int.Parse(run.Get("n") ?? "0", System.Globalization.CultureInfo.InvariantCulture) + 1;
        run.Set("n", $"{next}");
        return $"{next}";
    }

    [Fact]
    public void A_write_is_seen_at_once_and_waits_for_nothing()
    {
        var instance = Instance.Of(run =>
        {
            run.Set("k", "v");
            return Task.FromResult(run.Get("k")!);
        });

        Assert.Equal("v", instance.Output);
    }

    [Fact]
    public void The_last_write_wins_and_a_cleared_key_can_be_set_again()
    {
        var instance = Instance.Of(run =>
        {
            run.Set("a", "1");
            run.Set("a", "2");
            run.Clear("a");
            run.Clear("missing");
            run.Set("a", "3");
            run.Set("b", "4");
            return Task.FromResult(string.Join(',', run.Host.Values.Select(entry => entry.Key + entry.Value.Data)));
        });

        Assert.Equal("a3,b4", instance.Output);
    }

    [Fact]
    public void Keys_are_walked_in_the_order_of_their_code_units()
    {
        var instance = Instance.Of(run =>
        {
            foreach (var key in (string[])["b", "ä", "B", "", "a"])
            {
                run.Set(key, "");
            }
            return Task.FromResult(string.Join(',', run.Host.Values.Keys));
        });

        Assert.Equal(",B,a,b,ä", instance.Output);
    }

    [Fact]
    public void Clearing_all_hides_the_values_of_earlier_executions_too()
    {
        var instance = new Instance(run =>
        {
            run.ClearAll();
            return Task.FromResult($"{run.Host.Values.Count}");
        })
        {
            Header = Instance.FirstHeader with { Values = ValueMap<string, StoredValue>.Empty.Set("old", Old) },
        };

        var decision = instance.Take(Sent.Start);

        Assert.Equal("0", instance.Output);
        Assert.Equal([new ValueChange("old", null)], decision.Values);
    }

    // Seeding a replay from the live store counted a loop's earlier rounds twice.
    [Fact]
    public void Read_modify_write_over_many_turns_counts_each_turn_once()
    {
        var instance = new Instance(async run =>
        {
            for (var round = 0; round < 5; round++)
            {
                Increment(run);
                await run.Event("next");
            }
            return run.Get("n")!;
        })
        {
            Header = Instance.FirstHeader with
            {
                Values = ValueMap<string, StoredValue>.Empty.Set("n", new("10", default)),
            },
        };
        instance.Take(Sent.Start);

        for (var round = 0; round < 5; round++)
        {
            instance.Take(Sent.Event("next", ""));
        }

        Assert.Equal("15", instance.Output);
    }

    [Fact]
    public void Read_modify_write_goes_on_across_continue_as_new()
    {
        var instance = new Instance(run => Task.FromResult(Increment(run) == "3" ? "3" : run.ContinueAsNew("")));

        for (var decision = instance.Take(Sent.Start); decision.Next is not null; decision = instance.Take(Sent.Start))
        {
            instance = instance.Next(decision);
        }

        Assert.Equal("3", instance.Output);
    }

    [Fact]
    public void A_value_carries_the_time_of_the_event_that_set_it_live_and_on_replay()
    {
        var instance = new Instance(async run =>
        {
            await run.Activity("a");
            run.Set("k", "v");
            return await run.Event("e");
        });
        instance.Take(Sent.Start.At(1));
        instance.Take(Sent.Answer(2, "").At(4));

        Assert.Equal(new Timestamp(4_000), instance.Resume().State.Values["k"].Updated);
    }

    [Fact]
    public void A_turn_reports_every_key_that_it_changed_in_order()
    {
        var instance = new Instance(run =>
        {
            run.Set("b", "new");
            run.Set("a", "new");
            run.Set("gone", "x");
            run.Clear("gone");
            run.Clear("old");
            return Task.FromResult("");
        })
        {
            Header = Instance.FirstHeader with { Values = ValueMap<string, StoredValue>.Empty.Set("old", Old) },
        };

        Assert.Equal(
            [new("a", new("new", default)), new("b", new("new", default)), new ValueChange("old", null)],
            instance.Take(Sent.Start).Values
        );
    }

    [Fact]
    public void A_turn_that_changes_no_value_reports_none()
    {
        var instance = Instance.Of(async run =>
        {
            run.Set("k", "v");
            return await run.Event("e");
        });

        Assert.Empty(instance.Take(Sent.Event("e", "")).Values);
    }
}
