using Duroxide.Core;
using Duroxide.Testing;

namespace Duroxide.Runtime.Tests.Client;

/// <summary>A client over a store in memory, and somebody who commits turns by hand, as a runtime would.</summary>
public abstract class ClientDesk
{
    protected static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    protected ClientDesk()
    {
        Provider = new InMemoryProvider(Time);
        Client = new DuroxideClient(Provider, options: new() { Time = Time });
    }

    protected VirtualTimeProvider Time { get; } = new();

    protected IProvider Provider { get; }

    protected DuroxideClient Client { get; }

    /// <summary>Takes the one turn that is ready.</summary>
    protected async Task<TurnItem> TakeAsync() =>
        Assert.Single(await Provider.FetchTurnsAsync(new(1, Soon, TimeSpan.Zero), default));

    /// <summary>Commits a turn of an instance, which is nudged for it when it has nothing to react to.</summary>
    protected async Task CommitAsync(InstanceId instance, Func<TurnCommit, TurnCommit> turn)
    {
        await Client.RaiseEventAsync(instance, "nudge", 0);
        var item = await TakeAsync();
        Assert.Equal(instance, item.Instance);
        var commit = new TurnCommit(item.Lease, item.Execution, ExecutionStatus.Running)
        {
            Consumed = [.. item.Messages.Select(message => message.Id)],
        };
        Assert.True(Assert.Single(await Provider.CommitTurnsAsync([turn(commit)], default)).IsStored);
    }

    protected Task EndAsync(InstanceId instance, Ending ending) =>
        CommitAsync(
            instance,
            turn =>
                turn with
                {
                    Status = ending is Ending.Completed ? ExecutionStatus.Completed : ExecutionStatus.Failed,
                    Output = WireCodec.EncodeEnding(ending),
                }
        );

    protected async Task StartAsync(params InstanceId[] instances)
    {
        foreach (var instance in instances)
        {
            Assert.True(await Client.StartOrchestrationAsync("orders/fulfil", instance, 17));
        }
    }

    protected static async Task<ClientError> RefusedAsync(Func<Task> call) =>
        (await Assert.ThrowsAsync<ClientException>(call)).Error;
}
