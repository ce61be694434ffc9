namespace Duroxide.Core.Tests;

public sealed class GuidTests
{
    static readonly Func<Run, Task<string>> Four = async run =>
    {
        var early = $"{run.Host.NewGuid()},{run.Host.NewGuid()}";
        await run.Event("e");
        return $"{early},{run.Host.NewGuid()},{run.Host.NewGuid()}";
    };

    static string[] Made(string instance = "i", long execution = 1)
    {
        var made = new Instance(Four)
        {
            Header = Instance.FirstHeader with { Instance = instance, Execution = new(execution) },
        };
        made.Take(Sent.Start);
        made.Take(Sent.Event("e", ""));
        return made.Output!.Split(',');
    }

    // Stored histories hold inputs that were made of these: they may never change.
    [Fact]
    public void The_ids_are_the_same_in_every_version_of_this_library()
    {
        Assert.Equal(
            [
                "c7071361-ff61-8d53-823c-d1b380107647",
                "c296cf0f-d402-8627-9f58-7cc4fcb1a043",
                "9ccf413b-58f9-82ec-ae08-3619acaa456f",
                "7f551a44-5cca-878e-9594-c5445abc1039",
            ],
            Made()
        );
    }

    [Fact]
    public void Every_id_differs_within_an_execution_between_executions_and_between_instances()
    {
        string[] all = [.. Made(), .. Made(execution: 2), .. Made("j"), .. Made("i1")];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void They_are_well_formed_ids_of_version_8()
    {
        Assert.All(
            Made(),
            id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id)
        );
    }

    [Fact]
    public void One_more_id_shifts_only_those_of_the_same_run()
    {
        var more = new Instance(async run =>
        {
            var early = $"{run.Host.NewGuid()},{run.Host.NewGuid()},{run.Host.NewGuid()}";
            await run.Event("e");
            return $"{early},{run.Host.NewGuid()}";
        });
        more.Take(Sent.Start);
        more.Take(Sent.Event("e", ""));

        var (before, after) = (Made(), more.Output!.Split(','));

        Assert.Equal(before[..2], after[..2]);
        Assert.Equal(before[2], after[3]);
    }

    [Fact]
    public void They_cost_no_event()
    {
        Assert.Equal([Facts.Started, Facts.Event("e")], Instance.Of(Four).Facts);
    }
}
