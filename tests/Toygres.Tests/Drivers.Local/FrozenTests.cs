using Duroxide;
using Toygres.Orchestrations;
using static Toygres.Tests.Drivers.Local.Ground;

namespace Toygres.Tests.Drivers.Local;

/// <summary>A server that somebody froze: its process is there, and does nothing, while those who are in are still answered.</summary>
public class FrozenTests
{
    [Fact]
    public async Task A_server_that_is_frozen_goes_on_when_it_is_started()
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();
        var before = ground.ServerOf(name);

        ground.Freeze(name);
        Assert.Equal(ObservedState.Starting, await ground.Driver.CheckAsync(name, Cancel));
        await ground.Driver.StartAsync(name, Cancel);

        Assert.Equal(ObservedState.Ready, await ground.Driver.CheckAsync(name, Cancel));
        Assert.Equal(before, ground.ServerOf(name));
    }

    [Fact]
    public async Task A_server_that_is_frozen_is_fenced_in_peace()
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();

        ground.Freeze(name);
        await ground.Driver.FenceAsync(name, Cancel);

        Assert.Equal(ObservedState.Stopped, await ground.Driver.CheckAsync(name, Cancel));
        var log = await ground.Driver.TailLogAsync(name, 20, Cancel);
        Assert.Contains(log, line => line.Contains("fast shutdown", StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.Contains("immediate shutdown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copy_of_a_server_that_lets_nobody_in_does_not_wait_for_ever()
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();

        ground.Freeze(name);

        var error = await Assert.ThrowsAsync<DriverException>(() =>
            ground.Driver.BackUpAsync(name, ImageName.Parse("monday"), Cancel)
        );
        Assert.Contains("timeout expired", error.Message);
    }

    [Fact]
    public async Task A_server_that_lets_nobody_in_is_not_well_whatever_it_says_to_who_is_in()
    {
        await using var ground = new Ground();
        await using var sessions = new NpgsqlSessions(ground.Secrets);
        var name = await ground.RunAsync();
        var (endpoint, password) = (await ground.Driver.GetEndpointAsync(name, Cancel), SecretReference.Of(name, 1));
        await sessions.CheckAsync(endpoint, password, Cancel);
        await AskAsync();

        ground.Freeze(name);
        await AskAsync();
        var silent = await Record.ExceptionAsync(() => sessions.CheckAsync(endpoint, password, Cancel));
        await ground.Driver.StartAsync(name, Cancel);
        await sessions.CheckAsync(endpoint, password, Cancel);

        Assert.NotNull(silent);

        async Task AskAsync() =>
            Assert.Equal("1", (await sessions.QueryAsync(endpoint, password, "SELECT 1", [], Cancel)).Rows[0][0]);
    }
}
