using System.Net;
using System.Net.Http.Json;
using Toygres.Server.Contracts;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests;

/// <summary>A server behind something with TLS, and those who say that they are something like that.</summary>
public class ProxyTests
{
    private const string Ours = "10.1.0.0/16, 127.0.0.1";

    [Fact]
    public async Task Behind_a_proxy_that_is_named_each_client_has_a_limit_of_its_own()
    {
        await using var ground = await StartAsync(options => options with { Proxies = Ours, LoginsPerMinute = 1 });

        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(ground, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(ground, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(ground, "203.0.113.2"));

        var (noted, _) = await NotedAsync(ground);
        Assert.Equal("203.0.113.2", noted);
    }

    [Theory]
    [InlineData("fleet.example.com", HttpStatusCode.OK)]
    [InlineData("fleet.example.com:8443", HttpStatusCode.OK)]
    [InlineData("a.fleet.test", HttpStatusCode.OK)]
    [InlineData("fleet.test", HttpStatusCode.BadRequest)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    public async Task Behind_a_proxy_that_keeps_the_host_the_names_are_answered_that_were_told(
        string host,
        HttpStatusCode status
    )
    {
        await using var ground = await StartAsync(options =>
            options with
            {
                Hosts = "fleet.example.com, *.fleet.test",
            }
        );
        using var client = ground.As(Role.Viewer);
        client.DefaultRequestHeaders.Host = host;

        using var response = await client.GetAsync("/api/me", Cancel);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("192.0.2.1")]
    public async Task Nobody_else_is_believed_to_ask_for_another_one(string? proxies)
    {
        await using var ground = await StartAsync(options => options with { Proxies = proxies, LoginsPerMinute = 1 });

        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(ground, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(ground, "203.0.113.2"));

        var (noted, count) = await NotedAsync(ground);
        Assert.Equal("127.0.0.1", noted);
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task What_a_client_writes_before_the_address_that_a_proxy_adds_changes_nothing()
    {
        await using var ground = await StartAsync(options => options with { Proxies = Ours, LoginsPerMinute = 1 });

        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(ground, "198.51.100.1, 203.0.113.1, 10.1.2.3"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(ground, "198.51.100.2, 203.0.113.1, 10.1.7.7"));
    }

    [Theory]
    [InlineData(Ours, true)]
    [InlineData(null, false)]
    public async Task A_cookie_is_for_tls_alone_when_a_proxy_that_is_named_has_it(string? proxies, bool isSecure)
    {
        await using var ground = await StartAsync(options => options with { Proxies = proxies });
        await ground.GivePasswordAsync(Role.Viewer);
        using var client = ground.As(null);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.1");
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["name"] = NameOf(Role.Viewer), ["password"] = PasswordOf(Role.Viewer) }
        );

        using var response = await client.PostAsync("/login", form, Cancel);

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Equal(isSecure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("0.0.0.0/0")]
    [InlineData("127.0.0.1, ::/0")]
    public async Task What_names_no_proxy_or_everybody_is_refused_at_the_start(string proxies)
    {
        var error = await Assert.ThrowsAsync<StartException>(() =>
            StartAsync(options => options with { Proxies = proxies })
        );

        Assert.Contains("names no proxy", error.Message);
    }

    private static async Task<HttpStatusCode> GuessAsync(ServerGround ground, string forwarded)
    {
        using var client = ground.As(null);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        using var response = await client.PostAsJsonAsync("/login", new LoginRequest("admin", "a guess"), Cancel);
        return response.StatusCode;
    }

    // The last login that was noted, and how many were.
    private static async Task<(string Address, int Count)> NotedAsync(ServerGround ground)
    {
        using var admin = ground.As(Role.Admin);
        var page = await GetAsync<PageView<AuditView>>(admin, "/api/audit");
        return (page.Items[0].Address, page.Items.Count);
    }
}
