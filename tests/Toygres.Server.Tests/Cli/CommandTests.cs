using System.Text.Json;
using Toygres.Cli;
using Toygres.Server.Contracts;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests.Cli;

/// <summary>Every command, over a server whose machines are made up.</summary>
public class CommandTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task An_instance_lives_by_commands()
    {
        await using var ground = await StartAsync();
        var shell = Shell.Of(ground, Role.Operator);
        var made = await shell.RunAsync(
            "create",
            "orders",
            "--dns",
            "orders",
            "--tag",
            "team=blue",
            "--memory",
            "64",
            "--wait"
        );
        Assert.Contains("completed", made.Done());
        Assert.NotEmpty(made.Error);

        Assert.Contains("team=blue", (await shell.RunAsync("list", "--state", "running")).Done());
        Assert.Contains("64 MB of memory", (await shell.RunAsync("get", "orders")).Done());
        foreach (var what in new[] { "stop", "start", "restart", "rotate-password" })
        {
            Assert.Contains("completed", (await shell.RunAsync(what, "orders", "--wait")).Done());
        }
        Assert.Contains(
            "completed",
            (await shell.RunAsync("resize", "orders", "--connections", "70", "--wait")).Done()
        );
        var row = Read<InstanceView>(await shell.RunAsync("get", "orders", "-o", "json"));
        Assert.Equal((70, 64, 2), (row.Size.Connections, row.Size.MemoryMegabytes, row.PasswordVersion));
        Assert.Contains(row.Name, (await shell.RunAsync("query", "orders", "SELECT 1")).Done());
        Assert.Contains("settled", (await shell.RunAsync("events", "orders")).Done());
        Assert.Empty((await shell.RunAsync("logs", "orders", "-n", "5")).Done());
        Assert.StartsWith(
            "postgresql://",
            Read<ConnectionView>(await shell.RunAsync("connect", "orders", "--print", "--json")).Uri
        );
        Assert.Contains("2 tags", (await shell.RunAsync("tag", "orders", "a=b", "c=d")).Done());
        Assert.Contains("every 60", (await shell.RunAsync("backups", "orders", "--every", "60", "--keep", "2")).Done());
        Assert.Contains("no more", (await shell.RunAsync("backups", "orders", "--every", "0")).Done());
        (await shell.RunAsync("backups", "orders")).Done();
        Assert.Contains("completed", (await shell.RunAsync("delete", "orders", "--yes", "--wait")).Done());
        Assert.Equal(ExitCode.NotFound, (await shell.RunAsync("get", "orders")).Code);
    }

    [Fact]
    public async Task Images_replicas_and_batches_are_made_by_commands()
    {
        await using var ground = await StartAsync();
        var shell = Shell.Of(ground, Role.Operator);
        (await shell.RunAsync("create", "orders", "--wait")).Done();
        (await shell.RunAsync("image", "create", "monday", "orders", "--wait")).Done();
        Assert.Contains("ready", (await shell.RunAsync("image", "list")).Done());
        Assert.Contains("sum", (await shell.RunAsync("image", "get", "monday")).Done());
        (await shell.RunAsync("create", "copy", "--image", "monday", "--wait")).Done();
        (await shell.RunAsync("restore", "copy", "monday", "--yes", "--wait")).Done();
        (await shell.RunAsync("create", "replica", "--follows", "orders", "--wait")).Done();
        (await shell.RunAsync("fail-over", "orders", "replica", "--yes", "--wait")).Done();
        (await shell.RunAsync("rejoin", "orders", "replica", "--yes", "--wait")).Done();
        (await shell.RunAsync("image", "delete", "monday", "--yes", "--wait")).Done();
        (await shell.RunAsync("create-batch", "shop", "2")).Done();
        Assert.Contains("batch-shop", (await shell.RunAsync("operation", "batches")).Done());
    }

    [Fact]
    public async Task Instances_of_a_file_are_made()
    {
        await using var ground = await StartAsync();
        var shell = Shell.Of(ground, Role.Operator);
        const string Yaml = """
            - name: orders
              connections: 30
              password: correct horse battery
              backupSeconds: 3600
              tags: { team: blue }
            - name: shop
              dnsName: shop
            """;

        (await shell.RunAsync(Yaml, false, "create", "-f", "-", "--wait")).Done();

        var orders = Read<InstanceView>(await shell.RunAsync("get", "orders", "--json"));
        Assert.Equal((30, "blue", 3600), (orders.Size.Connections, orders.Tags["team"], orders.Backups!.EverySeconds));
        Assert.Equal(
            "correct horse battery",
            Read<ConnectionView>(await shell.RunAsync("connect", "orders", "--print", "--json")).Password
        );
        Assert.Equal("shop", Read<InstanceView>(await shell.RunAsync("get", "shop", "--json")).DnsName);
        var wrong = await shell.RunAsync("name: a\ncolour: red", false, "create", "-f", "-");
        Assert.Equal(ExitCode.Usage, wrong.Code);
        Assert.Contains("line 2: an instance has no colour. It may have: name, connections", wrong.Error);
        (
            await shell.RunAsync("---\n# two of them\n  -\n    name: mini\n  - name: maxi", false, "create", "-f", "-")
        ).Done();
    }

    [Fact]
    public async Task A_file_names_instances_as_the_command_line_does_and_a_refusal_hides_none_that_was_begun()
    {
        await using var ground = await StartAsync();
        var shell = Shell.Of(ground, Role.Operator);
        (await shell.RunAsync("create", "orders", "--dns", "orders", "--wait")).Done();

        var follower = await shell.RunAsync("name: replica\nfollows: orders", false, "create", "-f", "-", "--wait");
        var half = await shell.RunAsync("- name: shop\n- name: bill\n  dnsName: orders", false, "create", "-f", "-");

        follower.Done();
        Assert.Equal(ExitCode.Refused, half.Code);
        Assert.Contains("orders is in use", half.Error);
        Assert.Contains("create-shop-", half.Output);
    }

    [Fact]
    public async Task The_fleet_and_the_engine_are_looked_into()
    {
        await using var ground = await StartAsync(options => options with { HealthSeconds = 3600 });
        var shell = Shell.Of(ground, Role.Admin);
        var started = Read<StartedView>(await shell.RunAsync("create", "orders", "--json"));
        (await shell.RunAsync("operation", "wait", started.Operation)).Done();
        Assert.Contains("completed", (await shell.RunAsync("operation", "get", started.Operation)).Done());
        Assert.Contains(started.Operation, (await shell.RunAsync("operation", "list", "--status", "completed")).Done());
        Assert.Equal(ExitCode.Refused, (await shell.RunAsync("operation", "cancel", started.Operation, "--yes")).Code);
        using var client = ground.As(Role.Admin);
        await EventuallyAsync(async () =>
            (await GetAsync<InstanceView>(client, $"/api/instances/{started.Name}")).Health == "healthy"
        );

        Assert.Contains("1 running", (await shell.RunAsync("status")).Done());
        Assert.Contains("healthy", (await shell.RunAsync("health")).Done());
        Assert.Contains("healthy", (await shell.RunAsync("health", "orders")).Done());
        Assert.Contains("as it should be", (await shell.RunAsync("drift")).Done());
        ground.World.Kill(InstanceName.Parse(started.Name));
        var drift = await shell.RunAsync("drift");
        Assert.Equal(ExitCode.Found, drift.Code);
        Assert.Contains("is stopped", drift.Output);
        Assert.Contains("as it should be", (await shell.RunAsync("drift", "--auto-resolve")).Done());
        Assert.Contains("compared", (await shell.RunAsync("sync")).Done());

        (await shell.RunAsync("actor", "restart", "orders")).Done();
        (await shell.RunAsync("server", "status")).Done();
        Assert.Contains("Running", (await shell.RunAsync("server", "stats")).Done());
        Assert.Contains("Root", (await shell.RunAsync("server", "config")).Done());
        Assert.Contains("Toygres__Root", (await shell.RunAsync("server", "env")).Done());
        Assert.Equal(ExitCode.Usage, (await shell.RunAsync("server", "env", "--show-secrets")).Code);
        await EventuallyAsync(async () =>
            (await shell.RunAsync("server", "workers")).Done().Contains($"{Environment.ProcessId}")
        );
        Assert.NotEmpty((await shell.RunAsync("server", "logs", "-n", "3")).Done());
        (await shell.RunAsync("server", "prune-log")).Done();
        Assert.Contains("system-pruner", (await shell.RunAsync("server", "orchestrations", "-i", "system")).Done());
        Assert.Contains(
            "create-instance",
            (await shell.RunAsync("server", "orchestration", started.Operation, "--history", "full")).Done()
        );
        Assert.StartsWith(
            "sequenceDiagram",
            (await shell.RunAsync("server", "orchestration", started.Operation, "--diagram")).Done()
        );
        Assert.Contains(
            started.Operation,
            (await shell.RunAsync("server", "orchestration", started.Operation, "--tree")).Done()
        );
        (await shell.RunAsync("server", "raise-event", "system-reconciler", "somebody-waits-for-this")).Done();
        (await shell.RunAsync("server", "prune", started.Operation)).Done();
        Assert.Equal(ExitCode.Refused, (await shell.RunAsync("server", "cancel", started.Operation, "-f")).Code);
        (await shell.RunAsync("server", "delete", started.Operation, "--yes")).Done();
    }

    [Fact]
    public async Task People_come_in_and_go_by_commands()
    {
        await using var ground = await StartAsync();
        var admin = Shell.Of(ground, Role.Admin);
        (await admin.RunAsync("a long password", false, "account", "add", "ann", "operator", "--password")).Done();
        Assert.Contains("ann", (await admin.RunAsync("account", "list")).Done());
        (await admin.RunAsync("another long password", false, "account", "password", "ann")).Done();

        var ann = Shell.Of(ground, null);
        Assert.Equal(ExitCode.Server, (await ann.RunAsync("whoami")).Code);
        Assert.Equal(ExitCode.Server, (await ann.RunAsync("a long password", false, "login", "ann")).Code);
        Assert.Contains(
            "You are ann (operator)",
            (await ann.RunAsync("another long password", false, "login", "ann")).Done()
        );
        Assert.Contains("ann", (await ann.RunAsync("whoami")).Done());
        var kept = Path.Combine(ground.Root, "config", "credentials.json");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
        (await ann.RunAsync("logout")).Done();
        Assert.False(File.Exists(kept));

        var key = Read<NewKeyView>(await admin.RunAsync("account", "key", "ann", "ci", "--json"));
        (await admin.RunAsync("account", "remove-key", "ann", key.Id, "--yes")).Done();
        (await admin.RunAsync("account", "remove", "ann", "--yes")).Done();
        Assert.Contains("RemoveAccount", (await admin.RunAsync("audit")).Done());
    }

    [Fact]
    public async Task What_loses_something_asks_a_person_and_wants_a_yes_of_a_program()
    {
        await using var ground = await StartAsync();
        var shell = Shell.Of(ground, Role.Operator);
        (await shell.RunAsync("create", "orders", "--wait")).Done();

        var program = await shell.RunAsync("delete", "orders");
        Assert.Equal(ExitCode.Usage, program.Code);
        Assert.Contains("--yes", program.Error);
        var no = await shell.RunAsync("n", true, "delete", "orders");
        Assert.Equal(ExitCode.Refused, no.Code);
        Assert.Contains("all of its data", no.Error);
        Assert.Single(ground.World.Clusters);
        (await shell.RunAsync("y", true, "delete", "orders", "--wait")).Done();
        Assert.Empty(ground.World.Clusters);
    }

    [Theory]
    [InlineData(ExitCode.NotFound, "no instance", "get", "none")]
    [InlineData(ExitCode.Refused, "small letters", "create", "Not a name")]
    [InlineData(ExitCode.Usage, "name=value", "create", "orders", "--tag", "blue")]
    [InlineData(ExitCode.Usage, "Give a name", "create")]
    [InlineData(ExitCode.Usage, "Try: toygres --help", "frobnicate")]
    [InlineData(ExitCode.Usage, "Try: toygres actor cancel --help", "actor", "cancel", "orders", "--yes")]
    [InlineData(ExitCode.Usage, "no JSON", "server", "raise-event", "system-pruner", "x", "{")]
    [InlineData(ExitCode.Server, "not known", "list", "--url", "{url}/?")]
    public async Task What_cannot_be_done_says_why_and_ends_with_its_code(int code, string told, params string[] args)
    {
        var ground = server.Ground;
        var shell = code == ExitCode.Server ? Shell.Of(ground, null) : Shell.Of(ground, Role.Operator);

        var ran = await shell.RunAsync([.. args.Select(arg => arg.Replace("{url}/?", ground.Address.ToString()))]);

        Assert.Equal(code, ran.Code);
        Assert.Contains(told == "not known" ? "Bearer" : told, ran.Error);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_with_how_to_start_one()
    {
        var shell = new Shell(_ => null);

        var ran = await shell.RunAsync("list", "--url", "http://127.0.0.1:1");

        Assert.Equal(ExitCode.Server, ran.Code);
        Assert.Contains("toygres server start", ran.Error);
    }

    [Fact]
    public async Task Two_instances_of_one_user_name_are_told_apart_by_their_whole_names()
    {
        await using var ground = await StartAsync();
        var shell = Shell.Of(ground, Role.Operator);
        var first = Read<StartedView>(await shell.RunAsync("create", "orders", "--json"));
        (await shell.RunAsync("create", "orders", "--wait")).Done();

        var several = await shell.RunAsync("get", "orders");

        Assert.Equal(ExitCode.Usage, several.Code);
        Assert.Contains(first.Name, several.Error);
        Assert.Contains(first.Name, (await shell.RunAsync("get", first.Name)).Done());
    }

    [Fact]
    public void What_is_new_at_the_end_of_a_log_is_told_once()
    {
        Assert.Equal(["c"], ServerCommands.New(["a", "b"], ["a", "b", "c"]));
        Assert.Equal(["c"], ServerCommands.New(["a", "b"], ["b", "c"]));
        Assert.Empty(ServerCommands.New(["a", "b"], ["a", "b"]));
        Assert.Equal(["x", "y"], ServerCommands.New(["a", "b"], ["x", "y"]));
        Assert.Equal(["a"], ServerCommands.New([], ["a"]));
    }

    private static T Read<T>(Ran ran) => JsonSerializer.Deserialize<T>(ran.Done(), JsonSerializerOptions.Web)!;
}
