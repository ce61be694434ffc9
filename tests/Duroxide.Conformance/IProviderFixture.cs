namespace Duroxide.Conformance;

/// <summary>One store, fresh and empty, for one test.</summary>
public interface IProviderFixture : IAsyncDisposable
{
    /// <summary>
    /// Opens one more node on the store, initialized, telling time by the given clock. The test disposes of it; the store
    /// itself is gone only with the fixture, so that a later node finds what an earlier one wrote.
    /// </summary>
    Task<IProvider> OpenAsync(TimeProvider time);
}
