using Duroxide;

namespace APP_NAMESPACE;

/// <summary>Starts the rounds. Where they run already, on this or another node, that does nothing.</summary>
sealed class Begin(DuroxideClient client) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        client.Rounds(Rounds.Instance).StartAsync(1, cancellationToken: cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
