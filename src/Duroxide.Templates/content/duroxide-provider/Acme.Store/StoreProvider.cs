using System.Runtime.CompilerServices;
using Duroxide;
using Duroxide.Core;
using Duroxide.Providers;

namespace APP_NAMESPACE;

/// <summary>A store of instances, of which each method is still to be written.</summary>
/// <param name="time">What tells the time, unless the store has a clock of its own.</param>
public sealed partial class StoreProvider(TimeProvider time) : IProvider
{
    private readonly SteadyClock clock = new(time);

    public string Name => "acme-store";

    /// <summary>Give the latest time that the store has seen in place of 0.</summary>
    public Timestamp Now => clock.Read(new Timestamp(0));

    public IManagement? Management => null;

    public Task InitializeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NotSupportedException Missing([CallerMemberName] string method = "") =>
        new($"{method} is still to be written.");
}
