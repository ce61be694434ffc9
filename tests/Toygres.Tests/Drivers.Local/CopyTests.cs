using Duroxide;
using Toygres.Drivers.Local;
using static Toygres.Tests.Drivers.Local.Ground;

namespace Toygres.Tests.Drivers.Local;

/// <summary>What no copy can be made of, and which programs make one.</summary>
public class CopyTests
{
    private static readonly ImageName Image = ImageName.Parse("monday");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Data_with_a_tablespace_is_refused_for_good(bool runs)
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();
        var space = Path.Combine(ground.Layout.Sockets, "space");
        await ground.RunInServerAsync(name, $"mkdir {space}");
        await ground.AskAsync<object?>(name, $"CREATE TABLESPACE elsewhere LOCATION '{space}'");
        if (!runs)
        {
            await ground.Driver.StopAsync(name, Cancel);
        }

        var error = await Assert.ThrowsAsync<NonRetryableException>(() =>
            ground.Driver.BackUpAsync(name, Image, Cancel)
        );

        Assert.Contains("Drop its tablespaces", error.Message);
        await ground.Driver.DeleteImageAsync(Image, Cancel);
        Assert.Empty((await ground.Driver.InventoryAsync(Cancel)).Images);
    }

    [Fact]
    public async Task Nothing_follows_an_instance_with_a_tablespace()
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();
        var space = Path.Combine(ground.Layout.Sockets, "space");
        await ground.RunInServerAsync(name, $"mkdir {space}");
        await ground.AskAsync<object?>(name, $"CREATE TABLESPACE elsewhere LOCATION '{space}'");

        await Assert.ThrowsAsync<NonRetryableException>(() =>
            ground.Driver.ReplicateAsync(Spec(NewName("replica")), name, Cancel)
        );
    }

    [Fact]
    public async Task Data_of_another_version_is_neither_started_nor_copied()
    {
        await using var ground = new Ground();
        var name = NewName();
        await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        (Marker.Read(ground.FolderOf(name))! with { Version = "9" }).Write(ground.FolderOf(name));

        foreach (
            var call in new Func<Task>[]
            {
                () => ground.Driver.StartAsync(name, Cancel),
                () => ground.Driver.BackUpAsync(name, Image, Cancel),
            }
        )
        {
            var error = await Assert.ThrowsAsync<NonRetryableException>(call);
            Assert.Contains("is of PostgreSQL 9", error.Message);
        }
        await ground.Driver.DeleteAsync(name, Cancel);
        Assert.Empty((await ground.Driver.InventoryAsync(Cancel)).Instances);
    }
}
