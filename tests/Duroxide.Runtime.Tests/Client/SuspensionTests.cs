using Duroxide.Core;
using Duroxide.Scenarios;
using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime.Tests.Client;

public class SuspensionTests : ClientDesk
{
    ManagementClient Management => Client.Management;

    [Fact]
    public async Task A_suspended_instance_shows_why_and_since_when()
    {
        await StartAsync("one");

        Assert.Equal(1, await Management.SuspendInstanceAsync("one", "the bank is closed"));
        Assert.Equal(0, await Management.SuspendInstanceAsync("one", "another reason"));

        var info = Assert.Single(await Management.ListInstancesAsync());
        Assert.Equal(new Suspension("the bank is closed", Time.GetUtcNow()), info.Suspended);
        var status = Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync("one"));
        Assert.Equal(info, status.Info);
    }

    [Fact]
    public async Task A_resumed_instance_takes_its_turn()
    {
        await StartAsync("one");
        await Management.SuspendInstanceAsync("one", "for a while");

        Assert.Equal(1, await Management.ResumeInstanceAsync("one"));
        Assert.Equal(0, await Management.ResumeInstanceAsync("one"));

        Assert.Equal("one", (await TakeAsync()).Instance);
        Assert.Null(Assert.Single(await Management.ListInstancesAsync()).Suspended);
    }

    [Fact]
    public async Task A_tree_is_suspended_and_resumed_whole()
    {
        await FamilyAsync();
        await Management.SuspendInstanceAsync("grandchild", "before");

        Assert.Equal(2, await Management.SuspendInstanceAsync("root", "the tree", tree: true));

        var reasons = (await Management.ListInstancesAsync()).Select(info => info.Suspended?.Reason);
        Assert.Equal(["before", "the tree", "the tree"], reasons);
        Assert.Equal(3, await Management.ResumeInstanceAsync("root", tree: true));
        Assert.All(await Management.ListInstancesAsync(), info => Assert.Null(info.Suspended));
    }

    [Fact]
    public async Task What_has_ended_in_a_tree_is_passed_over()
    {
        await FamilyAsync();
        await EndFirstAsync("root");

        Assert.Equal(2, await Management.SuspendInstanceAsync("root", "the tree", tree: true));
    }

    [Fact]
    public async Task Suspending_says_why_it_did_not_suspend()
    {
        await StartAsync("ended");
        await EndAsync("ended", new Ending.Completed("5"));
        foreach (var tree in new[] { false, true })
        {
            Assert.Equal(
                new ClientError.InstanceNotFound("nobody"),
                await RefusedAsync(() => Management.SuspendInstanceAsync("nobody", "why", tree))
            );
            Assert.Equal(
                new ClientError.InstanceHasEnded("ended"),
                await RefusedAsync(() => Management.SuspendInstanceAsync("ended", "why", tree))
            );
            Assert.Equal(
                new ClientError.InstanceHasEnded("ended"),
                await RefusedAsync(() => Management.ResumeInstanceAsync("ended", tree))
            );
        }
        Assert.IsType<ClientError.InvalidInput>(
            await RefusedAsync(() => Management.SuspendInstanceAsync("ended", null!))
        );
    }

    [Fact]
    public async Task A_wait_that_times_out_tells_of_the_suspension()
    {
        await StartAsync("one");
        await Management.SuspendInstanceAsync("one", "the bank is closed");

        var late = await RefusedAsync(() => Client.WaitForEndAsync("one", TimeSpan.Zero));

        Assert.Contains("the bank is closed", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_suspended_and_resumed_is_logged()
    {
        var log = new LogBook();
        var management = new DuroxideClient(Provider, options: new() { Time = Time, Logging = log }).Management;
        await StartAsync("one");

        await management.SuspendInstanceAsync("one", "the bank is closed");
        await management.SuspendInstanceAsync("one", "again");
        await management.ResumeInstanceAsync("one");

        var lines = log.Lines.Where(line => line.Level == LogLevel.Information).Select(line => line.Message).ToList();
        Assert.Equal(2, lines.Count);
        Assert.All(["one", "the bank is closed"], part => Assert.Contains(part, lines[0]));
        Assert.All(["one", "resumed"], part => Assert.Contains(part, lines[1]));
    }

    Task FamilyAsync() =>
        Provider.CreateInstancesAsync(
            [Member("root", null), Member("child", "root"), Member("grandchild", "child")],
            default
        );

    // The longest ready is the first of the family.
    async Task EndFirstAsync(InstanceId instance)
    {
        var item = await TakeAsync();
        Assert.Equal(instance, item.Instance);
        var commit = new TurnCommit(item.Lease, item.Execution, ExecutionStatus.Completed)
        {
            Output = WireCodec.EncodeEnding(new Ending.Completed("5")),
        };
        Assert.True(Assert.Single(await Provider.CommitTurnsAsync([commit], default)).IsStored);
    }

    static NewInstance Member(InstanceId instance, InstanceId? parent)
    {
        var header = new Header(instance, new(1), "orders/fulfil", null, "17", Nonce.From(instance.Value));
        return new(instance, "orders/fulfil", WireCodec.EncodeHeader(header)) { Parent = parent };
    }
}
