using Duroxide;
using Toygres.Orchestrations;
using static Toygres.Tests.Orchestrations.FleetGround;

namespace Toygres.Tests.Orchestrations;

/// <summary>The durable functions within an instance, on a real server with functions of the signatures of <c>pg_durable</c>.</summary>
public class DurableFunctionsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_durable_function_runs_is_looked_at_told_something_and_ended()
    {
        await using var ground = await InSqliteAsync();
        var (durable, name) = await BeginAsync(ground);

        var (run, refused) = await durable.RunAsync(
            name,
            new(
                "SELECT '{who}'",
                "greeting",
                new Dictionary<string, string> { ["who"] = "'); DROP TABLE df.instances; --" }
            ),
            Patience,
            Cancel
        );
        Assert.True(run is { HasEnded: true }, refused);
        Assert.Equal(("completed", "\"SELECT ''); DROP TABLE df.instances; --'\""), (run!.Status, run.Result));
        foreach (var look in Enum.GetValues<DurableLook>())
        {
            var seen = await durable.LookAsync(name, run.Id, look, Cancel);
            Assert.True(seen.Result?.Rows.Count == 1, $"{look}: {seen.Error}");
        }

        var (waits, _) = await durable.RunAsync(name, new("wait for it"), TimeSpan.Zero, Cancel);
        Assert.Equal(("running", null), (waits!.Status, waits.Result));
        Assert.Equal(waits.Id, One(await durable.ListAsync(name, "running", 10, Cancel)));
        Assert.Equal("OK", One(await durable.SignalAsync(name, waits.Id, "go", "{\"a\": 1}", Cancel)));
        Assert.Equal("completed", One(await durable.LookAsync(name, waits.Id, DurableLook.Result, Cancel)));
        var ended = One(await durable.StartAsync(name, new("wait for ever"), Cancel))!;
        Assert.Equal("OK", One(await durable.CancelAsync(name, ended, "enough", Cancel)));
        Assert.Equal("3", One(await durable.CountAsync(name, Cancel)));
    }

    [Fact]
    public async Task What_cannot_begin_says_why_and_leaves_no_variables()
    {
        await using var ground = await InSqliteAsync();
        var (durable, name) = await BeginAsync(ground);

        var refused = await durable.StartAsync(
            name,
            new("", Variables: new Dictionary<string, string> { ["a"] = "b" }),
            Cancel
        );

        Assert.Contains("An empty function cannot begin.", refused.Error);
        Assert.Equal("0", await ground.AskAsync(name, "SELECT count(*) FROM df.vars"));
    }

    [Fact]
    public async Task An_instance_without_durable_functions_says_what_to_do()
    {
        await using var ground = await InSqliteAsync();
        var client = await ground.StartNodeAsync();
        var name = await ground.CreateAsync(client, new("orders"));
        var durable = new DurableFunctions(ground.Services, TimeProvider.System);

        Assert.Contains("has no pg_durable", (await durable.CountAsync(name, Cancel)).Error);
        await ground.EndedAsync(await client.StopAsync(name, Cancel));
        Assert.Contains("Start it", (await durable.CountAsync(name, Cancel)).Error);
    }

    private static string? One(Answer answer)
    {
        Assert.True(answer.Result is not null, answer.Error);
        return answer.Result.Rows[0][0];
    }

    private static async Task<(DurableFunctions Durable, InstanceName Name)> BeginAsync(FleetGround ground)
    {
        var name = await ground.CreateAsync(await ground.StartNodeAsync(), new("orders"));
        var folder = Clone.PathOf("tests", "Toygres.Tests", "Orchestrations", "durable.sql");
        await ground.AskAsync(name, await File.ReadAllTextAsync(folder, Cancel));
        return (new DurableFunctions(ground.Services, TimeProvider.System), name);
    }
}
