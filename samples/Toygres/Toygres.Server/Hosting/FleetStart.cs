using Toygres.Orchestrations;

namespace Toygres.Server;

/// <summary>Starts what lives for ever, once the engine works.</summary>
internal sealed class FleetStart(FleetClient fleet) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => fleet.StartSystemAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
