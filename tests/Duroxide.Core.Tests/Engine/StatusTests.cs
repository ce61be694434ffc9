namespace Duroxide.Core.Tests;

public sealed class StatusTests
{
    [Fact]
    public void A_turn_reports_its_last_status()
    {
        var instance = new Instance(run =>
        {
            run.Status("one");
            run.Status("two");
            return Task.FromResult("");
        });

        Assert.Equal(new StatusChange("two"), instance.Take(Sent.Start).Status);
    }

    [Fact]
    public void A_status_that_is_taken_away_is_a_change_to_none()
    {
        var instance = new Instance(run =>
        {
            run.Status("one");
            run.Status(null);
            return Task.FromResult("");
        });

        Assert.Equal(new StatusChange(null), instance.Take(Sent.Start).Status);
    }

    [Fact]
    public void A_turn_that_does_not_touch_the_status_reports_no_change()
    {
        var instance = Instance.Of(async run =>
        {
            run.Status("busy");
            return await run.Event("e");
        });

        Assert.Null(instance.Take(Sent.Event("e", "")).Status);
    }

    [Fact]
    public void The_code_reads_its_status_at_once_on_replay_and_from_the_execution_before()
    {
        var instance = new Instance(async run =>
        {
            var inherited = run.Host.Status;
            run.Status("mine");
            await run.Activity("a");
            return $"{inherited},{run.Host.Status}";
        })
        {
            Header = Instance.FirstHeader with { Status = "inherited" },
        };
        instance.Take(Sent.Start);

        instance.Take(Sent.Answer(3, ""));

        Assert.Equal("inherited,mine", instance.Output);
    }
}
