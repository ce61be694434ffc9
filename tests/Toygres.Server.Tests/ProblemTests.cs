using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Toygres.Server.Contracts;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests;

/// <summary>Each refusal is a problem that says what to do.</summary>
public class ProblemTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("""{ "nme": "orders" }""", "nme")]
    [InlineData("""{ "name": null }""", "name")]
    [InlineData("""{ "name": "Orders!" }""", "small letters")]
    [InlineData("""{ "name": "a", "password": "short" }""", "8 characters")]
    [InlineData("""{ "name": "a", "dnsName": "A_B" }""", "DNS name")]
    [InlineData("""{ "name": "a", "tags": { "": "b" } }""", "tag")]
    [InlineData("""{ "name": "a", "tags": { "b": null } }""", "tag")]
    [InlineData("""{ "name": "a", "tags": { "b": "\u0000" } }""", "tag")]
    [InlineData("""{ "name": "a", "name": "b" }""", "name")]
    [InlineData("""{ "name": "a", "tags": { "b": "\ud800" } }""", "tags.b")]
    [InlineData("null", "Send a body")]
    [InlineData("", "Send a body")]
    [InlineData("""{ "name": """, "JSON")]
    public async Task An_instance_that_cannot_be_is_refused_with_what_to_write(string body, string told)
    {
        var ground = server.Ground;
        using var client = ground.As(Role.Operator);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await client.PostAsync("/api/instances", content, Cancel);

        Assert.Contains(told, await DetailAsync(response, HttpStatusCode.BadRequest));
        Assert.Empty(ground.World.Clusters);
    }

    [Theory]
    [InlineData("/login", """{ "name": "\ud800", "password": "a" }""")]
    [InlineData("/login", """{ "name": """)]
    [InlineData("/api/instances/bulk/delete", """{ "names": [null] }""")]
    public async Task A_body_that_cannot_be_read_is_the_fault_of_who_sent_it(string path, string body)
    {
        using var client = server.Ground.As(Role.Operator);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await client.PostAsync(path, content, Cancel);

        Assert.NotEmpty(await DetailAsync(response, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task What_cannot_be_done_now_says_why()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        var name = await CreateAsync(client, new("orders") { DnsName = "orders" });

        Assert.Contains("running", await ConflictAsync(client, $"/api/instances/{name}/start"));
        Assert.Contains(
            "in use",
            await ConflictAsync(client, "/api/instances", new CreateInstanceRequest("a") { DnsName = "orders" })
        );
        Assert.Contains("never made", await ConflictAsync(client, $"/api/instances/{name}/retry"));
        Assert.Contains(
            "between 10 and",
            await ConflictAsync(client, $"/api/instances/{name}/resize", new ResizeRequest(new(1)))
        );
        Assert.Contains(
            "not follow",
            await ConflictAsync(client, $"/api/instances/{name}/fail-over", new FailOverRequest(name))
        );
    }

    [Theory]
    [InlineData("/api/instances/none-00000000")]
    [InlineData("/api/instances/none-00000000/logs")]
    [InlineData("/api/instances/NOT%20A%20NAME")]
    [InlineData("/api/images/none")]
    [InlineData("/api/batches/none")]
    [InlineData("/api/operations/none")]
    [InlineData("/api/operations/none/changes")]
    [InlineData("/api/server/orchestrations/none")]
    [InlineData("/api/accounts/none/keys")]
    [InlineData("/api/nothing")]
    public async Task What_there_is_not_is_not_found(string path)
    {
        var ground = server.Ground;
        using var client = ground.As(Role.Admin);

        using var response = await client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/api/instances?limit=0", "between 1 and 500")]
    [InlineData("/api/instances?limit=x", "limit")]
    [InlineData("/api/instances?state=happy", "running")]
    [InlineData("/api/instances?state=1", "running")]
    [InlineData("/api/instances?health=happy", "unhealthy")]
    [InlineData("/api/operations?status=happy", "completed")]
    [InlineData("/api/operations?limit=501", "between 1 and 500")]
    [InlineData("/api/server/orchestrations/system-pruner?history_limit=some", "full")]
    [InlineData("/api/audit?limit=0", "between 1 and 500")]
    [InlineData("/api/operations?after=garbage", "begin after 'garbage'")]
    [InlineData("/api/server/orchestrations?after=garbage", "begin after 'garbage'")]
    public async Task A_question_that_is_wrong_says_what_is_possible(string path, string told)
    {
        var ground = server.Ground;
        using var client = ground.As(Role.Admin);

        using var response = await client.GetAsync(path, Cancel);

        Assert.Contains(told, await DetailAsync(response, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_request_that_is_too_long_is_not_read()
    {
        await using var ground = await StartAsync(options => options with { MostBytes = 1000 });
        using var client = ground.As(Role.Operator);
        using var content = new StringContent(new string(' ', 2000), Encoding.UTF8, "application/json");

        using var response = await client.PostAsync("/api/instances", content, Cancel);

        Assert.Contains("Send less", await DetailAsync(response, HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_how_long_to_wait()
    {
        await using var ground = await StartAsync(options => options with { RequestsPerMinute = 3 });
        using var client = ground.As(Role.Viewer);
        for (var asked = 0; asked < 3; asked++)
        {
            using var answered = await client.GetAsync("/api/me", Cancel);
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        }

        using var response = await client.GetAsync("/api/me", Cancel);

        Assert.Contains("Wait", await DetailAsync(response, HttpStatusCode.TooManyRequests));
        Assert.NotNull(response.Headers.RetryAfter);
        using var other = ground.As(Role.Operator);
        using var answer = await other.GetAsync("/api/me", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_name_of_another_host_is_not_answered()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Viewer);
        client.DefaultRequestHeaders.Host = "evil.example";

        using var response = await client.GetAsync("/api/me", Cancel);

        Assert.Contains("--hosts", await DetailAsync(response, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Another_body_than_json_is_refused()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        using var content = new StringContent("name=orders");
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");

        using var response = await client.PostAsync("/api/instances", content, Cancel);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    private static async Task<string> ConflictAsync(HttpClient client, string path, object? body = null)
    {
        using var response = await client.PostAsJsonAsync(path, body ?? new { }, Cancel);
        return await DetailAsync(response, HttpStatusCode.Conflict);
    }

    internal static async Task<string> DetailAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString()!;
    }
}
