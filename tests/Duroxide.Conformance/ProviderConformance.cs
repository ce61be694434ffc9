using System.Text;
using Duroxide.Core;
using Duroxide.Testing;

namespace Duroxide.Conformance;

/// <summary>What every group of provider tests has: a fresh store, a virtual clock, and short ways to say common things.</summary>
public abstract class ProviderConformance(IProviderFixture fixture) : IAsyncLifetime
{
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    protected static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    private readonly List<IProvider> nodes = [];

    protected VirtualTimeProvider Time { get; } = new();

    protected Timestamp Now => Timestamp.From(Time.GetUtcNow());

    protected IProvider Provider => nodes[0];

    protected IManagement Management => Provider.Management!;

    protected CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await OpenNodeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
        await fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens one more node on the same store.</summary>
    protected async Task<IProvider> OpenNodeAsync()
    {
        nodes.Add(await fixture.OpenAsync(Time));
        return nodes[^1];
    }

    /// <summary>Ends the only node and opens another one, as a restart of the process would.</summary>
    protected async Task RestartAsync()
    {
        await nodes[0].DisposeAsync();
        nodes[0] = await fixture.OpenAsync(Time);
    }

    protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    protected static string? Text(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? Text(some) : null;

    protected static IEnumerable<string> Texts(TurnItem turn) => turn.Messages.Select(message => Text(message.Payload));

    protected static SemanticVersion Version(string text) => SemanticVersion.Parse(text);

    /// <summary>Lets the clock move whenever nothing happens, until the work is done.</summary>
    protected async Task<T> PassUntilAsync<T>(Task<T> work)
    {
        await Time.PassUntilAsync(work).WaitAsync(Generous, Cancellation);
        return await work;
    }
}
