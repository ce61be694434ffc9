using Duroxide;
using Toygres.Drivers.Kubernetes;
using static Toygres.Tests.Drivers.Kubernetes.ClusterGround;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>
/// A worker dies before each request of each call, and after it, before it has the answer. Another one makes the same call, and all
/// is as if nothing had been.
/// </summary>
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
    public Task Start_what_has_lost_all_but_its_data() =>
        TryAllAsync(
            async ground =>
            {
                var name = await StoppedAsync(ground);
                ground.Server.Do(store =>
                {
                    store.Delete("statefulsets", name.Value, null);
                    store.Delete("services", name.Value, null);
                    store.Delete("configmaps", name.Value, null);
                });
                return name;
            },
            (driver, name) => driver.StartAsync(name, Cancel),
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
        TryAllAsync(
            StoppedAsync,
            (driver, name) =>
                driver.ResizeAsync(new(name, new InstanceSize(Connections: 33, StorageGigabytes: 20)), Cancel),
            async (ground, name) =>
            {
                await StandsAsync(ground, name);
                Assert.Contains(
                    "max_connections = 33",
                    ground.Get("configmaps", name.Value)["data"]!["postgresql.conf"]!.GetValue<string>()
                );
                var claim = ground.Get("persistentvolumeclaims", name.Value);
                Assert.Equal("20Gi", claim["spec"]!["resources"]!["requests"]!["storage"]!.GetValue<string>());
            }
        );

    [Fact]
    public Task Set_the_password() =>
        TryAllAsync(
            async ground =>
            {
                var name = await ground.RunAsync();
                await ground.Secrets.PutAsync(SecretReference.Of(name, 1), Secret.Generate(), Cancel);
                return name;
            },
            (driver, name) => driver.SetPasswordAsync(name, SecretReference.Of(name, 1), Cancel),
            (ground, name) =>
            {
                Assert.StartsWith("SCRAM-SHA-256$", ground.ServerOf(name).Verifier);
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task Back_up() =>
        TryAllAsync(
            ground => ground.RunAsync(),
            (driver, name) => driver.BackUpAsync(name, Image, Cancel),
            async (ground, name) =>
            {
                Assert.Equal(name, (await ground.Driver.BackUpAsync(name, Image, Cancel)).Source);
                await ground.Driver.DeleteImageAsync(Image, Cancel);
                await RunsAsync(ground, name);
            }
        );

    [Fact]
    public Task Delete_an_image() =>
        TryAllAsync(
            async ground =>
            {
                var name = await StoppedAsync(ground);
                await ground.Driver.BackUpAsync(name, Image, Cancel);
                return name;
            },
            (driver, _) => driver.DeleteImageAsync(Image, Cancel),
            (ground, _) =>
            {
                Assert.False(ground.Has("volumesnapshots", Image.Value));
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task Restore() =>
        TryAllAsync(
            async ground =>
            {
                var source = await StoppedAsync(ground);
                await ground.Driver.BackUpAsync(source, Image, Cancel);
                await ground.Driver.DeleteAsync(source, Cancel);
                return NewName("copy");
            },
            (driver, name) => driver.RestoreAsync(Spec(name), Image, Cancel),
            async (ground, name) =>
            {
                var claim = ground.Get("persistentvolumeclaims", name.Value);
                Assert.Equal("monday", claim["spec"]!["dataSource"]!["name"]!.GetValue<string>());
                await StandsAsync(ground, name);
                await ground.Driver.DeleteImageAsync(Image, Cancel);
            }
        );

    [Fact]
    public async Task Replicate()
    {
        await using var ground = new ClusterGround();
        var primary = await ground.RunAsync();
        await TryAllAsync(
            ground,
            _ => Task.FromResult(NewName("replica")),
            (driver, name) => driver.ReplicateAsync(Spec(name), primary, Cancel),
            async (_, name) =>
            {
                await StandsAsync(ground, name);
                Assert.True(ground.ServerOf(name).IsFollower);
                Assert.Equal(
                    ground.Get("secrets", $"{primary}-replication")["data"]!.ToJsonString(),
                    ground.Get("secrets", $"{name}-replication")["data"]!.ToJsonString()
                );
            }
        );
    }

    [Fact]
    public async Task Promote()
    {
        await using var ground = new ClusterGround();
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
            {
                Assert.False(ground.ServerOf(name).IsFollower);
                Assert.DoesNotContain("FOLLOWS", ground.Get("statefulsets", name.Value).ToJsonString());
                Assert.DoesNotContain(
                    "toygres.io/follows",
                    ground.Get("persistentvolumeclaims", name.Value).ToJsonString()
                );
                await RunsAsync(ground, name);
            }
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
                Assert.Empty((await ground.Driver.InventoryAsync(Cancel)).Instances);
            }
        );

    private static async Task TryAllAsync(
        Func<ClusterGround, Task<InstanceName>> prepare,
        Func<KubernetesDriver, InstanceName, Task> call,
        Func<ClusterGround, InstanceName, Task> holds
    )
    {
        await using var ground = new ClusterGround();
        await TryAllAsync(ground, prepare, call, holds);
    }

    private static async Task TryAllAsync(
        ClusterGround ground,
        Func<ClusterGround, Task<InstanceName>> prepare,
        Func<KubernetesDriver, InstanceName, Task> call,
        Func<ClusterGround, InstanceName, Task> holds
    )
    {
        var deaths = 0;
        foreach (var afterwards in new[] { false, true })
        {
            for (var at = 1; ; at++)
            {
                var name = await prepare(ground);
                var handler = new DyingHandler(at, afterwards);
                var died = await Record.ExceptionAsync(() => call(ground.Watched(handler), name));
                if (died is null)
                {
                    Assert.False(handler.HasDied);
                    await holds(ground, name);
                    await ground.Driver.DeleteAsync(name, Cancel);
                    break;
                }
                TestContext.Current.TestOutputHelper?.WriteLine($"died {Assert.IsType<WorkerDied>(died).Message}");
                deaths++;
                await call(ground.Driver, name);
                await holds(ground, name);
                await NothingIsHalfDoneAsync(ground, name);
                await ground.Driver.DeleteAsync(name, Cancel);
            }
        }
        Assert.True(deaths > 2, "There are requests to die at.");
    }

    private static async Task<InstanceName> StoppedAsync(ClusterGround ground)
    {
        var name = await ground.RunAsync();
        await ground.Driver.StopAsync(name, Cancel);
        return name;
    }

    // It stands still, and runs when it is started.
    private static async Task StandsAsync(ClusterGround ground, InstanceName name)
    {
        Assert.Equal(ObservedState.Stopped, await ground.Driver.CheckAsync(name, Cancel));
        await ground.Driver.StartAsync(name, Cancel);
        await RunsAsync(ground, name);
    }

    private static async Task RunsAsync(ClusterGround ground, InstanceName name)
    {
        Assert.Equal(ObservedState.Ready, await ground.Driver.CheckAsync(name, Cancel));
        string[] whole = ["statefulsets", "services", "configmaps", "persistentvolumeclaims"];
        Assert.All(whole, plural => Assert.True(ground.Has(plural, name.Value), plural));
        Assert.True(ground.Has("secrets", $"{name}-replication"));
    }

    private static async Task NothingIsHalfDoneAsync(ClusterGround ground, InstanceName name)
    {
        var held = (await ground.Driver.InventoryAsync(Cancel)).Instances;
        Assert.DoesNotContain(held, found => found.State is ObservedState.Missing or ObservedState.Orphan);
        Assert.True(held.Count(found => found.Name == name) <= 1);
    }
}
