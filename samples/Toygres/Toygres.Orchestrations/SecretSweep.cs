namespace Toygres.Orchestrations;

/// <summary>
/// Takes away passwords of instances that there are not: who stores one and dies before the row of its instance is entered leaves
/// it behind.
/// </summary>
public static class SecretSweep
{
    /// <summary>How long a password stands at least before anybody asks whose it is: its row is entered moments after it.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromHours(1);

    /// <summary>Sweeps once, and says what is gone.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Ends it; what is gone stays so.</param>
    public static async Task<IReadOnlyList<SecretReference>> RunAsync(
        FleetServices fleet,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        // In this order: who enters a row meanwhile has put the password there after it was looked for.
        var old = await fleet.Secrets.ListAsync(now - Age, cancel);
        var rows = await fleet.Cms.ListAsync(cancel);
        var named = rows.Select(row => row.Name).ToHashSet();
        var gone = old.Where(secret => InstanceOf(secret) is { } instance && !named.Contains(instance)).ToList();
        foreach (var secret in gone)
        {
            await fleet.Secrets.DeleteAsync(secret, cancel);
        }
        return gone;
    }

    // A password is named by its instance and a number.
    private static InstanceName? InstanceOf(SecretReference secret) =>
        secret.Name.LastIndexOf('.') is > 0 and var dot ? InstanceName.TryParse(secret.Name[..dot]) : null;
}
