using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Toygres.Cms;
using Toygres.Server.Contracts;
using static Toygres.Server.Tests.ProblemTests;
using static Toygres.Server.Tests.ServerGround;

namespace Toygres.Server.Tests;

/// <summary>What is noted of who asked for what, and how much strangers can have noted.</summary>
public class AuditTests
{
    [Fact]
    public async Task Each_change_is_noted_with_who_asked_and_what_came_of_it()
    {
        await using var ground = await StartAsync();
        using var client = ground.As(Role.Operator);
        using var viewer = ground.As(Role.Viewer);
        using var admin = ground.As(Role.Admin);
        var name = await CreateAsync(client, new("orders"));
        await GetAsync<ConnectionView>(client, $"/api/instances/{name}/connection");
        using var refused = await viewer.DeleteAsync($"/api/instances/{name}", Cancel);
        using var failed = await client.PostAsJsonAsync("/login", new LoginRequest("admin", "a guess"), Cancel);
        using var wrong = await client.PostAsJsonAsync("/api/instances", new { name = "Not a name" }, Cancel);

        var page = await GetAsync<PageView<AuditView>>(admin, "/api/audit?limit=3");
        var rest = await GetAsync<PageView<AuditView>>(admin, $"/api/audit?after={page.Next}");

        Assert.Equal(
            [
                ("the-operator", "CreateInstance", null, 400),
                ("the-operator", "Login", "admin", 401),
                ("the-viewer", "DeleteInstance", name, 403),
                ("the-operator", "GetConnection", name, 200),
                ("the-operator", "CreateInstance", name, 202),
            ],
            page.Items.Concat(rest.Items)
                .Select(entry => (entry.Account, entry.Action, entry.Subject, entry.Status ?? 0))
        );
        Assert.All(page.Items, entry => Assert.Contains("127.0.0.1", entry.Address));
    }

    [Fact]
    public async Task A_flood_of_strangers_leaves_no_more_than_its_last_logins_in_the_audit()
    {
        await using var ground = await StartAsync();
        using var stranger = ground.As(null);
        var audit = ground.Services.GetRequiredService<SqlAudit>();
        foreach (var number in Enumerable.Range(0, SqlAudit.MostOfNobody + 10))
        {
            var entry = new AuditEntry($"0-{number:000000}", default, AuditEntry.Nobody, "::1", "Login", "admin");
            await audit.BeginAsync(entry, Cancel);
        }

        using var refused = await stranger.PostAsJsonAsync("/api/instances", new CreateInstanceRequest("a"), Cancel);
        using var nowhere = await stranger.PostAsync("/nowhere", null, Cancel);
        using var guess = await stranger.PostAsJsonAsync("/login", new LoginRequest("admin", "a guess"), Cancel);

        var newest = await audit.ListAsync(null, SqlAudit.MostOfNobody + 100, Cancel);
        Assert.Equal(SqlAudit.MostOfNobody, newest.Count);
        Assert.Equal(
            ("nobody", "Login", "admin", 401),
            (newest[0].Account, newest[0].Action, newest[0].Subject, newest[0].Status)
        );
        Assert.Equal("0-001009", newest[1].Id);
    }

    [Fact]
    public async Task A_login_by_a_form_is_noted_with_whether_somebody_came_in()
    {
        await using var ground = await StartAsync();
        await ground.GivePasswordAsync(Role.Operator);
        using var browser = ground.As(null);
        foreach (var password in new[] { "a guess", PasswordOf(Role.Operator) })
        {
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string> { ["name"] = "the-operator", ["password"] = password }
            );
            using var response = await browser.PostAsync("/login", form, Cancel);
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        }

        var entries = await ground.Services.GetRequiredService<SqlAudit>().ListAsync(null, 10, Cancel);

        Assert.Equal(
            [("the-operator", "the-operator"), ("nobody", "the-operator")],
            entries.Select(entry => (entry.Account, entry.Subject))
        );
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void One_network_of_IPv6_is_one_who_asks(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, From(one) == From(other));

        static string From(string address) =>
            RateLimits.AddressOf(
                new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } }
            );
    }

    [Fact]
    public async Task No_account_is_called_as_those_who_are_not_known()
    {
        await using var ground = await StartAsync();
        using var admin = ground.As(Role.Admin);

        using var response = await admin.PostAsJsonAsync(
            "/api/accounts",
            new AccountRequest("nobody", "viewer", null),
            Cancel
        );

        Assert.Contains("no name of an account", await DetailAsync(response, HttpStatusCode.BadRequest));
    }
}
