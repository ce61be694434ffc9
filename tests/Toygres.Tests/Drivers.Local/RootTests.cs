using Toygres.Drivers.Local;
using static Toygres.Tests.Drivers.Local.Ground;

namespace Toygres.Tests.Drivers.Local;

/// <summary>What lies below a root, however it is called and whatever was left there.</summary>
public class RootTests
{
    [Theory]
    [InlineData("dots")]
    [InlineData("link")]
    public async Task A_root_is_one_whatever_way_leads_to_it(string way)
    {
        await using var ground = new Ground();
        var root = ground.Options.Root;
        var crooked =
            way == "dots" ? $"{Path.GetDirectoryName(root)}/x/..//./{Path.GetFileName(root)}//" : $"{root}-link";
        if (way == "link")
        {
            File.CreateSymbolicLink(crooked, root);
        }
        var driver = new LocalDriver(ground.Options with { Root = crooked }, ground.Secrets);
        var name = NewName();
        await driver.ProvisionAsync(Spec(name), Cancel);
        await driver.StartAsync(name, Cancel);

        Assert.Equal(ObservedState.Ready, await driver.CheckAsync(name, Cancel));
        Assert.Equal(ObservedState.Ready, await ground.Driver.CheckAsync(name, Cancel));
        await driver.DeleteAsync(name, Cancel);
        Assert.Null(ground.ServerOf(name));
        Assert.DoesNotContain(
            ServerProcess.All(ground.User),
            server => server.Data.Contains(name.Value, StringComparison.Ordinal)
        );
        if (way == "link")
        {
            File.Delete(crooked);
        }
    }

    [Fact]
    public async Task Folders_that_servers_pass_are_open_whatever_the_umask_is()
    {
        await using var ground = new Ground();
        var open = File.GetUnixFileMode(ground.Layout.Instances);
        File.SetUnixFileMode(ground.Layout.Instances, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        _ = new LocalDriver(ground.Options, ground.Secrets);

        Assert.Equal(open, File.GetUnixFileMode(ground.Layout.Instances));
        Assert.True(open.HasFlag(UnixFileMode.OtherExecute));
    }

    [Theory]
    [InlineData(Layout.New)]
    [InlineData(Layout.Gone)]
    public async Task A_worker_may_die_while_it_writes_a_marker(string suffix)
    {
        await using var ground = new Ground();
        var name = NewName();
        var folder = ground.FolderOf(name) + suffix;
        await DieInMarkerAsync(folder);

        if (suffix == Layout.New)
        {
            await ground.Driver.ProvisionAsync(Spec(name), Cancel);
            Assert.Equal(ObservedState.Stopped, await ground.Driver.CheckAsync(name, Cancel));
        }
        await ground.Driver.DeleteAsync(name, Cancel);

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_worker_may_die_while_it_writes_the_marker_of_an_image()
    {
        await using var ground = new Ground();
        var (name, image) = (NewName(), ImageName.Parse("monday"));
        await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        await DieInMarkerAsync(ground.Layout.Of(image) + Layout.New);

        await ground.Driver.BackUpAsync(name, image, Cancel);

        Assert.Equal(image, Assert.Single((await ground.Driver.InventoryAsync(Cancel)).Images));
    }

    [Fact]
    public async Task A_damaged_marker_hides_no_other_instance()
    {
        await using var ground = new Ground();
        var (damaged, other) = (NewName("damaged"), NewName());
        await ground.Driver.ProvisionAsync(Spec(damaged), Cancel);
        await ground.Driver.ProvisionAsync(Spec(other), Cancel);
        var marker = Path.Combine(ground.FolderOf(damaged), Marker.File);
        var text = await File.ReadAllTextAsync(marker, Cancel);
        await File.WriteAllTextAsync(marker, text[..5], Cancel);

        var found = (await ground.Driver.InventoryAsync(Cancel)).Instances;
        await Assert.ThrowsAsync<Duroxide.NonRetryableException>(() => ground.Driver.DeleteAsync(damaged, Cancel));
        await File.WriteAllTextAsync(marker, text, Cancel);

        Assert.Contains(found, instance => instance.Name == other && instance.State == ObservedState.Stopped);
    }

    [Fact]
    public async Task A_worker_that_dies_while_it_keeps_a_secret_leaves_none_behind()
    {
        await using var ground = new Ground();
        var reference = new SecretReference("shared");
        var path = Path.Combine(ground.Layout.Secrets, reference.Name);
        await File.WriteAllTextAsync(DurableFile.DraftOf(path), "the first o", Cancel);

        await ground.Secrets.PutAsync(reference, new Secret("the first one"), Cancel);

        Assert.Equal(path, Assert.Single(Directory.EnumerateFiles(ground.Layout.Secrets)));
        await File.WriteAllTextAsync(DurableFile.DraftOf(path), "the first o", Cancel);
        await ground.Secrets.DeleteAsync(reference, Cancel);
        Assert.Empty(Directory.EnumerateFiles(ground.Layout.Secrets));
    }

    // What is left when its process is killed between making the file and giving it its name.
    private static async Task DieInMarkerAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(DurableFile.DraftOf(Path.Combine(folder, Marker.File)), "{\"Na", Cancel);
    }
}
