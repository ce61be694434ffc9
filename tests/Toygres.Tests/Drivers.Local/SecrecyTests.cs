using System.Text;
using Toygres.Drivers.Local;
using static Toygres.Tests.Drivers.Local.Ground;

namespace Toygres.Tests.Drivers.Local;

public class SecrecyTests
{
    [Fact]
    public async Task A_password_stands_in_one_file_that_its_owner_alone_can_read()
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();
        await ground.Driver.BackUpAsync(name, ImageName.Parse("monday"), Cancel);
        var password = (await ground.Secrets.FindAsync(SecretReference.Of(name, 1), Cancel))!.Reveal();
        await ground.AskAsync<string>(name, "SELECT version()");

        var holders = Directory
            .EnumerateFiles(ground.Options.Root, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith(".s.", StringComparison.Ordinal))
            .Where(file => new FileInfo(file).LinkTarget is null)
            .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.ASCII.GetBytes(password)) >= 0);

        var holder = Assert.Single(holders);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(holder));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(holder)!)
        );
    }

    [Fact]
    public async Task No_command_line_has_a_password()
    {
        await using var ground = new Ground();
        var name = NewName();
        var lines = new List<string>();
        var reference = SecretReference.Of(name, 1);
        var secret = Secret.Generate();
        await ground.Secrets.PutAsync(reference, secret, Cancel);
        await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        await ground.Driver.StartAsync(name, Cancel);

        // The other programs are looked at for as long as the one that sets the password runs.
        var setting = Task.Run(() => ground.Driver.SetPasswordAsync(name, reference, Cancel), Cancel);
        do
        {
            lines.AddRange(CommandLines());
        } while (!setting.IsCompleted);
        await setting;

        Assert.Contains(lines, line => line.Contains(name.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(secret.Reveal(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_of_two_secrets_under_one_reference_stays()
    {
        await using var ground = new Ground();
        var reference = new SecretReference("shared");
        await ground.Secrets.PutAsync(reference, new Secret("the first one"), Cancel);
        await ground.Secrets.PutAsync(reference, new Secret("the second one"), Cancel);

        Assert.Equal("the first one", (await ground.Secrets.FindAsync(reference, Cancel))!.Reveal());
        await ground.Secrets.DeleteAsync(reference, Cancel);
        await ground.Secrets.DeleteAsync(reference, Cancel);
        Assert.Null(await ground.Secrets.FindAsync(reference, Cancel));
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("")]
    [InlineData("a/b")]
    public async Task A_reference_cannot_lead_out_of_the_store(string name)
    {
        await using var ground = new Ground();

        await Assert.ThrowsAsync<FormatException>(() => ground.Secrets.FindAsync(new SecretReference(name), Cancel));
    }

    [Fact]
    public async Task Servers_do_not_run_as_root()
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();
        var server = ground.ServerOf(name)!;

        var ids = File.ReadLines($"/proc/{server.Id}/status")
            .First(line => line.StartsWith("Uid:", StringComparison.Ordinal));

        Assert.DoesNotContain("0", ids.Split('\t', StringSplitOptions.RemoveEmptyEntries)[1..]);
    }

    private static IEnumerable<string> CommandLines()
    {
        foreach (
            var folder in Directory
                .EnumerateDirectories("/proc")
                .Where(folder => char.IsDigit(Path.GetFileName(folder)[0]))
        )
        {
            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (IOException)
            {
                // It has ended meanwhile.
                continue;
            }
            yield return line;
        }
    }
}
