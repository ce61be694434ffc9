namespace Toygres;

/// <summary>A process of the fleet manager.</summary>
/// <param name="Id">Its id, of which no other process has the same.</param>
/// <param name="Machine">The name of its machine.</param>
/// <param name="Process">Its number there.</param>
/// <param name="Role">What it does.</param>
/// <param name="Started">When it started.</param>
/// <param name="Seen">When it said last that it is there.</param>
public sealed record FleetProcess(
    string Id,
    string Machine,
    int Process,
    string Role,
    DateTimeOffset Started,
    DateTimeOffset Seen
);
