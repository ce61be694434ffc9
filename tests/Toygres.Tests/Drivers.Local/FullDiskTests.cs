using Toygres.Drivers.Local;
using static Toygres.Tests.Drivers.Local.Ground;

namespace Toygres.Tests.Drivers.Local;

/// <summary>
/// A disk without room. The programs that fill folders write to /dev/full, which fails as a full disk does; what the driver
/// writes itself fails by its steps.
/// </summary>
public class FullDiskTests
{
    private const string Full = "No space left on device";

    [Theory]
    [InlineData("initdb")]
    [InlineData("pg_basebackup")]
    public async Task A_call_that_finds_no_room_says_so_and_succeeds_when_there_is_some(string program)
    {
        await using var ground = new Ground();
        var (primary, name, image) = (await ground.RunAsync(), NewName("late"), ImageName.Parse("monday"));
        var full = await WithoutRoomAsync(ground, program);
        Func<LocalDriver, Task>[] calls =
            program == "initdb"
                ? [driver => driver.ProvisionAsync(Spec(name), Cancel)]
                :
                [
                    driver => driver.ReplicateAsync(Spec(name), primary, Cancel),
                    driver => driver.BackUpAsync(primary, image, Cancel),
                ];
        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<DriverException>(() => call(full));
            Assert.Contains(Full, error.Message);
        }
        Assert.Equal(ObservedState.Missing, await ground.Driver.CheckAsync(name, Cancel));
        Assert.Equal(ObservedState.Ready, await ground.Driver.CheckAsync(primary, Cancel));

        foreach (var call in calls)
        {
            await call(ground.Driver);
        }

        await ground.Driver.StartAsync(name, Cancel);
        Assert.Equal(ObservedState.Ready, await ground.Driver.CheckAsync(name, Cancel));
        foreach (var folder in new[] { "instances", "images" })
        {
            var entries = Directory.EnumerateFileSystemEntries(Path.Combine(ground.Options.Root, folder));
            Assert.DoesNotContain(entries, entry => Path.GetExtension(entry) is ".new" or ".gone");
        }
    }

    [Theory]
    [InlineData("mark the folder")]
    [InlineData("take a port")]
    [InlineData("write the settings")]
    public async Task A_write_of_the_driver_that_finds_no_room_leaves_what_the_next_call_clears(string step)
    {
        await using var ground = new Ground();
        var name = NewName();
        var full = ground.Watched(next =>
        {
            if (next == step)
            {
                throw new IOException($"{Full} : '{ground.FolderOf(name)}'");
            }
        });

        var error = await Assert.ThrowsAsync<IOException>(() => full.ProvisionAsync(Spec(name), Cancel));
        Assert.Contains(Full, error.Message);
        Assert.Equal(ObservedState.Missing, await ground.Driver.CheckAsync(name, Cancel));

        // Who gives up leaves nothing, and who tries again is not in the way of what was left.
        await ground.Driver.DeleteAsync(name, Cancel);
        Assert.Empty((await ground.Driver.InventoryAsync(Cancel)).Instances);
        await Assert.ThrowsAsync<IOException>(() => full.ProvisionAsync(Spec(name), Cancel));
        await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        await ground.Driver.StartAsync(name, Cancel);
    }

    // Programs of which one finds no room. It says its version, which the driver asks for.
    private static async Task<LocalDriver> WithoutRoomAsync(Ground ground, string program)
    {
        var real = ground.Options.FindPrograms();
        var programs = Directory.CreateDirectory(Path.Combine(ground.Options.Root, "programs")).FullName;
        foreach (var file in Directory.GetFiles(real).Where(file => Path.GetFileName(file) != program))
        {
            File.CreateSymbolicLink(Path.Combine(programs, Path.GetFileName(file)), file);
        }
        var script = Path.Combine(programs, program);
        await File.WriteAllTextAsync(
            script,
            $"#!/bin/sh\n[ \"$1\" = --version ] && exec {real}/{program} --version\nexec dd if=/dev/zero of=/dev/full bs=1024 count=1\n",
            Cancel
        );
        File.SetUnixFileMode(script, File.GetUnixFileMode(ground.Layout.Instances));
        return new LocalDriver(ground.Options with { Programs = programs }, ground.Secrets);
    }
}
