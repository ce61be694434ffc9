using System.Text.Json.Serialization;
using Duroxide;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Toygres.Orchestrations;
using Toygres.Web;

namespace Toygres.Server;

/// <summary>Puts a server together.</summary>
public static class ToygresServer
{
    /// <summary>Makes a server out of a command line, the environment and files.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="StartException">It cannot start so; the text says why, and what to do.</exception>
    public static async Task<IHost> BuildAsync(string[] args, CancellationToken cancel = default)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        var options = CommandLine.Read(builder.Configuration, args);
        // The driver makes the root, so that it comes before the database that lies there.
        var machines = Machines.Open(options);
        var database = FleetDatabase.Open(options);
        return await BuildAsync(builder, options, machines, database, TimeProvider.System, cancel);
    }

    /// <summary>Makes a server over what is given.</summary>
    internal static async Task<IHost> BuildAsync(
        WebApplicationBuilder builder,
        ServerOptions options,
        Machines machines,
        FleetDatabase database,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        await database.PrepareAsync(cancel);
        if (options.Role is ServerRole.Worker)
        {
            var worker = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = [] });
            worker.Services.AddFleet(options, machines, database, time);
            return worker.Build();
        }
        var hosts = Listening.Check(options);
        builder.WebHost.UseUrls(options.Address);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = options.MostBytes;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddFleet(options, machines, database, time);
        Proxies.Add(builder.Services, options);
        AddApi(builder, options);
        AddPages(builder.Services, options);
        var app = builder.Build();
        if (options.PathBase is { } path)
        {
            app.UsePathBase(path);
            app.Use(next => http => BelowAsync(http, next));
        }
        Map(app, hosts);
        return app;
    }

    private static void AddApi(WebApplicationBuilder builder, ServerOptions options)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddSingleton<Accounts>().AddSingleton<Auditing>().AddSingleton<FleetLook>().AddSingleton<Streams>();
        services.AddSingleton<OperationsLook>().AddSingleton<Requests>();
        services
            .AddSingleton<LogRing>()
            .AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LogRing>());
        services
            .AddAuthentication(TokenAuthentication.Name)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Name, null);
        services.AddAuthorizationBuilder().AddPolicies();
        services.AddRateLimiter(limits => RateLimits.Add(limits, options));
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Explain);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // It says at each first start that keys are not encrypted; their folder is their owner's alone.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        services.AddOpenApi(ApiDocument.Configure);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.AllowDuplicateProperties = false;
        });
    }

    private static void AddPages(IServiceCollection services, ServerOptions options)
    {
        services.AddToygresPages(new() { InstancePace = InstanceEndpoints.PaceOf(options) });
        // What a form is sealed with outlives the process, and nobody else reads it.
        var keys = Path.Combine(Path.GetFullPath(options.Root), "keys");
        var folder = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(keys)
            : Directory.CreateDirectory(
                keys,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        services.AddDataProtection().PersistKeysToFileSystem(folder).SetApplicationName("toygres");
    }

    private static void Map(WebApplication app, Hosts hosts)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandler = Problems.AnswerAsync,
                SuppressDiagnosticsCallback = Problems.IsExpected,
            }
        );
        app.UseStatusCodePages();
        app.Use(next => http => hosts.RunAsync(http, next));
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.Use(next => http => SameSite.RunAsync(http, next));
        app.Use(next => http => app.Services.GetRequiredService<Auditing>().RunAsync(http, next));
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(next => http => BufferAsync(http, next));
        var api = app.MapGroup("/api").RequireAuthorization(Policies.Viewer);
        api.MapInstances();
        api.MapImages();
        api.MapRuntimeImages();
        api.MapBatches();
        api.MapOperations();
        api.MapChanges();
        api.MapSystem();
        api.MapAccounts();
        app.MapLogin();
        app.MapToygresPages().ExcludeFromDescription();
        app.MapServerHealth();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapDuroxide("/duroxide", new() { Code = app.Services.GetRequiredService<Registry>() })
            .RequireAuthorization(Policies.Operator);
        app.MapDuroxide(
                "/duroxide-view",
                new()
                {
                    Code = app.Services.GetRequiredService<Registry>(),
                    IsReadOnly = true,
                    Redact = Payloads.Hide,
                }
            )
            .RequireAuthorization(Policies.Viewer);
    }

    // The endpoints say where things are from the root of the application on.
    private static Task BelowAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        http.Response.OnStarting(() =>
        {
            if (headers.Location.ToString().StartsWith("/api/", StringComparison.Ordinal))
            {
                headers.Location = $"{http.Request.PathBase}{headers.Location}";
            }
            return Task.CompletedTask;
        });
        return next(http);
    }

    // A request that can come again is read twice: once to know it, and once for what it says.
    private static Task BufferAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.ContainsKey(Requests.Header))
        {
            http.Request.EnableBuffering();
        }
        return next(http);
    }
}
