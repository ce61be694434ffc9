namespace Duroxide.Testing;

sealed partial class SimulatedManagement
{
    public Task<InstanceChange> RestartInstanceAsync(Restart restart, CancellationToken cancellationToken) =>
        store.Call(
            $"restarts {restart.Instance}",
            () => inner.RestartInstanceAsync(restart, CancellationToken.None),
            cancellationToken
        );
}
