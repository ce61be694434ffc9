namespace Toygres;

/// <summary>How much an instance may take.</summary>
/// <param name="Connections">How many sessions it takes at once.</param>
/// <param name="MemoryMegabytes">How much it keeps in its shared buffers, in mebibytes.</param>
/// <param name="StorageGigabytes">How much it is meant to store, in gibibytes; a driver without quotas takes it as advice.</param>
public sealed record InstanceSize(int Connections = 50, int MemoryMegabytes = 32, int StorageGigabytes = 10)
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Problem() =>
        this switch
        {
            { Connections: < 10 or > 1000 } => $"{Connections} connections: between 10 and 1000 are possible.",
            { MemoryMegabytes: < 1 or > 65536 } => $"{MemoryMegabytes} MB of memory: between 1 and 65536 are possible.",
            { StorageGigabytes: < 1 or > 65536 } =>
                $"{StorageGigabytes} GB of storage: between 1 and 65536 are possible.",
            _ => null,
        };
}
