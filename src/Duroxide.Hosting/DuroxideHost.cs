using Duroxide.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Duroxide.Hosting;

/// <summary>The runtime of a host: it starts with the host, and drains when the host stops.</summary>
/// <remarks>The client works before the runtime has started and after it has stopped; it needs nothing but the store.</remarks>
public sealed class DuroxideHost : IHostedService, IAsyncDisposable, IDisposable
{
    readonly IServiceProvider services;
    readonly DuroxideBuilder builder;

    internal DuroxideHost(IServiceProvider services, DuroxideBuilder builder)
    {
        this.services = services;
        this.builder = builder;
        Provider =
            builder.Store?.Invoke(services)
            ?? throw new InvalidOperationException(
                "Duroxide has no store. Call UseProvider in AddDuroxide, for instance with a SqliteProvider."
            );
        Registry = builder.BuildRegistry(services);
        Options = builder.BuildOptions(
            services,
            new RuntimeOptions
            {
                Logging = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
                Time = services.GetService<TimeProvider>() ?? TimeProvider.System,
                Features = new Dictionary<Type, object> { [typeof(IServiceProvider)] = services },
            }
        );
        Client = new DuroxideClient(
            Provider,
            Options.Payloads,
            new ClientOptions
            {
                Time = Options.Time,
                Limits = Options.Limits,
                Logging = Options.Logging,
            }
        );
    }

    /// <summary>The store.</summary>
    public IProvider Provider { get; }

    /// <summary>The code that its runtime runs.</summary>
    public Registry Registry { get; }

    /// <summary>How its runtime works.</summary>
    public RuntimeOptions Options { get; }

    /// <summary>Starts, signals and watches orchestrations.</summary>
    public DuroxideClient Client { get; }

    /// <summary>The runtime; null before it has started.</summary>
    public DuroxideRuntime? Runtime { get; private set; }

    /// <summary>Makes the store ready and begins to work; fails the start of the host when an option cannot work, or an activity cannot be made.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        builder.CheckActivities(services);
        Runtime = await DuroxideRuntime
            .StartAsync(Provider, Registry, Options, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Stops fetching, and returns as soon as what runs has ended; what still runs when the host's shutdown timeout is over is given back.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Runtime?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Stops the runtime if the host did not, and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Runtime is { } runtime)
        {
            await runtime.DisposeAsync().ConfigureAwait(false);
        }
        await Provider.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Stops the runtime if the host did not, closes the store and waits for both, where a container is disposed of synchronously.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
