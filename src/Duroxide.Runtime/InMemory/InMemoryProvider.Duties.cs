namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<bool> TakeDutyAsync(
        string duty,
        string owner,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            cancellationToken,
            now =>
            {
                if (store.Duties.TryGetValue(duty, out var held) && held.Owner != owner && held.Until > now)
                {
                    return false;
                }
                store.Duties[duty] = (owner, now.Plus(duration));
                return true;
            }
        );
}
