namespace Duroxide.Scenarios;

/// <summary>What tests of the whole runtime have that depend on what a store does: they run over every store.</summary>
/// <remarks>The others are about the code of orchestrations, the dispatchers or the log, and run over one store.</remarks>
/// <typeparam name="TFixture">How the store is opened.</typeparam>
public abstract class StorageScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new();
