using System.Diagnostics;
using Npgsql;
using Toygres.Drivers.Local;
using static Toygres.Tests.Drivers.Local.Ground;

namespace Toygres.Tests.Drivers.Local;

/// <summary>
/// What the owner of an instance tries with programs that its server runs. Without root there is one user alone, and nothing to
/// keep from it: then the driver reads what a server could read itself.
/// </summary>
public class HostileServerTests
{
    [Fact]
    public async Task A_link_in_place_of_the_log_shows_no_secret_of_another_instance()
    {
        await using var ground = new Ground();
        var (hostile, other) = (await ground.RunAsync(), await ground.RunAsync("other"));
        var password = (await ground.Secrets.FindAsync(SecretReference.Of(other, 1), Cancel))!.Reveal();
        var line = $"ln -sf {SecretOf(ground, other)} {ground.Layout.LogOf(hostile)}";

        var error = await Record.ExceptionAsync(() => ground.RunInServerAsync(hostile, line));
        var shown = await ground.Driver.TailLogAsync(hostile, 1000, Cancel);

        Assert.Equal(IsApart(ground), error is PostgresException);
        Assert.Equal(IsApart(ground), !shown.Any(shows => shows.Contains(password, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_link_in_place_of_the_data_leads_no_settings_elsewhere()
    {
        await using var ground = new Ground();
        var hostile = await ground.RunAsync();
        var data = ground.Layout.DataOf(hostile);
        var line = $"mv {data} {data}2 && ln -s {ground.Layout.Secrets} {data}";

        await Record.ExceptionAsync(() => ground.RunInServerAsync(hostile, line));
        await Record.ExceptionAsync(() => ground.Driver.ResizeAsync(Spec(hostile), Cancel));

        Assert.Equal(IsApart(ground), !File.Exists(Path.Combine(ground.Layout.Secrets, "toygres.conf")));
    }

    [Fact]
    public async Task A_link_in_place_of_the_settings_overwrites_nothing_that_the_server_could_not()
    {
        await using var ground = new Ground();
        var (hostile, other) = (await ground.RunAsync(), await ground.RunAsync("other"));
        var settings = Path.Combine(ground.Layout.DataOf(hostile), "toygres.conf");
        var before = await File.ReadAllTextAsync(SecretOf(ground, other), Cancel);
        await ground.RunInServerAsync(hostile, $"ln -sf {SecretOf(ground, other)} {settings}~");

        var error = await Record.ExceptionAsync(() => ground.Driver.ResizeAsync(Spec(hostile), Cancel));

        Assert.Equal(IsApart(ground), error is DriverException);
        Assert.Equal(IsApart(ground), await File.ReadAllTextAsync(SecretOf(ground, other), Cancel) == before);
    }

    [Fact]
    public async Task A_process_of_another_user_is_no_server_of_ours()
    {
        await using var ground = new Ground();
        var name = NewName();
        string[] line = ["-c", "exec -a postgres sh -c 'read line' -D \"$1\" -p 1", "bash", ground.Layout.DataOf(name)];
        using var process = Process.Start(new ProcessStartInfo("bash", line) { RedirectStandardInput = true })!;
        await ground.EventuallyAsync(async () =>
            (await File.ReadAllTextAsync($"/proc/{process.Id}/cmdline", Cancel)).StartsWith("postgres\0")
        );

        var found = ground.ServerOf(name);
        process.Kill();
        await process.WaitForExitAsync(Cancel);

        Assert.Equal(IsApart(ground), found is null);
    }

    [Fact]
    public async Task A_server_is_given_nothing_of_the_environment_of_the_fleet_manager()
    {
        Environment.SetEnvironmentVariable("Toygres__AdminPassword", "the keys of the kingdom");
        try
        {
            await using var ground = new Ground();
            var name = await ground.RunAsync();
            var said = Path.Combine(ground.Layout.DataOf(name), "said");

            await ground.RunInServerAsync(name, $"env > {said}; cat /proc/$PPID/environ >> {said}");

            var shown = await File.ReadAllTextAsync(said, Cancel);
            Assert.Contains("PATH=", shown);
            Assert.DoesNotContain("kingdom", shown);
        }
        finally
        {
            Environment.SetEnvironmentVariable("Toygres__AdminPassword", null);
        }
    }

    private static bool IsApart(Ground ground) => ground.User.Ids is not null;

    private static string SecretOf(Ground ground, InstanceName name) =>
        Path.Combine(ground.Layout.Secrets, SecretReference.Of(name, 1).Name);
}
