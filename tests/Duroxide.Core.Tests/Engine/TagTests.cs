namespace Duroxide.Core.Tests;

public sealed class TagTests
{
    static readonly ValueMap<string, string> Acme = ValueMap.Of(("customer", "acme"));

    [Fact]
    public void Code_reads_the_tags_that_it_was_started_with_and_what_it_made_of_them()
    {
        var seen = new List<string>();
        var instance = Tagged(async run =>
        {
            seen.Add(run.Host.Tags.ToString());
            run.Host.Do(new Effect.SetTag("step", "packing"));
            run.Host.Do(new Effect.SetTag("customer", null));
            seen.Add(run.Host.Tags.ToString());
            return await run.Event("never");
        });

        var decision = instance.Take(Sent.Start);

        Assert.Equal(["{customer = acme}", "{step = packing}"], seen);
        Assert.Equal([new("customer", null), new("step", "packing")], decision.Tags);
        Assert.Equal(ValueMap.Of(("step", "packing")), instance.State.Tags);
    }

    [Fact]
    public void A_turn_that_sets_a_tag_to_what_it_was_changes_nothing()
    {
        var instance = Tagged(async run =>
        {
            run.Host.Do(new Effect.SetTag("customer", "other"));
            run.Host.Do(new Effect.SetTag("customer", "acme"));
            return await run.Event("never");
        });

        Assert.Empty(instance.Take(Sent.Start).Tags);
    }

    [Fact]
    public void Tags_go_along_at_continue_as_new()
    {
        var instance = Tagged(run =>
        {
            run.Host.Do(new Effect.SetTag("round", "1"));
            run.Host.Finish(new Ending.ContinuedAsNew("", null));
            return Task.FromResult("");
        });

        Assert.Equal(Acme.Set("round", "1"), instance.Take(Sent.Start).Next!.Tags);
    }

    [Fact]
    public void Children_and_detached_starts_begin_with_the_tags_that_they_are_given_and_no_others()
    {
        var instance = Tagged(async run =>
        {
            run.Ask(new Operation.SubOrchestration("child", "") { Tags = ValueMap.Of(("a", "1")) });
            run.Host.Do(new Effect.StartOrchestration("other", "other", "") { Tags = ValueMap.Of(("b", "2")) });
            run.Host.Do(new Effect.StartOrchestration("plain", "plain", ""));
            return await run.Event("never");
        });

        var actions = instance.Take(Sent.Start).Actions;

        Assert.Equal(
            ["{a = 1}", "{b = 2}", "{}"],
            actions.Select(action => ((OrchestrationAction.StartOrchestration)action).Header.Tags.ToString())
        );
    }

    [Theory]
    [InlineData("four1", "", "the name of a tag is 5 bytes and exceeds limit 4 bytes (Limits.InstanceTagBytes)")]
    [InlineData("t", "four1", "the value of tag t is 5 bytes and exceeds limit 4 bytes (Limits.InstanceTagBytes)")]
    [InlineData("nul\0", "", "the name of a tag")]
    [InlineData("third", "", "the number of tags is 3 and exceeds limit 2 (Limits.InstanceTags)")]
    public void A_tag_beyond_the_limits_ends_the_execution_and_says_why(string name, string value, string why)
    {
        var limits = new Limits { InstanceTags = 2, InstanceTagBytes = name == "third" ? 5 : 4 };
        var instance = Tagged(
            limits,
            async run =>
            {
                run.Host.Do(new Effect.SetTag("more", ""));
                run.Host.Do(new Effect.SetTag(name, value));
                return await run.Event("never");
            }
        );

        instance.Take(Sent.Start);

        Assert.StartsWith(why, instance.FailureOf().Display, StringComparison.Ordinal);
    }

    [Fact]
    public void Replacing_and_clearing_tags_is_possible_at_the_limit()
    {
        var instance = Tagged(
            new() { InstanceTags = 1 },
            run =>
            {
                run.Host.Do(new Effect.SetTag("customer", "other"));
                run.Host.Do(new Effect.SetTag("customer", null));
                run.Host.Do(new Effect.SetTag("step", "1"));
                return Task.FromResult("ok");
            }
        );

        instance.Take(Sent.Start);

        Assert.Equal("ok", instance.Output);
    }

    static Instance Tagged(Func<Run, Task<string>> code) => Tagged(Limits.Default, code);

    static Instance Tagged(Limits limits, Func<Run, Task<string>> code) =>
        new(code) { Limits = limits, Header = Instance.FirstHeader with { Tags = Acme } };
}
