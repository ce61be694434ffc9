using System.Text;

namespace Duroxide.Testing.Conformance;

/// <summary>What every group of provider tests has: a fresh store, a virtual clock, and short ways to say common things.</summary>
/// <typeparam name="TFixture">How stores of the provider are opened.</typeparam>
public abstract class ProviderConformance<TFixture> : IAsyncLifetime
    where TFixture : ProviderFixture, new()
{
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    protected static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);

    private readonly List<IProvider> nodes = [];

    protected TFixture Fixture { get; } = new();

    protected VirtualTimeProvider Time => Fixture.Time;

    protected Timestamp Now => Timestamp.From(Time.GetUtcNow());

    protected IProvider Provider => nodes[0];

    /// <summary>The management, which the provider has unless its fixture says otherwise.</summary>
    protected IManagement Management
    {
        get
        {
            Needs(Feature.Management);
            return Provider.Management
                ?? throw new InvalidOperationException(
                    $"{Provider.Name} has no management, and {typeof(TFixture).Name}.Lacks does not say so."
                );
        }
    }

    protected CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => nodes.Add(await Fixture.OpenAsync(Time));

    public async ValueTask DisposeAsync()
    {
        GroupReport.Note(GetType(), TestContext.Current.TestState?.Result ?? TestResult.NotRun);
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
        await Fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens one more node on the same store.</summary>
    /// <param name="time">Its clock; null for that of the test.</param>
    protected async Task<IProvider> OpenNodeAsync(TimeProvider? time = null)
    {
        Needs(Feature.Nodes);
        nodes.Add(await Fixture.OpenAsync(time ?? Time));
        return nodes[^1];
    }

    /// <summary>Ends the only node and opens another one, as a restart of the process would.</summary>
    protected async Task RestartAsync()
    {
        await nodes[0].DisposeAsync();
        nodes[0] = await Fixture.OpenAsync(Time);
    }

    /// <summary>Ends the test as skipped, with the reason, when the provider goes without what it needs.</summary>
    protected void Needs(Feature feature) =>
        Assert.SkipWhen(
            Fixture.Lacks.Contains(feature),
            $"{typeof(TFixture).Name} says that the provider lacks {feature}."
        );

    protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    protected static string? Text(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? Text(some) : null;

    protected static IEnumerable<string> Texts(TurnItem turn) => turn.Messages.Select(message => Text(message.Payload));

    protected static SemanticVersion Version(string text) => SemanticVersion.Parse(text);

    /// <summary>Lets some time pass.</summary>
    protected ValueTask PassAsync(TimeSpan time) => Fixture.MoveTimeAsync(time);

    /// <summary>Lets the clock move whenever nothing happens, until the work is done.</summary>
    protected async Task<T> PassUntilAsync<T>(Task<T> work)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!work.IsCompleted)
        {
            Cancellation.ThrowIfCancellationRequested();
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Generous, "What was waited for did not happen.");
            await Time.SettleAsync();
            if (work.IsCompleted)
            {
                break;
            }
            if (Time.NextDue - Time.GetUtcNow() is { } next)
            {
                await PassAsync(next > TimeSpan.Zero ? next : TimeSpan.Zero);
            }
            else
            {
                await Task.WhenAny(work, Task.Delay(Moment, TimeProvider.System, Cancellation));
            }
        }
        return await work;
    }
}
