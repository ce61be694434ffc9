using Duroxide;
using Toygres.Drivers.Local;
using static Toygres.Tests.Drivers.Local.Ground;

namespace Toygres.Tests.Drivers.Local;

/// <summary>A worker dies before each step of each call; another one makes the same call, and all is as if nothing had been.</summary>
public class CrashTests
{
    private static readonly ImageName Image = ImageName.Parse("monday");

    [Fact]
    public Task Provision() =>
        TryAllAsync(
            _ => Task.FromResult(NewName()),
            (driver, name) => driver.ProvisionAsync(Spec(name), Cancel),
            StandsAsync
        );

    [Fact]
    public Task Start() => TryAllAsync(StoppedAsync, (driver, name) => driver.StartAsync(name, Cancel), RunsAsync);

    [Fact]
    public Task Start_at_a_port_that_is_taken() =>
        TryAllAsync(
            StoppedAsync,
            async (driver, name) =>
            {
                var port = (await driver.GetEndpointAsync(name, Cancel)).Port;
                // A stranger comes at the first try, and is gone at the second one.
                using var stranger = PortLeases.IsFree(port) ? new Stranger(port) : null;
                await driver.StartAsync(name, Cancel);
            },
            RunsAsync
        );

    [Fact]
    public Task Stop() =>
        TryAllAsync(ground => ground.RunAsync(), (driver, name) => driver.StopAsync(name, Cancel), StandsAsync);

    [Fact]
    public Task Fence() =>
        TryAllAsync(
            ground => ground.RunAsync(),
            (driver, name) => driver.FenceAsync(name, Cancel),
            async (ground, name) =>
            {
                await Assert.ThrowsAsync<NonRetryableException>(() => ground.Driver.StartAsync(name, Cancel));
                await ground.Driver.UnfenceAsync(name, Cancel);
                await StandsAsync(ground, name);
            }
        );

    [Fact]
    public Task Resize() =>
        TryAllAsync(ProvisionedAsync, (driver, name) => driver.ResizeAsync(Spec(name), Cancel), StandsAsync);

    [Fact]
    public Task Set_the_password() =>
        TryAllAsync(
            ground => ground.RunAsync(),
            (driver, name) => driver.SetPasswordAsync(name, SecretReference.Of(name, 1), Cancel),
            RunsAsync
        );

    [Fact]
    public Task Back_up_what_runs() =>
        TryAllAsync(
            ground => ground.RunAsync(),
            (driver, name) => driver.BackUpAsync(name, Image, Cancel),
            async (ground, name) =>
            {
                await RunsAsync(ground, name);
                await HasAsync(ground, images: 1);
                await ground.Driver.DeleteImageAsync(Image, Cancel);
            }
        );

    [Fact]
    public Task Back_up_what_is_stopped() =>
        TryAllAsync(
            ProvisionedAsync,
            (driver, name) => driver.BackUpAsync(name, Image, Cancel),
            async (ground, name) =>
            {
                await StandsAsync(ground, name);
                await HasAsync(ground, images: 1);
                await ground.Driver.DeleteImageAsync(Image, Cancel);
            }
        );

    [Fact]
    public Task Delete_an_image() =>
        TryAllAsync(
            async ground =>
            {
                var name = await ProvisionedAsync(ground);
                await ground.Driver.BackUpAsync(name, Image, Cancel);
                return name;
            },
            (driver, _) => driver.DeleteImageAsync(Image, Cancel),
            (ground, _) => HasAsync(ground, images: 0)
        );

    [Fact]
    public Task Restore() =>
        TryAllAsync(
            async ground =>
            {
                await ground.Driver.BackUpAsync(await ProvisionedAsync(ground), Image, Cancel);
                return NewName("copy");
            },
            (driver, name) => driver.RestoreAsync(Spec(name), Image, Cancel),
            async (ground, name) =>
            {
                await StandsAsync(ground, name);
                await ground.Driver.DeleteImageAsync(Image, Cancel);
            }
        );

    [Fact]
    public async Task Replicate()
    {
        await using var ground = new Ground();
        var primary = await ground.RunAsync();
        await TryAllAsync(
            ground,
            _ => Task.FromResult(NewName("replica")),
            (driver, name) => driver.ReplicateAsync(Spec(name), primary, Cancel),
            StandsAsync
        );
    }

    [Fact]
    public async Task Promote()
    {
        await using var ground = new Ground();
        var primary = await ground.RunAsync();
        await TryAllAsync(
            ground,
            async _ =>
            {
                var name = NewName("replica");
                await ground.Driver.ReplicateAsync(Spec(name), primary, Cancel);
                await ground.Driver.StartAsync(name, Cancel);
                return name;
            },
            (driver, name) => driver.PromoteAsync(name, Cancel),
            async (_, name) =>
                Assert.False(
                    await ground.AskAsync<bool>(name, "SELECT pg_is_in_recovery()", SecretReference.Of(primary, 1))
                )
        );
    }

    [Fact]
    public Task Delete() =>
        TryAllAsync(
            ground => ground.RunAsync(),
            (driver, name) => driver.DeleteAsync(name, Cancel),
            async (ground, name) =>
            {
                Assert.Equal(ObservedState.Missing, await ground.Driver.CheckAsync(name, Cancel));
                Assert.DoesNotContain(
                    (await ground.Driver.InventoryAsync(Cancel)).Instances,
                    found => found.Name == name
                );
            }
        );

    private static async Task TryAllAsync(
        Func<Ground, Task<InstanceName>> prepare,
        Func<LocalDriver, InstanceName, Task> call,
        Func<Ground, InstanceName, Task> holds
    )
    {
        await using var ground = new Ground();
        await TryAllAsync(ground, prepare, call, holds);
    }

    private static async Task TryAllAsync(
        Ground ground,
        Func<Ground, Task<InstanceName>> prepare,
        Func<LocalDriver, InstanceName, Task> call,
        Func<Ground, InstanceName, Task> holds
    )
    {
        // No crash in the first round, which counts the steps.
        var steps = new List<string>();
        for (var crashAt = 0; crashAt <= steps.Count; crashAt++)
        {
            var name = await prepare(ground);
            var reached = 0;
            var driver = ground.Watched(step =>
            {
                if (crashAt == 0)
                {
                    steps.Add(step);
                }
                else if (++reached == crashAt)
                {
                    throw new WorkerDied(step);
                }
            });
            if (crashAt > 0)
            {
                var died = await Assert.ThrowsAsync<WorkerDied>(() => call(driver, name));
                Assert.Equal(steps[crashAt - 1], died.Message);
                TestContext.Current.TestOutputHelper?.WriteLine($"died before: {died.Message}");
                await call(ground.Driver, name);
            }
            else
            {
                await call(driver, name);
            }
            await holds(ground, name);
            await NothingIsHalfDoneAsync(ground);
            await ground.Driver.DeleteAsync(name, Cancel);
        }
        Assert.True(steps.Count > 1, "There are steps to die at.");
    }

    private static async Task<InstanceName> ProvisionedAsync(Ground ground)
    {
        var name = NewName();
        await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        return name;
    }

    private static async Task<InstanceName> StoppedAsync(Ground ground)
    {
        var name = await ground.RunAsync();
        await ground.Driver.StopAsync(name, Cancel);
        return name;
    }

    // It stands still, and runs when it is started.
    private static async Task StandsAsync(Ground ground, InstanceName name)
    {
        Assert.Equal(ObservedState.Stopped, await ground.Driver.CheckAsync(name, Cancel));
        await ground.Driver.StartAsync(name, Cancel);
        Assert.Equal(ObservedState.Ready, await ground.Driver.CheckAsync(name, Cancel));
    }

    private static async Task RunsAsync(Ground ground, InstanceName name)
    {
        Assert.Equal(ObservedState.Ready, await ground.Driver.CheckAsync(name, Cancel));
        Assert.Equal(1, await ground.AskAsync<int>(name, "SELECT 1"));
    }

    private static async Task HasAsync(Ground ground, int images) =>
        Assert.Equal(images, (await ground.Driver.InventoryAsync(Cancel)).Images.Count);

    private static async Task NothingIsHalfDoneAsync(Ground ground)
    {
        foreach (var folder in new[] { "instances", "images" })
        {
            var entries = Directory.EnumerateFileSystemEntries(Path.Combine(ground.Options.Root, folder));
            Assert.DoesNotContain(entries, entry => Path.GetExtension(entry) is ".new" or ".gone");
        }
        var held = (await ground.Driver.InventoryAsync(Cancel)).Instances;
        Assert.DoesNotContain(held, found => found.State is ObservedState.Missing or ObservedState.Orphan);
        Assert.Equal(held.Count, Directory.EnumerateFiles(Path.Combine(ground.Options.Root, "ports")).Count());
    }

    private sealed class WorkerDied(string step) : Exception(step);
}
