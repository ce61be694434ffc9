using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Toygres.Server.Contracts;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests;

/// <summary>How a server starts, and when it does not.</summary>
public class StartTests
{
    [Fact]
    public void Options_come_from_the_command_line()
    {
        var options = Read("--root", "/srv/fleet", "--role=worker", "--first-port", "7000", "--session", "01:00:00");

        Assert.Equal(("/srv/fleet", ServerRole.Worker, 7000), (options.Root, options.Role, options.FirstPort));
        Assert.Equal(TimeSpan.FromHours(1), options.Session);
    }

    [Theory]
    [InlineData("--admin-key=0123456789", "environment")]
    [InlineData("--database=Host=db;Password=secret", "environment")]
    [InlineData("--rot=/srv", "--root")]
    [InlineData("--role=chief", "chief")]
    public void What_cannot_stand_on_the_command_line_is_refused(string arg, string told) =>
        Assert.Contains(told, Assert.Throws<StartException>(() => Read(arg)).Message);

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://10.0.0.1:5080")]
    public void Passwords_go_over_no_network_in_the_clear(string address)
    {
        var options = new ServerOptions { Address = address };

        Assert.Contains("others can hear", Assert.Throws<StartException>(() => Listening.Check(options)).Message);
        Listening.Check(options with { AllowPlainHttp = true });
        Listening.Check(options with { Address = address.Replace("http:", "https:") });
    }

    [Theory]
    [InlineData("localhost", "no address")]
    [InlineData("ftp://127.0.0.1", "no address")]
    public void An_address_is_one_of_the_web(string address, string told) =>
        Assert.Contains(
            told,
            Assert.Throws<StartException>(() => Listening.Check(new() { Address = address })).Message
        );

    [Theory]
    [InlineData("https://fleet.example.com")]
    [InlineData("fleet.example.com:8443")]
    [InlineData("*")]
    [InlineData("fleet.example.com, ex ample")]
    public void What_is_no_name_of_a_host_is_refused(string hosts) =>
        Assert.Contains(
            "no name of a host",
            Assert.Throws<StartException>(() => Listening.Check(new() { Hosts = hosts })).Message
        );

    [Theory]
    [InlineData("https://0.0.0.0:5080", null, "evil.example", true)]
    [InlineData("https://0.0.0.0:5080", "fleet.example.com", "fleet.example.com", true)]
    [InlineData("https://0.0.0.0:5080", "fleet.example.com", "evil.example", false)]
    [InlineData("https://[::]:5080", "fleet.example.com", "evil.example:5080", false)]
    [InlineData("https://*:5080", "fleet.example.com", "evil.example", false)]
    [InlineData("https://[::]:5080", "fleet.example.com", "10.1.2.3:5080", true)]
    [InlineData("https://[::]:5080", "fleet.example.com", "[fd00::1]:5080", true)]
    [InlineData("https://[::]:5080", "fleet.example.com", "localhost:5080", true)]
    [InlineData("http://127.0.0.1:5080", "fleet.example.com", "10.1.2.3:5080", false)]
    public void At_all_addresses_any_name_is_answered_until_one_is_named(
        string address,
        string? hosts,
        string asked,
        bool isAnswered
    ) => Assert.Equal(isAnswered, Listening.Check(new() { Address = address, Hosts = hosts }).Knows(asked));

    [Theory]
    [InlineData("--requests-per-minute", "0")]
    [InlineData("--health-seconds", "0")]
    [InlineData("--look-milliseconds", "0")]
    [InlineData("--most-bytes", "-1")]
    [InlineData("--session", "00:00:00")]
    [InlineData("--session", "100.00:00:00")]
    public void An_option_that_would_break_a_server_while_it_runs_is_refused_at_its_start(string name, string value) =>
        Assert.Contains("are possible", Assert.Throws<StartException>(() => Read(name, value)).Message);

    [Fact]
    public void A_driver_that_there_is_not_is_refused() =>
        Assert.Contains(
            "local",
            Assert.Throws<StartException>(() => Machines.Open(new() { Driver = "cloud" })).Message
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_start_tells_how_the_admin_comes_in_until_somebody_has(bool isByPassword)
    {
        await using var ground = await StartAsync();
        var accounts = ground.Services.GetRequiredService<Accounts>();

        // A server that dies before it has told this is one whose first start was for nothing.
        var untold = Assert.NotNull(await accounts.BeginAsync(Cancel));
        var told = Assert.NotNull(await accounts.BeginAsync(Cancel));

        Assert.Null(await accounts.LoginAsync("admin", untold.Password, Cancel));
        Assert.Null(await accounts.FindAsync(untold.Key, Cancel));
        if (isByPassword)
        {
            Assert.NotNull(await accounts.LoginAsync("admin", told.Password, Cancel));
        }
        else
        {
            Assert.Equal(Role.Admin, (await accounts.FindAsync(told.Key, Cancel))!.Value.Account.Role);
        }
        Assert.Null(await accounts.BeginAsync(Cancel));
        Assert.NotNull(await accounts.LoginAsync("admin", told.Password, Cancel));
        Assert.NotNull(await accounts.FindAsync(told.Key, Cancel));
    }

    [Fact]
    public async Task A_password_that_an_admin_set_is_not_made_up_anew()
    {
        await using var ground = await StartAsync();
        var accounts = ground.Services.GetRequiredService<Accounts>();
        await accounts.BeginAsync(Cancel);

        await accounts.SetPasswordAsync("admin", new Secret("set by somebody"), Cancel);

        Assert.Null(await accounts.BeginAsync(Cancel));
        Assert.NotNull(await accounts.LoginAsync("admin", "set by somebody", Cancel));
    }

    [Fact]
    public async Task What_is_configured_of_the_admin_holds_from_the_next_start_on()
    {
        const string Key = "a key that somebody chose, of 32 letters and more";
        await using var ground = await StartAsync(options =>
            options with
            {
                AdminPassword = "chosen by somebody",
                AdminKey = Key,
            }
        );
        var accounts = ground.Services.GetRequiredService<Accounts>();

        Assert.Null(await accounts.BeginAsync(Cancel));
        Assert.Null(await accounts.BeginAsync(Cancel));

        Assert.NotNull(await accounts.LoginAsync("admin", "chosen by somebody", Cancel));
        Assert.NotNull(await accounts.FindAsync(Key, Cancel));
    }

    [Fact]
    public async Task A_key_that_was_configured_before_lets_nobody_in()
    {
        await using var ground = await StartAsync();
        var store = ground.Services.GetRequiredService<Cms.SqlAccounts>();
        string[] keys = [new('a', 40), new('b', 40)];
        foreach (var key in keys)
        {
            await new Accounts(store, ground.Options() with { AdminKey = key }, ground.Time).BeginAsync(Cancel);
        }

        var accounts = ground.Services.GetRequiredService<Accounts>();
        Assert.Null(await accounts.FindAsync(keys[0], Cancel));
        Assert.NotNull(await accounts.FindAsync(keys[1], Cancel));
    }

    [Fact]
    public async Task A_program_starts_prints_how_to_come_in_and_ends_when_it_is_told()
    {
        var root = Directory.CreateTempSubdirectory("toygres-program-");
        try
        {
            var first = await RunAsync(root.FullName);
            var second = await RunAsync(root.FullName);

            Assert.Contains("key of admin: toygres_", first);
            Assert.Contains("key of admin: toygres_", second);
            Assert.NotEqual(first.Split("toygres_")[1], second.Split("toygres_")[1]);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_program_that_cannot_start_says_why_and_fails()
    {
        using var process = Start("--address", "http://0.0.0.0:1");
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("others can hear passwords", error);
    }

    [Fact]
    public async Task Without_PostgreSQL_a_program_says_what_to_install()
    {
        var empty = Directory.CreateTempSubdirectory("toygres-without-");
        try
        {
            string[] where = ["--root", Path.Combine(empty.FullName, "root"), "--address", "http://127.0.0.1:0"];
            foreach (var option in new[] { "--packages", "--programs" })
            {
                using var process = Start([.. where, option, empty.FullName]);
                var error = await process.StandardError.ReadToEndAsync(Cancel);
                await process.WaitForExitAsync(Cancel);

                Assert.Equal(1, process.ExitCode);
                Assert.Contains("apt-get install -y postgresql", error);
                Assert.Single(error.Trim().Split('\n'));
            }
        }
        finally
        {
            empty.Delete(recursive: true);
        }
    }

    private static async Task<string> RunAsync(string root)
    {
        using var process = Start("--root", root, "--address", "http://127.0.0.1:0", "--is-durable", "false");
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("It holds the fleet", StringComparison.Ordinal))
            {
                using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            }
        }
        await process.WaitForExitAsync(Cancel);
        Assert.Equal(0, process.ExitCode);
        return string.Join('\n', lines);
    }

    private static Process Start(params string[] args) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [typeof(ToygresServer).Assembly.Location, .. args])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

    private static ServerOptions Read(params string[] args) => CommandLine.Read(new ConfigurationManager(), args);
}
