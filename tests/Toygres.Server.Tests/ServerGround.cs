using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Toygres.Server.Contracts;
using Toygres.Tests.Simulated;

namespace Toygres.Server.Tests;

/// <summary>A server for one test, over machines that are made up, with a database and a port of its own.</summary>
internal sealed class ServerGround : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("toygres-server-");
    private readonly List<IHost> hosts = [];
    private readonly Dictionary<Role, string> keys = [];

    private ServerGround() { }

    public FakeWorld World { get; } = new();

    public ShiftedTime Time { get; } = new();

    public string Root => root.FullName;

    /// <summary>Where the first process listens.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    public IServiceProvider Services => hosts[0].Services;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a server.</summary>
    /// <param name="change">What is other than usual.</param>
    public static async Task<ServerGround> StartAsync(Func<ServerOptions, ServerOptions>? change = null)
    {
        var ground = new ServerGround();
        var options = ground.Options();
        ground.Address = await ground.AddAsync(change?.Invoke(options) ?? options);
        foreach (var role in Enum.GetValues<Role>())
        {
            var accounts = ground.Services.GetRequiredService<Accounts>();
            await accounts.AddAsync(NameOf(role), role, null, Cancel);
            ground.keys[role] = await accounts.MakeKeyAsync(NameOf(role), "test", Cancel);
        }
        return ground;
    }

    /// <summary>Begins a session of the account of a role, which gets its password now: to make its hash takes a while.</summary>
    public async Task<SessionView> LoginAsync(Role role)
    {
        await GivePasswordAsync(role);
        using var client = As(null);
        using var response = await client.PostAsJsonAsync(
            "/login",
            new LoginRequest(NameOf(role), PasswordOf(role)),
            Cancel
        );
        return await ReadAsync<SessionView>(response);
    }

    /// <summary>Gives the account of a role its password, and ends its sessions.</summary>
    public Task GivePasswordAsync(Role role) =>
        Services.GetRequiredService<Accounts>().SetPasswordAsync(NameOf(role), new Secret(PasswordOf(role)), Cancel);

    /// <summary>The name of the account of a role.</summary>
    public static string NameOf(Role role) => $"the-{role.ToString().ToLowerInvariant()}";

    /// <summary>The password of the account of a role.</summary>
    public static string PasswordOf(Role role) => $"the long password of {role}";

    /// <summary>The options of a server on this ground.</summary>
    public ServerOptions Options() =>
        new()
        {
            Root = Root,
            Address = "http://127.0.0.1:0",
            HealthSeconds = 1,
            PollSeconds = 1,
            LookMilliseconds = 50,
            RequestsPerMinute = 100_000,
            LoginsPerMinute = 1000,
        };

    /// <summary>Starts another process of the fleet, and says where it listens.</summary>
    public async Task<Uri> AddAsync(ServerOptions options)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var machines = new Machines(World, World) { Sessions = World };
        var host = await ToygresServer.BuildAsync(
            builder,
            options,
            machines,
            FleetDatabase.Open(options),
            Time,
            Cancel
        );
        hosts.Add(host);
        await host.StartAsync(Cancel);
        var addresses = host.Services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses;
        return new Uri(addresses?.First() ?? "http://nowhere");
    }

    /// <summary>The key of the account of a role.</summary>
    public string KeyOf(Role role) => keys[role];

    /// <summary>A client with the key of a role; null for a stranger.</summary>
    public HttpClient As(Role? role, Uri? address = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = address ?? Address,
            Timeout = Patience,
        };
        if (role is { } known)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", keys[known]);
        }
        return client;
    }

    /// <summary>Sends something, and reads the operation that it began.</summary>
    public static async Task<StartedView> BeginAsync(HttpClient client, string path, object? body = null)
    {
        using var response = await client.PostAsJsonAsync(path, body ?? new { }, Cancel);
        return await ReadAsync<StartedView>(response, HttpStatusCode.Accepted);
    }

    /// <summary>Reads an answer that must have a status.</summary>
    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {text}");
        return JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!;
    }

    /// <summary>Reads what is answered to a GET.</summary>
    public static async Task<T> GetAsync<T>(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Cancel);
        return await ReadAsync<T>(response);
    }

    /// <summary>Makes an instance, and waits until it runs.</summary>
    public static async Task<string> CreateAsync(HttpClient client, CreateInstanceRequest request)
    {
        var started = await BeginAsync(client, "/api/instances", request);
        await EndedAsync(client, started);
        return started.Name;
    }

    /// <summary>Waits for the end of an operation, as the server tells it without being asked again.</summary>
    public static async Task<OperationView> EndAsync(HttpClient client, string operation)
    {
        OperationView? last = null;
        await foreach (var item in StreamAsync<OperationView>(client, $"/api/operations/{operation}/changes"))
        {
            last = item.Data;
        }
        Assert.True(last?.HasEnded, $"{operation} is told no more before it has ended.");
        return last!;
    }

    /// <summary>Waits until an operation has completed.</summary>
    public static async Task EndedAsync(HttpClient client, StartedView started)
    {
        var end = await EndAsync(client, started.Operation);
        Assert.True(end.Status == "completed", $"{started.Operation}: {end.Error}");
    }

    /// <summary>Reads a stream of events until it is over.</summary>
    public static async IAsyncEnumerable<SseItem<T>> StreamAsync<T>(HttpClient client, string path)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        using var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
        var parser = SseParser.Create(
            stream,
            (_, data) => JsonSerializer.Deserialize<T>(data, JsonSerializerOptions.Web)!
        );
        await foreach (var item in parser.EnumerateAsync(limit.Token))
        {
            yield return item;
        }
    }

    /// <summary>Asks until the answer is right.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        while (!await holds())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }
        root.Delete(recursive: true);
    }
}
