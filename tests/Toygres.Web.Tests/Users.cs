using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Toygres.Web.Tests;

/// <summary>Who may come in: a viewer, an operator and an admin, each named as the role, by one password.</summary>
internal static class Users
{
    public const string Password = "open sesame";

    private static readonly string[] All = [Roles.Viewer, Roles.Operator, Roles.Admin];

    public static void Add(IServiceCollection services)
    {
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.LoginPath = ToygresPages.Login;
                cookie.AccessDeniedPath = ToygresPages.Denied;
            });
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Roles.Viewer, policy => policy.RequireRole(All))
            .AddPolicy(Roles.Operator, policy => policy.RequireRole(All[1..]))
            .AddPolicy(Roles.Admin, policy => policy.RequireRole(All[2..]));
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(
            "/login",
            async (HttpContext http) =>
            {
                var form = await http.Request.ReadFormAsync();
                var name = form["name"].ToString();
                if (form["password"] != Password || !All.Contains(name))
                {
                    return Results.Redirect("/login?failed=true");
                }
                Claim[] claims = [new(ClaimTypes.Name, name), new(ClaimTypes.Role, name)];
                await http.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(claims, "test")));
                return Results.LocalRedirect(form["returnUrl"] is [{ Length: > 0 } back] ? back : "/");
            }
        );
        app.MapPost(
            "/logout",
            async (HttpContext http) =>
            {
                await http.SignOutAsync();
                return Results.Redirect(ToygresPages.Login);
            }
        );
    }
}
