namespace Duroxide.Testing;

sealed partial class SimulatedManagement
{
    public Task<bool> DiscardParkedAsync(long id, ReadOnlyMemory<byte>? answer, CancellationToken cancellationToken) =>
        store.Call(
            $"discards parked item {id}",
            () => inner.DiscardParkedAsync(id, answer, CancellationToken.None),
            cancellationToken
        );
}
