using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Duroxide.Sqlite;

namespace Duroxide.Packages.Tests;

/// <summary>What <c>dotnet new</c> makes of the packed templates: built without a warning, it does what its readme says.</summary>
public sealed partial class TemplateTests(Templates templates) : IClassFixture<Templates>
{
    [Fact]
    public void Every_template_of_the_repository_is_made_here() =>
        Assert.Equal(
            Directory
                .EnumerateDirectories(Path.Combine(Built.Root, "src", "Duroxide.Templates", "content"))
                .Select(folder => Path.GetFileName(folder))
                .Order(),
            Templates.All.Order()
        );

    [Theory]
    [InlineData("duroxide")]
    [InlineData("duroxide-fsharp")]
    public async Task A_new_program_runs_to_its_end_and_knows_the_answer_the_next_time(string template)
    {
        var folder = templates.FolderOf(template);

        var first = await RunAsync(folder);
        var second = await RunAsync(folder);

        Assert.Equal("Charging 39.90 for a lamp\nShipping a lamp\na lamp is on its way\n", first);
        Assert.Equal("a lamp is on its way\n", second);
    }

    // That each is built shows that namespaces and types of these names do not meet.
    [Fact]
    public async Task A_new_program_may_be_called_as_something_that_its_code_uses() =>
        Assert.EndsWith(
            "a lamp is on its way\n",
            await Command.RunAsync(
                templates.PathOf("System"),
                "dotnet",
                Path.Combine(templates.PathOf("System"), "bin", "Release", "net10.0", "SystemApp.dll")
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_new_web_application_is_run_at_the_address_of_its_requests()
    {
        var folder = templates.FolderOf("duroxide-web");

        var launch = JsonDocument
            .Parse(await File.ReadAllTextAsync(Path.Combine(folder, "Properties", "launchSettings.json")))
            .RootElement.GetProperty("profiles")
            .GetProperty(Path.GetFileName(folder));

        Assert.Contains(
            launch.GetProperty("applicationUrl").GetString()!,
            await File.ReadAllTextAsync(Path.Combine(folder, $"{Path.GetFileName(folder)}.http")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_rule_that_is_broken_breaks_the_build_of_a_new_program()
    {
        var folder = await templates.MakeAsync("duroxide", "My.Clock");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Clock.cs"),
            "class Clock { public static DateTime Look(Duroxide.OrchestrationContext ctx) => DateTime.UtcNow; }"
        );

        var told = await Command.RunToAnyEndAsync(
            folder,
            "dotnet",
            "build",
            "-nodeReuse:false",
            "-p:UseSharedCompilation=false"
        );

        Assert.Contains("Clock.cs(1,81): error DUR0001", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_worker_writes_reports_and_goes_on_with_the_next_after_a_restart()
    {
        var folder = templates.FolderOf("duroxide-worker");

        await using (var worker = Start(folder, "--Reports:Every=00:00:01"))
        {
            await worker.WaitForAsync("Report 2, attempt 1");
            Assert.Equal(0, await worker.StopAsync());
        }

        await using var again = Start(folder, "--Reports:Every=00:00:01");
        var round = int.Parse((await again.WaitForAsync("Report ")).Split(',')[0]);
        Assert.InRange(round, 2, 9);
        Assert.Equal(0, await again.StopAsync());
    }

    [Fact]
    public async Task A_new_web_application_takes_an_order_shows_it_and_is_healthy()
    {
        await using var shop = Start(templates.FolderOf("duroxide-web"), "--urls=http://127.0.0.1:0");
        using var http = new HttpClient { BaseAddress = new(await shop.WaitForAsync("Now listening on: ")) };

        var placed = await http.PostAsJsonAsync(
            "orders",
            new
            {
                customer = "Ada",
                item = "a lamp",
                price = 39.90m,
            }
        );
        var order = placed.Headers.Location!;
        await http.PostAsJsonAsync($"{order}/payment", new { card = "4242" });

        Assert.Equal(HttpStatusCode.Accepted, placed.StatusCode);
        Assert.Equal($"parcel {order.OriginalString.Split('/')[^1]}", await ResultAsync(http, order));
        Assert.Equal("Healthy", await http.GetStringAsync("health"));
        Assert.Equal("Healthy", await http.GetStringAsync("ready"));
        Assert.Contains("orders/fulfil", await http.GetStringAsync("duroxide/instances"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"orders/{Guid.NewGuid()}")).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await http.PostAsJsonAsync("orders", new { customer = "Ada" })).StatusCode
        );
        Assert.Equal(0, await shop.StopAsync());
    }

    // The store has one instance that runs and one that has ended, as the recordings say.
    [Fact]
    public async Task The_build_of_new_tests_passes_and_verifies_a_store()
    {
        var folder = templates.FolderOf("duroxide-tests");
        var store = Path.Combine(folder, "orders.db");
        await using (var provider = new SqliteProvider(store))
        {
            await provider.InitializeAsync(TestContext.Current.CancellationToken);
        }
        var steps = Step().Matches(await File.ReadAllTextAsync(Path.Combine(folder, Build))).ToList();

        var told = new List<string>();
        foreach (var step in steps)
        {
            told.Add(await ShellAsync(folder, store, step.Groups["command"].Value));
            if (told.Count == 2)
            {
                await ShellAsync(folder, store, "dotnet duroxide import histories --yes");
            }
        }

        Assert.Equal(3, told.Count);
        Assert.Matches(@"total: +[1-9]", told[0]);
        Assert.Matches(@"failed: +0", told[0]);
        Assert.Contains("Safe to deploy", told[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_provider_is_told_which_groups_still_fail()
    {
        var tests = Path.Combine(templates.FolderOf("duroxide-provider"), "My.Own-Store.Tests");

        var told = await Command.RunToAnyEndAsync(tests, "dotnet", Templates.ProgramIn(tests));

        Assert.Contains("CreateInstancesAsync is still to be written.", told, StringComparison.Ordinal);
        Assert.Matches(@"StoreValue: \d+ of \d+ tests fail", told);
        Assert.Matches(@"\n0 of \d+ groups pass", told);
        Assert.DoesNotContain("Every_group_of_conformance_tests_runs", told, StringComparison.Ordinal);
    }

    const string Build = ".github/workflows/durable.yml";

    static Task<string> RunAsync(string folder) => Command.RunAsync(folder, "dotnet", Templates.ProgramIn(folder));

    static Service Start(string folder, params string[] arguments) =>
        Service.Start(folder, "dotnet", [Templates.ProgramIn(folder), .. arguments]);

    // The build server's command, without leaving one behind. Where tools are is remembered for a home, in which others restore them too.
    static Task<string> ShellAsync(string folder, string store, string command) =>
        Command.RunAsync(
            folder,
            "env",
            command.StartsWith("dotnet test", StringComparison.Ordinal)
                ? "DOTNET_NOLOGO=1"
                : $"DOTNET_CLI_HOME={Path.Combine(folder, "home")}",
            $"DUROXIDE_STORE={store}",
            "MSBUILDDISABLENODEREUSE=1",
            "UseSharedCompilation=false",
            "sh",
            "-c",
            command
        );

    static async Task<string?> ResultAsync(HttpClient http, Uri order)
    {
        while (true)
        {
            var view = await http.GetFromJsonAsync<JsonElement>(order);
            if (view.GetProperty("state").GetString() != "running")
            {
                return view.GetProperty("result").GetString();
            }
        }
    }

    [GeneratedRegex(@"run: (?<command>dotnet .*)")]
    private static partial Regex Step();
}
