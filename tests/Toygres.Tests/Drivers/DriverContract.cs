using Duroxide;

namespace Toygres.Tests.Drivers;

/// <summary>A driver to try, and the machines below it, which are gone at the end.</summary>
public interface IDriverGround : IAsyncDisposable
{
    IDriver Driver { get; }

    ISecretStore Secrets { get; }
}

/// <summary>What the fleet relies on, whatever driver it has.</summary>
public abstract class DriverContract
{
    private static readonly ImageName Monday = ImageName.Parse("monday");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IDriverGround NewGround();

    [Fact]
    public async Task Every_call_can_be_repeated()
    {
        await using var ground = NewGround();
        var (name, copy, replica) = (NewName(), NewName("copy"), NewName("replica"));
        var driver = ground.Driver;

        await TwiceAsync(() => driver.ProvisionAsync(Spec(name), Cancel));
        await TwiceAsync(() => driver.StartAsync(name, Cancel));
        await ReadyAsync(driver, name);
        await TwiceAsync(() => GivePasswordAsync(ground, name));
        Assert.Equal(await driver.BackUpAsync(name, Monday, Cancel), await driver.BackUpAsync(name, Monday, Cancel));
        await TwiceAsync(() => driver.RestoreAsync(Spec(copy), Monday, Cancel));
        await TwiceAsync(() => driver.ResizeAsync(Spec(copy), Cancel));
        await TwiceAsync(() => driver.PromoteAsync(copy, Cancel));
        await TwiceAsync(() => driver.ReplicateAsync(Spec(replica), name, Cancel));
        await driver.StartAsync(replica, Cancel);
        await ReadyAsync(driver, replica);
        await TwiceAsync(() => driver.FenceAsync(name, Cancel));
        await TwiceAsync(() => driver.PromoteAsync(replica, Cancel));
        await TwiceAsync(() => driver.UnfenceAsync(name, Cancel));
        await TwiceAsync(() => driver.StopAsync(replica, Cancel));
        await TwiceAsync(() => driver.DeleteImageAsync(Monday, Cancel));
        foreach (var made in new[] { name, copy, replica })
        {
            await TwiceAsync(() => driver.DeleteAsync(made, Cancel));
        }

        var left = await driver.InventoryAsync(Cancel);
        Assert.Empty(left.Instances);
        Assert.Empty(left.Images);
    }

    [Fact]
    public async Task A_secret_is_listed_when_nobody_has_put_it_there_for_a_while()
    {
        await using var ground = NewGround();
        var reference = SecretReference.Of(NewName(), 1);
        await ground.Secrets.PutAsync(reference, Secret.Generate(), Cancel);
        var hour = TimeSpan.FromHours(1);

        Assert.Empty(await ground.Secrets.ListAsync(DateTimeOffset.UtcNow - hour, Cancel));
        Assert.Equal([reference], await ground.Secrets.ListAsync(DateTimeOffset.UtcNow + hour, Cancel));
        await ground.Secrets.DeleteAsync(reference, Cancel);
        Assert.Empty(await ground.Secrets.ListAsync(DateTimeOffset.UtcNow + hour, Cancel));
    }

    [Fact]
    public async Task An_instance_is_made_runs_stands_and_is_gone()
    {
        await using var ground = NewGround();
        var (driver, name) = (ground.Driver, NewName());
        Assert.Equal(ObservedState.Missing, await driver.CheckAsync(name, Cancel));

        await driver.ProvisionAsync(Spec(name), Cancel);
        Assert.Equal(ObservedState.Stopped, await driver.CheckAsync(name, Cancel));
        var port = (await driver.GetEndpointAsync(name, Cancel)).Port;
        await driver.StartAsync(name, Cancel);
        await ReadyAsync(driver, name);
        Assert.Equal(new ObservedInstance(name, ObservedState.Ready, port), Assert.Single(await HeldAsync(driver)));
        Assert.NotEmpty(await driver.TailLogAsync(name, 100, Cancel));
        Assert.Single(await driver.TailLogAsync(name, 1, Cancel));
        await driver.StopAsync(name, Cancel);
        Assert.Equal(ObservedState.Stopped, await driver.CheckAsync(name, Cancel));
        await driver.DeleteAsync(name, Cancel);

        Assert.Equal(ObservedState.Missing, await driver.CheckAsync(name, Cancel));
        Assert.Empty(await HeldAsync(driver));
    }

    [Fact]
    public async Task What_is_not_there_is_stopped_and_deleted_without_a_word_and_cannot_be_used()
    {
        await using var ground = NewGround();
        var (driver, name) = (ground.Driver, NewName());

        await driver.StopAsync(name, Cancel);
        await driver.FenceAsync(name, Cancel);
        await driver.DeleteAsync(name, Cancel);
        await driver.DeleteImageAsync(Monday, Cancel);

        Assert.Empty(await driver.TailLogAsync(name, 10, Cancel));
        await NeverAsync(() => driver.StartAsync(name, Cancel), name.Value);
        await NeverAsync(() => driver.GetEndpointAsync(name, Cancel), name.Value);
        await NeverAsync(() => driver.ResizeAsync(Spec(name), Cancel), name.Value);
        await NeverAsync(() => driver.BackUpAsync(name, Monday, Cancel), name.Value);
        await NeverAsync(() => driver.RestoreAsync(Spec(name), Monday, Cancel), "monday");
        await NeverAsync(() => driver.SetPasswordAsync(name, new("none"), Cancel), "none");
    }

    [Fact]
    public async Task What_does_not_run_gets_no_password_and_no_replica()
    {
        await using var ground = NewGround();
        var (driver, name) = (ground.Driver, NewName());
        await driver.ProvisionAsync(Spec(name), Cancel);

        await Assert.ThrowsAsync<DriverException>(() => GivePasswordAsync(ground, name));
        await Assert.ThrowsAsync<DriverException>(() => driver.ReplicateAsync(Spec(NewName()), name, Cancel));
    }

    [Fact]
    public async Task Nobody_starts_what_is_fenced_until_the_fence_is_down()
    {
        await using var ground = NewGround();
        var (driver, name) = (ground.Driver, NewName());
        await driver.ProvisionAsync(Spec(name), Cancel);
        await driver.StartAsync(name, Cancel);
        await ReadyAsync(driver, name);

        await driver.FenceAsync(name, Cancel);
        Assert.Equal(ObservedState.Stopped, await driver.CheckAsync(name, Cancel));
        await NeverAsync(() => driver.StartAsync(name, Cancel), "fenced");
        await driver.UnfenceAsync(name, Cancel);

        await driver.StartAsync(name, Cancel);
        await ReadyAsync(driver, name);
    }

    [Fact]
    public async Task An_image_outlives_its_source()
    {
        await using var ground = NewGround();
        var (driver, name, copy) = (ground.Driver, NewName(), NewName("copy"));
        await driver.ProvisionAsync(Spec(name), Cancel);
        await driver.StartAsync(name, Cancel);
        await ReadyAsync(driver, name);
        var facts = await driver.BackUpAsync(name, Monday, Cancel);
        await driver.DeleteAsync(name, Cancel);

        await driver.RestoreAsync(Spec(copy), Monday, Cancel);
        await driver.StartAsync(copy, Cancel);
        await ReadyAsync(driver, copy);

        Assert.Equal(name, facts.Source);
        Assert.True(facts.Bytes > 0);
        Assert.Equal(64, facts.Checksum.Length);
        Assert.Equal([Monday], (await driver.InventoryAsync(Cancel)).Images);
    }

    [Fact]
    public async Task Of_two_secrets_under_one_reference_the_first_stays()
    {
        await using var ground = NewGround();
        var (secrets, reference) = (ground.Secrets, SecretReference.Of(NewName(), 1));
        Assert.Null(await secrets.FindAsync(reference, Cancel));

        await secrets.PutAsync(reference, new Secret("the first one"), Cancel);
        await secrets.PutAsync(reference, new Secret("the second one"), Cancel);
        Assert.Equal("the first one", (await secrets.FindAsync(reference, Cancel))!.Reveal());
        await TwiceAsync(() => secrets.DeleteAsync(reference, Cancel));

        Assert.Null(await secrets.FindAsync(reference, Cancel));
        await Assert.ThrowsAsync<FormatException>(() => secrets.FindAsync(new SecretReference("../escape"), Cancel));
    }

    private static InstanceName NewName(string user = "orders") => InstanceName.Of(user, Guid.NewGuid());

    private static ClusterSpec Spec(InstanceName name) =>
        new(name, new InstanceSize(Connections: 20, MemoryMegabytes: 8));

    private static async Task<IReadOnlyList<ObservedInstance>> HeldAsync(IDriver driver) =>
        (await driver.InventoryAsync(Cancel)).Instances;

    private static async Task GivePasswordAsync(IDriverGround ground, InstanceName name)
    {
        var reference = SecretReference.Of(name, 1);
        await ground.Secrets.PutAsync(reference, Secret.Generate(), Cancel);
        await ground.Driver.SetPasswordAsync(name, reference, Cancel);
    }

    // What was started may recover for a while.
    private static async Task ReadyAsync(IDriver driver, InstanceName name)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (await driver.CheckAsync(name, Cancel) is not ObservedState.Ready)
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static async Task NeverAsync(Func<Task> call, string about)
    {
        var error = await Assert.ThrowsAsync<NonRetryableException>(call);
        Assert.Contains(about, error.Message);
    }

    private static async Task TwiceAsync(Func<Task> call)
    {
        await call();
        await call();
    }
}
