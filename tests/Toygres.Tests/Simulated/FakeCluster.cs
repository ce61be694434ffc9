namespace Toygres.Tests.Simulated;

/// <summary>A cluster of a machine that is made up.</summary>
internal sealed class FakeCluster(int port)
{
    public int Port { get; } = port;

    public bool Runs { get; set; }

    public int LooksUntilReady { get; set; }

    public bool IsFenced { get; set; }

    /// <summary>The instance that it follows; null for one that writes.</summary>
    public InstanceName? Follows { get; set; }

    /// <summary>Whose data it has: the first instance that wrote it.</summary>
    public required string Lineage { get; init; }

    public string? Password { get; set; }
}
