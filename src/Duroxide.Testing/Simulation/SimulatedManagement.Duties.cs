namespace Duroxide.Testing;

sealed partial class SimulatedManagement
{
    public Task<bool> TakeDutyAsync(
        string duty,
        string owner,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) =>
        store.Call(
            $"takes the duty of {duty}",
            () => inner.TakeDutyAsync(duty, owner, duration, CancellationToken.None),
            cancellationToken
        );
}
