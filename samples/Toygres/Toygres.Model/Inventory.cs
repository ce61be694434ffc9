namespace Toygres;

/// <summary>One instance as a driver sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">What it does.</param>
/// <param name="Port">The port that it has; null for none.</param>
public sealed record ObservedInstance(InstanceName Name, ObservedState State, int? Port);

/// <summary>Everything that a driver holds.</summary>
/// <param name="Instances">By name, in order.</param>
/// <param name="Images">By name, in order.</param>
public sealed record Inventory(IReadOnlyList<ObservedInstance> Instances, IReadOnlyList<ImageName> Images);
