namespace Duroxide.Nodes;

/// <summary>What is done to a node.</summary>
enum Trouble
{
    /// <summary>It is killed, and another one starts in its place.</summary>
    Kill,

    /// <summary>It does nothing for longer than its leases last.</summary>
    Freeze,

    /// <summary>It stops in order, and another one starts in its place.</summary>
    Restart,

    /// <summary>All its connections are ended.</summary>
    Disconnect,
}

/// <summary>One trouble that befell a node.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Node">The process.</param>
/// <param name="From">When it began, by the server's clock.</param>
sealed record Befallen(Trouble Kind, string Node, DateTimeOffset From);
