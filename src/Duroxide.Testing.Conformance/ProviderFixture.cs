namespace Duroxide.Testing.Conformance;

/// <summary>All that the author of a provider writes: one store, fresh and empty, for one test.</summary>
/// <remarks>Each test makes a fixture of its own by the constructor without arguments, and disposes of it at the end.</remarks>
public abstract class ProviderFixture : IAsyncDisposable
{
    /// <summary>The clock of the test, which stands still until the test moves it.</summary>
    public VirtualTimeProvider Time { get; } = new();

    /// <summary>What the provider goes without. All that is not named here is tested, and what is named must be refused.</summary>
    /// <remarks>A test that needs what is missing is reported as skipped, with the feature for a reason.</remarks>
    public virtual IReadOnlyList<Feature> Lacks => [];

    /// <summary>Opens one more node on the store, initialized, as a process of its own would.</summary>
    /// <remarks>
    /// The test closes it by disposing of it, and opens the next one as after a restart: the store itself is gone only with
    /// the fixture, so that a later node finds what an earlier one wrote.
    /// </remarks>
    /// <param name="time">The clock by which the node tells time: <see cref="Time"/>, or one that is ahead of it.</param>
    public abstract Task<IProvider> OpenAsync(TimeProvider time);

    /// <summary>Moves the time; a store that has a clock of its own moves that too.</summary>
    /// <param name="by">How far; never below zero.</param>
    public virtual ValueTask MoveTimeAsync(TimeSpan by)
    {
        Time.Advance(by);
        return ValueTask.CompletedTask;
    }

    /// <summary>Removes the store with all that is in it.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
