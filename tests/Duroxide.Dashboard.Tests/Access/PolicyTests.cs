using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Duroxide.Dashboard.Tests;

public sealed class PolicyTests
{
    [Fact]
    public async Task With_a_policy_another_machine_is_answered_when_it_is_authorized()
    {
        await using var app = await StartAsync();

        using var stranger = await app.SendAsync(HttpMethod.Get, "/api/metrics", (DashboardApp.Remote, "203.0.113.9"));
        using var known = await app.SendAsync(
            HttpMethod.Get,
            "/api/metrics",
            (DashboardApp.Remote, "203.0.113.9"),
            ("X-Test-User", "ada")
        );
        using var here = await app.GetAsync("/api/metrics");

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Unauthorized),
            (stranger.StatusCode, known.StatusCode, here.StatusCode)
        );
    }

    [Fact]
    public async Task The_audit_log_names_who_is_authorized()
    {
        await using var app = await StartAsync();
        await app.Client.StartOrchestrationAsync(Shop.Echo, "echo-1", "hello");
        await app.Client.WaitForEndAsync("echo-1", DashboardApp.Generous);

        await app.SendAsync(
            HttpMethod.Delete,
            "/api/instance?id=echo-1",
            ("X-Test-User", "ada"),
            ("X-Duroxide", "1"),
            (DashboardApp.Remote, "203.0.113.9")
        );

        Assert.Equal("ada at 203.0.113.9 did delete of 'echo-1'", app.Audit.Last());
    }

    [Fact]
    public async Task Whoever_lets_anybody_in_still_answers_loopback_only()
    {
        await using var app = await StartAsync(mapped => mapped.AllowAnonymous());

        using var stranger = await app.SendAsync(HttpMethod.Get, "/api/metrics", (DashboardApp.Remote, "203.0.113.9"));

        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
    }

    static Task<DashboardApp> StartAsync(Action<IEndpointConventionBuilder>? secure = null) =>
        DashboardApp.StartAsync(
            services: services =>
            {
                services.AddAuthorization();
                services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, ByHeader>("test", _ => { });
            },
            secure: mapped =>
            {
                mapped.RequireAuthorization();
                secure?.Invoke(mapped);
            }
        );

    sealed class ByHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(
                Request.Headers["X-Test-User"] is [{ } user, ..]
                    ? AuthenticateResult.Success(
                        new(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, user)], "test")), "test")
                    )
                    : AuthenticateResult.NoResult()
            );
    }
}
