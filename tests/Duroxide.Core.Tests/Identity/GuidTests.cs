namespace Duroxide.Core.Tests;

public sealed class GuidTests
{
    static readonly Func<Run, Task<string>> Four = async run =>
    {
        var early = $"{run.Host.NewGuid()},{run.Host.NewGuid()}";
        await run.Event("e");
        return $"{early},{run.Host.NewGuid()},{run.Host.NewGuid()}";
    };

    static string[] Made(string instance = "i", long execution = 1, string life = "first")
    {
        var made = new Instance(Four)
        {
            Header = Instance.FirstHeader with
            {
                Instance = instance,
                Execution = new(execution),
                Nonce = Nonce.From($"{instance} {life}"),
            },
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
                "048a75ea-0882-860b-804e-d93ab36269e3",
                "f81b6702-d580-806b-833b-4ae9d0b68947",
                "f67ba1e5-71e1-84f0-a9ed-9befa754e4b8",
                "9107bac6-1d98-89d5-ad56-837d4240a4a4",
            ],
            Made()
        );
    }

    [Fact]
    public void Every_id_differs_within_an_execution_and_between_executions_instances_stores_and_lives_of_one_id()
    {
        string[] all =
        [
            .. Made(),
            .. Made(execution: 2),
            .. Made("j"),
            .. Made("i1"),
            .. Made(life: "in another store"),
            .. Made(life: "after it was deleted"),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void Only_the_nonce_tells_lives_apart()
    {
        Assert.Equal(Made(), Made());
        Assert.NotEqual(Made(), Made(life: "second"));
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
        })
        {
            Header = Instance.FirstHeader with { Nonce = Nonce.From("i first") },
        };
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
