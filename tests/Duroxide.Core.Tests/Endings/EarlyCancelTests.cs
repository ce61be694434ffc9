namespace Duroxide.Core.Tests;

public sealed class EarlyCancelTests
{
    static readonly Arrival Cancelled = new(default, new Delivery.Start { Cancelled = "enough" });

    static readonly Func<Run, Task<string>> Code = async run =>
    {
        run.Child("c", "kid");
        return await run.Activity("a");
    };

    [Fact]
    public void A_request_that_came_before_the_start_ends_the_execution_before_its_code_runs()
    {
        var flow = new Flow(Code);

        var decision = Execution.Resume(flow, Instance.FirstHeader, [], Limits.Default).Continue([Cancelled]);

        Assert.Equal(0, flow.Starts);
        decision.Adds(
            new Fact.Started("flow", new(1, 0, 0), null) { Cancelled = "enough" },
            Facts.CancelRequested("enough"),
            Facts.FailedWith(ApplicationKind.Cancelled, "enough")
        );
        Assert.Empty(decision.Actions);
    }

    [Fact]
    public void What_comes_with_it_is_used_up_and_changes_nothing()
    {
        var alone = new Instance(Code);
        var among = new Instance(Code);
        alone.Take(Cancelled);

        var decision = among.Take(Cancelled, Sent.Event("e", ""), Sent.Cancel("again"));

        Assert.Equal(alone.Facts, among.Facts);
        Assert.Equal(3, decision.Consumed);
    }

    [Fact]
    public void The_parent_is_told()
    {
        var parent = new ParentLink("p", new(2), new(5));
        var instance = new Instance(Code) { Header = Instance.FirstHeader with { Parent = parent } };

        instance
            .Take(Cancelled)
            .Does(new OrchestrationAction.NotifyParent(parent, new Outcome.Failed(Failure.Cancelled("enough"))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_prefix_of_its_history_replays_to_the_same_end(int cut)
    {
        var whole = new Instance(Code);
        whole.Take(Cancelled);
        var again = Instance.With([.. whole.History.Take(cut)], Code);

        again.Take();

        Assert.Equal(whole.History, again.History);
    }

    [Fact]
    public void It_needs_no_code()
    {
        var decision = ForcedEnding.Cancel(Instance.FirstHeader, [], [Cancelled, Sent.Event("e", "")]);

        Assert.Equal(new Ending.Failed(Failure.Cancelled("enough")), decision?.Ending);
        Assert.Equal(2, decision?.Consumed);
    }
}
