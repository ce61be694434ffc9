namespace Toygres.Orchestrations;

/// <summary>What the activities work with.</summary>
/// <param name="Driver">The machines below.</param>
/// <param name="Cms">The memory of the fleet.</param>
/// <param name="Secrets">The passwords.</param>
/// <param name="Sessions">The way into the servers.</param>
public sealed record FleetServices(IDriver Driver, ICms Cms, ISecretStore Secrets, ISessions Sessions);
