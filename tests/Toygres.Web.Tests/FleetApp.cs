using Duroxide.Providers;
using Duroxide.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Toygres.Cms;

namespace Toygres.Web.Tests;

/// <summary>An application with the pages on loopback, over machines that are made up, with a real memory, store and worker.</summary>
public sealed class FleetApp : IAsyncLifetime
{
    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("toygres-pages-").FullName;
    private readonly Errors errors = new();
    private IProvider provider = null!;
    private DuroxideRuntime runtime = null!;
    private WebApplication app = null!;
    private Fleet fleet = null!;

    public string Address => app.Urls.Single();

    public Machines Machines { get; } = new();

    public FleetClient Client { get; private set; } = null!;

    public DuroxideClient Engine => runtime.Client;

    /// <summary>The memory, which is never away for the test itself.</summary>
    public ICms Cms { get; private set; } = null!;

    public Fleet Fleet => fleet;

    /// <summary>Whether the memory is away for the pages.</summary>
    public AwayCms Away { get; private set; } = null!;

    public async ValueTask InitializeAsync() => await StartAsync(port: 0);

    /// <summary>Ends the application, and starts it again at the same address.</summary>
    public async Task StartAgainAsync(Func<Task> meanwhile)
    {
        var port = new Uri(Address).Port;
        await StopAsync();
        await meanwhile();
        await StartAsync(port);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
        Assert.True(errors.Lines.IsEmpty, string.Join('\n', errors.Lines));
    }

    private async Task StartAsync(int port)
    {
        var file = Path.Combine(folder, "fleet.db");
        provider = new SqliteProvider(file);
        await provider.InitializeAsync(default);
        Cms = SqlCms.InSqlite($"Data Source={file};Pooling=False");
        await Cms.PrepareAsync(default);
        var services = new FleetServices(Machines, Cms, Machines, Machines);
        runtime = await DuroxideRuntime.StartAsync(provider, FleetRegistry.Of(services));
        Client = new FleetClient(runtime.Client, services, Tests.Fleet.Often, TimeProvider.System);
        fleet = new Fleet(this);
        (var shown, Away) = AwayCms.Over(Cms);
        var pages = services with { Cms = shown };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders().AddProvider(errors);
        Users.Add(builder.Services);
        builder.Services.AddSingleton(pages);
        builder.Services.AddSingleton(runtime.Client);
        builder.Services.AddSingleton(new FleetClient(runtime.Client, pages, Tests.Fleet.Often, TimeProvider.System));
        builder.Services.AddToygresPages(
            new() { Pace = TimeSpan.FromMilliseconds(100), InstancePace = Tests.Fleet.Often }
        );
        app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        Users.Map(app);
        app.MapToygresPages();
        app.MapDuroxide().RequireAuthorization(Roles.Operator);
        await app.StartAsync();
    }

    private async Task StopAsync()
    {
        // A page may just be asked for: it is answered before its services go.
        await app.StopAsync();
        await app.DisposeAsync();
        await runtime.DisposeAsync();
        await provider.DisposeAsync();
    }
}
