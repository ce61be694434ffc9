using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Toygres.Server.Contracts;
using static Toygres.Server.Tests.ProblemTests;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests;

/// <summary>Who may come in, by what, and for how long.</summary>
public class AccessTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task What_a_statement_gave_is_told_to_no_viewer()
    {
        await using var ground = await StartAsync();
        using var operators = ground.As(Role.Operator);
        var name = await CreateAsync(operators, new("orders"));
        using var asked = await operators.PostAsJsonAsync(
            $"/api/instances/{name}/query",
            new QueryRequest("SELECT 'the salary of Ann'"),
            Cancel
        );
        await ReadAsync<QueryView>(asked);
        using var viewer = ground.As(Role.Viewer);
        var actor = $"/api/server/orchestrations/actor-{name}";

        using var history = await viewer.GetAsync($"{actor}?history_limit=full", Cancel);
        var page = await viewer.GetStringAsync($"/duroxide-view/instance?id=actor-{name}", Cancel);
        var api = await viewer.GetAsync($"/duroxide-view/api/instances/actor-{name}/history", Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, history.StatusCode);
        Assert.Contains("execute-query", await operators.GetStringAsync($"{actor}?history_limit=full", Cancel));
        Assert.DoesNotContain("salary", page);
        Assert.DoesNotContain("salary", await api.Content.ReadAsStringAsync(Cancel));
        Assert.DoesNotContain("salary", await viewer.GetStringAsync(actor, Cancel));
        Assert.DoesNotContain("salary", await viewer.GetStringAsync($"{actor}/diagram", Cancel));
    }

    [Fact]
    public async Task Each_endpoint_lets_in_its_role_and_those_above_it_alone()
    {
        await using var ground = await StartAsync();
        var document = await GetAsync<JsonElement>(ground.As(null), "/openapi/v1.json");
        var seen = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                seen++;
                await CheckAsync(ground, path.Name, operation);
            }
        }
        Assert.True(seen > 60, $"{seen} operations stand in the document.");
    }

    private static async Task CheckAsync(ServerGround ground, string path, JsonProperty operation)
    {
        var needs = operation.Value.TryGetProperty("description", out var text)
            ? Enum.Parse<Role>(text.GetString()!.Split(' ')[^1].TrimEnd('.'), ignoreCase: true)
            : (Role?)null;
        var what = $"{operation.Name} {path}";
        Role?[] all = [null, Role.Viewer, Role.Operator, Role.Admin];
        foreach (var role in all)
        {
            // What is really done by the last one would end what the others come in by.
            if (role is Role.Admin && needs is not Role.Admin)
            {
                continue;
            }
            using var client = ground.As(role);
            using var request = new HttpRequestMessage(
                new HttpMethod(operation.Name.ToUpperInvariant()),
                path.Replace("{name}", "none-00000000").Replace("{id}", "none")
            );
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
            var isIn = response.StatusCode is not HttpStatusCode.Unauthorized and not HttpStatusCode.Forbidden;
            Assert.True(
                isIn == (needs is null || role >= needs),
                $"{what} answers {role?.ToString() ?? "a stranger"} with {response.StatusCode}."
            );
        }
    }

    [Fact]
    public async Task A_session_begins_with_a_password_and_ends_with_time()
    {
        await using var ground = await StartAsync();
        var session = await ground.LoginAsync(Role.Viewer);
        using var client = With(ground, session.Token);
        Assert.Equal("the-viewer", (await GetAsync<MeView>(client, "/api/me")).Name);

        ground.Time.Forward(TimeSpan.FromHours(11));
        using var still = await client.GetAsync("/api/instances", Cancel);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        ground.Time.Forward(TimeSpan.FromHours(2));
        using var over = await client.GetAsync("/api/instances", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, over.StatusCode);
    }

    [Fact]
    public async Task A_session_ends_by_logout_and_by_another_password()
    {
        await using var ground = await StartAsync();
        using var first = With(ground, (await ground.LoginAsync(Role.Viewer)).Token);
        using var second = With(ground, (await LoginAgainAsync(ground, Role.Viewer)).Token);
        using var admin = ground.As(Role.Admin);

        using var left = await first.PostAsync("/logout", null, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        Assert.Null((await GetAsync<MeView>(first, "/api/me")).Name);
        Assert.NotNull((await GetAsync<MeView>(second, "/api/me")).Name);
        using var set = await admin.PutAsJsonAsync(
            "/api/accounts/the-viewer/password",
            new PasswordRequest("another long one"),
            Cancel
        );
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        Assert.Null((await GetAsync<MeView>(second, "/api/me")).Name);
    }

    [Fact]
    public async Task A_stream_ends_with_the_session_of_who_reads_it()
    {
        await using var ground = await StartAsync(options => options with { Session = TimeSpan.FromSeconds(5) });
        using var client = With(ground, (await ground.LoginAsync(Role.Viewer)).Token);

        await foreach (var item in StreamAsync<FleetChangeView>(client, "/api/changes"))
        {
            Assert.Equal("beat", item.EventType);
        }

        Assert.Null((await GetAsync<MeView>(client, "/api/me")).Name);
    }

    [Theory]
    [InlineData("the-viewer", "a wrong password")]
    [InlineData("nobody-here", "a wrong password")]
    public async Task A_wrong_password_and_a_wrong_name_are_told_alike(string name, string password)
    {
        var ground = server.Ground;
        using var client = ground.As(null);

        using var response = await client.PostAsJsonAsync("/login", new LoginRequest(name, password), Cancel);

        Assert.StartsWith("Try again", await DetailAsync(response, HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Passwords_are_tried_a_few_times_a_minute()
    {
        await using var ground = await StartAsync(options => options with { LoginsPerMinute = 2 });
        using var client = ground.As(null);
        var statuses = new List<HttpStatusCode>();
        for (var tried = 0; tried < 3; tried++)
        {
            using var response = await client.PostAsJsonAsync("/login", new LoginRequest("admin", "a guess"), Cancel);
            statuses.Add(response.StatusCode);
        }
        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests],
            statuses
        );
    }

    [Fact]
    public async Task A_page_comes_in_by_a_cookie_that_no_script_and_no_other_site_can_use()
    {
        await using var ground = await StartAsync();
        await ground.GivePasswordAsync(Role.Operator);
        using var client = ground.As(null);
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["name"] = "the-operator",
                ["password"] = PasswordOf(Role.Operator),
                ["returnUrl"] = "//evil.example",
            }
        );

        using var response = await client.PostAsync("/login", form, Cancel);

        Assert.Equal((HttpStatusCode.Redirect, "/"), (response.StatusCode, response.Headers.Location!.ToString()));
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal("the-operator", (await GetAsync<MeView>(client, "/api/me")).Name);

        Assert.Equal(HttpStatusCode.Forbidden, await SyncAsync(client, "Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, await SyncAsync(client, "Origin", "http://evil.example"));
        Assert.Equal(HttpStatusCode.NotFound, await SyncAsync(client, "Sec-Fetch-Site", "same-origin"));
    }

    [Fact]
    public async Task A_page_sends_strangers_to_the_login()
    {
        var ground = server.Ground;
        using var client = ground.As(null);
        client.DefaultRequestHeaders.Accept.Add(new("text/html"));

        using var response = await client.GetAsync("/duroxide", Cancel);

        Assert.Equal("/login?returnUrl=%2Fduroxide", response.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData(Role.Viewer, "/duroxide", HttpStatusCode.Forbidden)]
    [InlineData(Role.Viewer, "/duroxide-view", HttpStatusCode.OK)]
    [InlineData(Role.Operator, "/duroxide", HttpStatusCode.OK)]
    public async Task The_dashboard_lets_viewers_look_and_operators_act(Role role, string path, HttpStatusCode status)
    {
        var ground = server.Ground;
        using var client = ground.As(role);

        using var response = await client.GetAsync($"{path}/api/instances", Cancel);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task An_admin_lets_in_and_out_and_the_last_one_stays()
    {
        await using var ground = await StartAsync();
        using var admin = ground.As(Role.Admin);
        using var added = await admin.PostAsJsonAsync(
            "/api/accounts",
            new AccountRequest("robot", "operator", null),
            Cancel
        );
        Assert.Equal(
            new("robot", "operator", false, default),
            (await ReadAsync<AccountView>(added, HttpStatusCode.Created)) with
            {
                Created = default,
            }
        );
        using var made = await admin.PostAsJsonAsync("/api/accounts/robot/keys", new KeyRequest("ci"), Cancel);
        var key = await ReadAsync<NewKeyView>(made, HttpStatusCode.Created);
        using var robot = With(ground, key.Key);
        Assert.Equal("operator", (await GetAsync<MeView>(robot, "/api/me")).Role);
        Assert.Equal("ci", Assert.Single(await GetAsync<List<KeyView>>(admin, "/api/accounts/robot/keys")).Label);

        using var taken = await admin.DeleteAsync($"/api/accounts/robot/keys/{key.Id}", Cancel);
        Assert.Null((await GetAsync<MeView>(robot, "/api/me")).Name);
        using var removed = await admin.DeleteAsync("/api/accounts/robot", Cancel);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var last = await admin.DeleteAsync("/api/accounts/the-admin", Cancel);
        Assert.Contains("last admin", await DetailAsync(last, HttpStatusCode.Conflict));
        Assert.Equal(
            ["the-admin", "the-operator", "the-viewer"],
            (await GetAsync<List<AccountView>>(admin, "/api/accounts")).Select(account => account.Name)
        );
    }

    [Fact]
    public async Task No_password_no_key_and_no_session_stands_in_the_database()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var session = await ground.LoginAsync(Role.Operator);
        var name = await CreateAsync(client, new("orders") { Password = "correct horse battery staple" });
        await GetAsync<ConnectionView>(client, $"/api/instances/{name}/connection");

        var secrets = new[]
        {
            session.Token,
            ground.KeyOf(Role.Operator),
            PasswordOf(Role.Operator),
            "correct horse battery staple",
        };
        foreach (var file in Directory.GetFiles(ground.Root, "fleet.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Cancel);
            foreach (var secret in secrets)
            {
                Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
            }
        }
        var log = ground.Services.GetRequiredService<LogRing>().Tail(2000, null);
        Assert.DoesNotContain(log, line => secrets.Any(line.Contains));
    }

    private static async Task<HttpStatusCode> SyncAsync(HttpClient client, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/instances/none-00000000/stop");
        request.Headers.Add(header, value);
        using var response = await client.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private static async Task<SessionView> LoginAgainAsync(ServerGround ground, Role role)
    {
        using var client = ground.As(null);
        using var response = await client.PostAsJsonAsync(
            "/login",
            new LoginRequest(NameOf(role), PasswordOf(role)),
            Cancel
        );
        return await ReadAsync<SessionView>(response);
    }

    private static HttpClient With(ServerGround ground, string token)
    {
        var client = ground.As(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
