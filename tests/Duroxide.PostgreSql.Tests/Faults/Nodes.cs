using System.Text;

namespace Duroxide.PostgreSql.Tests.Faults;

/// <summary>Short ways to say what a node asks its store for.</summary>
internal static class Nodes
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static Task CreateAsync(this IProvider node, string id) =>
        node.CreateInstancesAsync([new NewInstance(id, "test", Bytes("header"))], CancellationToken.None);

    public static async Task<TurnItem> TakeTurnAsync(this IProvider node, TimeSpan wait = default) =>
        Assert.Single(await node.FetchTurnsAsync(new TurnFetch(1, Lease, wait), CancellationToken.None));

    public static async Task<TurnStored> CommitAsync(this IProvider node, TurnCommit turn) =>
        (await node.CommitTurnsAsync([turn], CancellationToken.None))[0];

    /// <summary>A turn that adds one event and schedules one activity.</summary>
    public static TurnCommit Working(this TurnItem turn) =>
        new(turn.Lease, turn.Execution, ExecutionStatus.Running)
        {
            Events = new EventBatch(turn.LastEvent.Next, turn.LastEvent.Next, Bytes("event")),
            Consumed = [.. turn.Messages.Select(message => message.Id)],
            Activities = [new NewActivity(turn.LastEvent.Next, Bytes("work"))],
        };

    /// <summary>Asks again for as long as the store says that it may help.</summary>
    public static async Task<T> InsistAsync<T>(Func<Task<T>> ask)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (ProviderException trouble)
                when (trouble.IsRetryable && TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }
}
