namespace Toygres;

/// <summary>What a driver is told of an instance.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">How much it may take.</param>
public sealed record ClusterSpec(InstanceName Name, InstanceSize Size);
