using System.Net;
using System.Net.Http.Json;
using Toygres.Server.Contracts;
using Toygres.Server.Tests.Cli;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests;

/// <summary>Container images that instances run, and the durable functions within them.</summary>
public class RuntimeTests
{
    private static readonly string Reference = $"registry.example/pg_durable@sha256:{new string('a', 64)}";

    [Fact]
    public async Task An_instance_runs_the_image_that_it_is_told_and_its_copies_run_the_same()
    {
        await using var ground = await StartAsync(options => options with { Registries = "registry.example, other" });
        using var admin = ground.As(Role.Admin);
        using var registered = await RegisterAsync(admin, "durable", Reference);
        Assert.Equal(HttpStatusCode.NoContent, registered.StatusCode);
        var name = await CreateAsync(admin, new("orders") { RuntimeImage = "durable" });
        await EndedAsync(admin, await BeginAsync(admin, $"/api/instances/{name}/images", new ImageRequest("monday")));
        var copy = await CreateAsync(admin, new("copy") { Image = "monday" });
        var replica = await CreateAsync(admin, new("replica") { Follows = name });

        foreach (var one in new[] { name, copy, replica })
        {
            var row = await GetAsync<InstanceView>(admin, $"/api/instances/{one}");
            Assert.Equal(("durable", "pg_durable"), (row.RuntimeImage, row.ImageType));
        }
        Assert.Equal("durable", (await GetAsync<ImageView>(admin, "/api/images/monday")).RuntimeImage);
        using var needed = await admin.DeleteAsync("/api/runtime-images/durable", Cancel);
        Assert.Equal(HttpStatusCode.Conflict, needed.StatusCode);
        var other = await CreateAsync(admin, new("plain"));
        using var mixed = await admin.PostAsJsonAsync(
            $"/api/instances/{other}/restore",
            new RestoreRequest("monday"),
            Cancel
        );
        Assert.Equal(HttpStatusCode.Conflict, mixed.StatusCode);
    }

    [Fact]
    public async Task What_is_no_image_or_of_a_stranger_is_not_registered()
    {
        await using var ground = await StartAsync(options => options with { Registries = "registry.example" });
        using var admin = ground.As(Role.Admin);
        using var operators = ground.As(Role.Operator);

        using var forbidden = await RegisterAsync(operators, "durable", Reference);
        using var floating = await RegisterAsync(admin, "durable", "registry.example/postgres:17");
        using var strange = await RegisterAsync(admin, "durable", Reference.Replace("registry.", "evil."));
        using var kind = await RegisterAsync(admin, "durable", Reference, "windows");
        using var missing = await admin.PostAsJsonAsync(
            "/api/instances",
            new CreateInstanceRequest("orders") { RuntimeImage = "durable" },
            Cancel
        );
        ground.World.RunsImages = false;
        using var local = await RegisterAsync(admin, "durable", Reference);

        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.All([floating, strange, kind], wrong => Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode));
        Assert.Equal(HttpStatusCode.Conflict, missing.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, local.StatusCode);
        Assert.Contains("Kubernetes", await local.Content.ReadAsStringAsync(Cancel));
        Assert.Empty(await GetAsync<List<RuntimeImageView>>(admin, "/api/runtime-images"));
    }

    [Fact]
    public async Task Commands_work_on_runtime_images_and_on_what_is_durable_within_an_instance()
    {
        await using var ground = await StartAsync();
        var shell = Shell.Of(ground, Role.Admin);
        (await shell.RunAsync("runtime-images", "register", "durable", Reference, "--kind", "pg_durable")).Done();
        Assert.Contains(Reference, (await shell.RunAsync("runtime-images", "list")).Done());
        (await shell.RunAsync("create", "orders", "--runtime-image", "durable", "--wait")).Done();
        Assert.Contains("durable (pg_durable)", (await shell.RunAsync("get", "orders")).Done());
        var orders = Assert.Single(ground.World.Clusters.Keys);
        const string Durable = "durable-orchestrations";
        const string Begin = """
            WITH told AS MATERIALIZED (SELECT count(df.setvar(key, value)) FROM jsonb_each_text($3::text::jsonb))
            SELECT df.start($1, $2::text) AS instance_id FROM told
            """;
        const string Hostile = "'); DROP TABLE orders; --";

        (await shell.RunAsync(Durable, "list", "orders", "--status", Hostile)).Done();
        Assert.Contains("answer", (await shell.RunAsync(Durable, "metrics", "orders")).Done());
        (await shell.RunAsync(Durable, "start", "orders", Hostile, "--label", "l", "--variable", "a=b")).Done();
        (await shell.RunAsync(Durable, "run", "orders", "SELECT 1", "--wait-seconds", "0")).Done();
        foreach (var look in new[] { "info", "nodes", "executions", "explain", "result" })
        {
            (await shell.RunAsync(Durable, look, "orders", "1f00ba42")).Done();
        }
        (await shell.RunAsync(Durable, "cancel", "orders", "1f00ba42", "--reason", "why")).Done();
        (await shell.RunAsync(Durable, "signal", "orders", "1f00ba42", "go")).Done();

        Assert.Equal(
            [
                $"SELECT * FROM df.list_instances($1::text, $2) with {Hostile}, 50",
                "SELECT * FROM df.metrics()",
                $"{Begin} with {Hostile}, l, {{\"a\":\"b\"}}",
                $"{Begin} with SELECT 1, , {{}}",
                $"SELECT df.status($1) AS status, df.result($1) AS result with {orders}",
                "SELECT * FROM df.instance_info($1) with 1f00ba42",
                "SELECT * FROM df.instance_nodes($1) with 1f00ba42",
                "SELECT * FROM df.instance_executions($1, 20) with 1f00ba42",
                "SELECT df.explain($1) AS explain with 1f00ba42",
                "SELECT df.status($1) AS status, df.result($1) AS result with 1f00ba42",
                "SELECT df.cancel($1, $2) AS cancel with 1f00ba42, why",
                "SELECT df.signal($1, $2, $3) AS signal with 1f00ba42, go, {}",
            ],
            ground.World.Statements
        );
        (await shell.RunAsync("delete", "orders", "--yes", "--wait")).Done();
        (await shell.RunAsync("runtime-images", "delete", "durable", "--yes")).Done();
    }

    private static Task<HttpResponseMessage> RegisterAsync(
        HttpClient client,
        string name,
        string reference,
        string kind = "pg_durable"
    ) => client.PostAsJsonAsync("/api/runtime-images/register", new RegisterRequest(name, reference, kind), Cancel);
}
