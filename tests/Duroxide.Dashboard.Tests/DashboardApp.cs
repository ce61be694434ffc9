using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Duroxide.Providers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Duroxide.Dashboard.Tests;

/// <summary>An application with a dashboard on loopback, on a port that the system chooses, and a store in memory.</summary>
public sealed class DashboardApp : IAsyncDisposable
{
    /// <summary>A header by which a test says from where a request is to seem to come.</summary>
    public const string Remote = "X-Test-Remote";

    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    readonly WebApplication app;
    readonly RecordedLog log;

    DashboardApp(WebApplication app, RecordedLog log)
    {
        this.app = app;
        this.log = log;
        Address = $"{app.Urls.Single()}/duroxide";
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new($"{Address}/") };
    }

    /// <summary>Where the dashboard is.</summary>
    public string Address { get; }

    /// <summary>Asks as a program does.</summary>
    public HttpClient Http { get; }

    public DuroxideClient Client => app.Services.GetRequiredService<DuroxideClient>();

    /// <summary>The store.</summary>
    public IProvider Provider => app.Services.GetRequiredService<Hosting.DuroxideHost>().Provider;

    /// <summary>The lines of the audit log.</summary>
    public IEnumerable<string> Audit => log.Lines;

    /// <summary>Starts one.</summary>
    /// <param name="options">How the dashboard behaves.</param>
    /// <param name="provider">The store; null for one in memory.</param>
    /// <param name="services">Adds services.</param>
    /// <param name="secure">Adds conventions to the dashboard.</param>
    /// <param name="runtime">Changes the options of its runtime; null for nothing.</param>
    /// <param name="port">Where it listens; 0 for a port that the system chooses.</param>
    public static async Task<DashboardApp> StartAsync(
        DashboardOptions? options = null,
        IProvider? provider = null,
        Action<IServiceCollection>? services = null,
        Action<IEndpointConventionBuilder>? secure = null,
        Func<RuntimeOptions, RuntimeOptions>? runtime = null,
        int port = 0
    )
    {
        var log = new RecordedLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddDuroxide(duroxide =>
            duroxide
                .UseProvider(_ => provider ?? new InMemoryProvider())
                .Register(Shop.Register)
                .Configure(runtime ?? (unchanged => unchanged))
        );
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.Use(
            (http, next) =>
            {
                if (http.Request.Headers[Remote] is [{ } address, ..])
                {
                    http.Connection.RemoteIpAddress = IPAddress.Parse(address);
                }
                return next(http);
            }
        );
        var mapped = app.MapDuroxide(options: options);
        secure?.Invoke(mapped);
        await app.StartAsync();
        return new(app, log);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync($"{Address}{path}");

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await GetAsync(path);
        return await JsonOf(response);
    }

    public static async Task<JsonElement> JsonOf(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>Changes something as a program does.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string json = "{}")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Address}{path}")
        {
            Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Duroxide", "1");
        return await Http.SendAsync(request);
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, $"{Address}{path}");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await Http.SendAsync(request);
    }

    /// <summary>Starts an order and waits until it waits for its payment.</summary>
    public async Task StartOrderAsync(string id)
    {
        await Client.StartOrchestrationAsync(Shop.Order, id, new("Ada", "a lamp"));
        await Client.WaitForCustomStatusAsync(id, 0, Generous);
    }

    /// <summary>An order that is paid and shipped.</summary>
    public async Task ShipOrderAsync(string id)
    {
        await StartOrderAsync(id);
        await Client.RaiseEventAsync(id, "Payment", "4242 4242 4242 4242");
        await Client.WaitForCompletionAsync(Shop.Order, id, Generous);
    }

    internal sealed class RecordedLog : ILoggerProvider
    {
        readonly ConcurrentQueue<string> lines = new();

        public IEnumerable<string> Lines => lines;

        public ILogger CreateLogger(string categoryName) => new AuditLines(categoryName, lines);

        public void Dispose() { }

        sealed class AuditLines(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => category == "Duroxide.Dashboard.Audit";

            public void Log<TState>(
                LogLevel logLevel,
                Microsoft.Extensions.Logging.EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            )
            {
                if (IsEnabled(logLevel))
                {
                    lines.Enqueue(formatter(state, exception));
                }
            }
        }
    }
}
