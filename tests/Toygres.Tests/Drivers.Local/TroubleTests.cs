using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Duroxide;
using Toygres.Drivers.Local;
using static Toygres.Tests.Drivers.Local.Ground;

namespace Toygres.Tests.Drivers.Local;

/// <summary>What others do to a machine behind the back of the driver.</summary>
public class TroubleTests
{
    [Fact]
    public async Task An_instance_whose_port_a_stranger_took_gets_another_one()
    {
        await using var ground = new Ground();
        var name = NewName();
        await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        var port = (await ground.Driver.GetEndpointAsync(name, Cancel)).Port;
        using var stranger = new Stranger(port);

        await ground.Driver.StartAsync(name, Cancel);
        await ground.GivePasswordAsync(name, 1);

        Assert.NotEqual(port, (await ground.Driver.GetEndpointAsync(name, Cancel)).Port);
        Assert.Equal(1, await ground.AskAsync<int>(name, "SELECT 1"));
    }

    [Fact]
    public async Task A_stranger_may_take_the_port_after_we_looked_at_it()
    {
        await using var ground = new Ground();
        var name = NewName();
        await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        var port = (await ground.Driver.GetEndpointAsync(name, Cancel)).Port;
        Stranger? stranger = null;
        var driver = ground.Watched(step =>
        {
            if (step == "start the server")
            {
                stranger ??= new Stranger(port);
            }
        });

        await driver.StartAsync(name, Cancel);
        await ground.GivePasswordAsync(name, 1);

        Assert.NotNull(stranger);
        Assert.NotEqual(port, (await ground.Driver.GetEndpointAsync(name, Cancel)).Port);
        Assert.Equal(1, await ground.AskAsync<int>(name, "SELECT 1"));
        stranger.Dispose();
    }

    [Fact]
    public async Task A_server_that_hears_nothing_any_more_is_ended_all_the_same()
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();
        var driver = new LocalDriver(ground.Options with { Patience = TimeSpan.FromSeconds(2) }, ground.Secrets);
        using (var stop = Process.Start("kill", ["-STOP", $"{ground.ServerOf(name)!.Id}"]))
        {
            await stop.WaitForExitAsync(Cancel);
        }

        await driver.StopAsync(name, Cancel);
        Assert.Equal(ObservedState.Stopped, await driver.CheckAsync(name, Cancel));
        await driver.DeleteAsync(name, Cancel);

        Assert.Equal(ObservedState.Missing, await driver.CheckAsync(name, Cancel));
    }

    [Fact]
    public async Task A_folder_that_was_removed_by_hand_leaves_an_orphan_which_can_be_deleted()
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();
        Directory.Delete(ground.FolderOf(name), recursive: true);

        Assert.Equal(ObservedState.Orphan, await ground.Driver.CheckAsync(name, Cancel));
        var listed = Assert.Single((await ground.Driver.InventoryAsync(Cancel)).Instances);
        Assert.Equal((name, ObservedState.Orphan), (listed.Name, listed.State));
        var error = await Assert.ThrowsAsync<NonRetryableException>(() => ground.Driver.StartAsync(name, Cancel));
        Assert.Contains("Restore it from an image", error.Message);

        await ground.Driver.DeleteAsync(name, Cancel);

        Assert.Empty((await ground.Driver.InventoryAsync(Cancel)).Instances);
        Assert.DoesNotContain(ServerProcess.All(ground.User), server => server.Data.StartsWith(ground.FolderOf(name)));
    }

    [Fact]
    public async Task A_folder_without_its_marker_is_never_touched()
    {
        await using var ground = new Ground();
        var name = NewName();
        await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        File.Delete(Path.Combine(ground.FolderOf(name), "toygres.json"));
        await RefusesAsync(ground, name, ground.FolderOf(name));
        Directory.Delete(ground.FolderOf(name), recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".new")]
    [InlineData(".gone")]
    public async Task A_folder_of_a_stranger_is_never_touched(string suffix)
    {
        await using var ground = new Ground();
        var name = NewName();
        var folder = ground.FolderOf(name) + suffix;
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "thesis"), "years of work", Cancel);

        await RefusesAsync(ground, name, folder);

        Assert.Equal("years of work", await File.ReadAllTextAsync(Path.Combine(folder, "thesis"), Cancel));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_marker_of_another_name_is_no_marker()
    {
        await using var ground = new Ground();
        var (name, other) = (NewName(), NewName("other"));
        await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        Directory.Move(ground.FolderOf(name), ground.FolderOf(other));

        await Assert.ThrowsAsync<NonRetryableException>(() => ground.Driver.DeleteAsync(other, Cancel));

        Assert.True(Directory.Exists(ground.FolderOf(other)));
    }

    [Fact]
    public async Task Of_two_calls_for_one_instance_one_is_told_to_come_back()
    {
        await using var ground = new Ground();
        var name = NewName();
        DriverException? busy = null;
        var driver = ground.Watched(step =>
        {
            if (step == "fill the data")
            {
                busy = Assert
                    .ThrowsAsync<DriverException>(() => ground.Driver.ProvisionAsync(Spec(name), Cancel))
                    .Result;
            }
        });

        await driver.ProvisionAsync(Spec(name), Cancel);

        Assert.Contains("Another call works on", busy?.Message);
        Assert.Equal(ObservedState.Stopped, await ground.Driver.CheckAsync(name, Cancel));
    }

    [Fact]
    public async Task No_two_instances_get_one_port_however_many_ask_at_once()
    {
        await using var ground = new Ground();
        var names = Enumerable.Range(0, 12).Select(_ => NewName()).ToList();

        var ports = await Task.WhenAll(
            names.Select(name => Task.Run(() => new PortLeases(ground.Options, ground.Layout).Take(name)))
        );

        Assert.Equal(names.Count, ports.Distinct().Count());
    }

    [Fact]
    public async Task Who_asks_for_an_endpoint_beside_a_deletion_leaves_no_port_behind()
    {
        await using var ground = new Ground();
        var name = NewName();
        await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        var leases = new PortLeases(ground.Options, ground.Layout);
        using (new InstanceLocks(ground.Layout).Take(name.Value))
        {
            leases.Release(name);

            await Assert.ThrowsAsync<DriverException>(() => ground.Driver.GetEndpointAsync(name, Cancel));

            Assert.Null(leases.Find(name));
        }
        Assert.Equal((await ground.Driver.GetEndpointAsync(name, Cancel)).Port, leases.Find(name));
    }

    [Fact]
    public async Task A_port_from_before_the_first_one_was_raised_moves_to_one_of_the_new_ones()
    {
        await using var ground = new Ground();
        var name = NewName();
        var old = new PortLeases(ground.Options, ground.Layout).Take(name);
        var raised = ground.Options with { FirstPort = old + 5, Ports = 3 };

        var moved = new PortLeases(raised, ground.Layout).Move(name);

        Assert.InRange(moved, raised.FirstPort, raised.FirstPort + raised.Ports - 1);
    }

    [Fact]
    public async Task A_program_that_ends_before_it_reads_everything_says_how_it_ended()
    {
        await using var ground = new Ground();
        var commands = new Commands("/bin", ground.User);

        var result = await commands.TryAsync("false", [], Cancel, input: new string('x', 1_000_000));

        Assert.Equal(1, result.Code);
    }

    [Fact]
    public async Task A_server_that_ends_after_each_start_is_not_started_for_ever()
    {
        await using var ground = new Ground();
        var name = NewName();
        await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        var programs = Directory.CreateDirectory(Path.Combine(ground.Options.Root, "programs")).FullName;
        var starter = Path.Combine(programs, "pg_ctl");
        await File.WriteAllTextAsync(starter, "#!/bin/sh\nexit 0\n", Cancel);
        File.SetUnixFileMode(starter, File.GetUnixFileMode(ground.Layout.Instances));
        File.CreateSymbolicLink(
            Path.Combine(programs, "initdb"),
            Path.Combine(ground.Options.FindPrograms(), "initdb")
        );
        var driver = new LocalDriver(ground.Options with { Programs = programs }, ground.Secrets);

        var error = await Assert.ThrowsAsync<DriverException>(() => driver.StartAsync(name, Cancel));

        Assert.Contains("does not start", error.Message);
    }

    [Fact]
    public async Task When_all_ports_are_taken_the_error_says_so()
    {
        await using var ground = new Ground();
        var (first, second) = (NewName(), NewName());
        // Tests of other processes may use the ports of this ground, and here there is only one.
        var one = new LocalDriver(ground.Options with { FirstPort = FreePort(), Ports = 1 }, ground.Secrets);
        await one.ProvisionAsync(Spec(first), Cancel);

        var error = await Assert.ThrowsAsync<DriverException>(() => one.ProvisionAsync(Spec(second), Cancel));

        Assert.Contains("all 1 from", error.Message);
        await one.DeleteAsync(first, Cancel);
        await one.ProvisionAsync(Spec(second), Cancel);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RefusesAsync(Ground ground, InstanceName name, string folder)
    {
        var before = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order();
        foreach (
            var call in new Func<Task>[]
            {
                () => ground.Driver.ProvisionAsync(Spec(name), Cancel),
                () => ground.Driver.DeleteAsync(name, Cancel),
            }
        )
        {
            var error = await Record.ExceptionAsync(call);
            Assert.True(error is null or NonRetryableException, error?.ToString());
        }
        Assert.Equal(before, Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order());
    }
}
