using Duroxide;
using Toygres.Drivers.Local;
using Toygres.Orchestrations;
using static Toygres.Tests.Orchestrations.FleetGround;

namespace Toygres.Tests.Orchestrations;

/// <summary>What becomes of a password that was stored, and of an instance that was never entered.</summary>
public class SecretSweepTests
{
    private static readonly TimeSpan Long = SecretSweep.Age + TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_password_whose_instance_was_never_entered_is_swept_and_one_that_somebody_names_stays()
    {
        await using var ground = await InSqliteAsync();
        var client = await ground.StartNodeAsync();
        var kept = await ground.CreateAsync(client, new("kept") { Password = new("correct horse battery") });
        var lost = SecretReference.Of(Drivers.Local.Ground.NewName("lost"), 1);
        await ground.Machine.Secrets.PutAsync(lost, new Secret("nobody names this"), Cancel);

        var early = await SecretSweep.RunAsync(ground.Services, DateTimeOffset.UtcNow, Cancel);
        var late = await SecretSweep.RunAsync(ground.Services, DateTimeOffset.UtcNow + Long, Cancel);

        Assert.Empty(early);
        Assert.Equal([lost], late);
        Assert.Null(await ground.Machine.Secrets.FindAsync(lost, Cancel));
        Assert.NotNull(await ground.Machine.Secrets.FindAsync(SecretReference.Of(kept, 1), Cancel));
    }

    [Fact]
    public async Task A_password_that_was_half_written_is_swept()
    {
        await using var ground = await InSqliteAsync();
        var lost = SecretReference.Of(Drivers.Local.Ground.NewName("lost"), 1);
        var path = Path.Combine(ground.Machine.Layout.Secrets, lost.Name);
        await File.WriteAllTextAsync(DurableFile.DraftOf(path), "nobody na", Cancel);

        var swept = await SecretSweep.RunAsync(ground.Services, DateTimeOffset.UtcNow + Long, Cancel);

        Assert.Equal([lost], swept);
        Assert.Empty(Directory.GetFiles(ground.Machine.Layout.Secrets));
    }

    [Fact]
    public async Task A_request_that_comes_again_stores_no_password_beside_the_one_that_was_rotated()
    {
        await using var ground = await InSqliteAsync();
        var client = (await ground.StartNodeAsync()).Once(Guid.NewGuid());
        var request = new InstanceRequest("orders") { Size = Size, Password = new("correct horse battery") };
        var (name, outcome) = await client.CreateAsync(request, Cancel);
        await ground.EndedAsync(outcome);
        var first = SecretReference.Of(name, 1);
        // As after the engine has forgotten the request.
        await ground.Machine.Secrets.DeleteAsync(first, Cancel);
        await ground.Engine.Management.DeleteInstanceAsync(Names.Create(name), force: true, Cancel);

        var (again, _) = await client.CreateAsync(request, Cancel);

        Assert.Equal(name, again);
        Assert.Null(await ground.Machine.Secrets.FindAsync(first, Cancel));
    }
}
