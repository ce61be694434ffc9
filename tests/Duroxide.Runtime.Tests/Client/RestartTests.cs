using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Client;

public class RestartTests : ClientDesk
{
    static readonly Ending Failed = new Ending.Failed(Failure.Cancelled("enough"));

    ManagementClient Management => Client.Management;

    [Fact]
    public async Task An_ended_instance_begins_again_as_it_began()
    {
        await StartAsync("one");
        await EndAsync("one", Failed);
        var first = (await Client.ReadHistoryAsync("one"))!;

        Assert.Equal(new ExecutionId(2), await Management.RestartInstanceAsync("one"));

        var again = (await Client.ReadHistoryAsync("one"))!;
        Assert.Equal(first.Header with { Execution = new(2), Nonce = again.Header.Nonce }, again.Header);
        Assert.NotEqual(first.Header.Nonce, again.Header.Nonce);
        Assert.Equal(first, await Client.ReadHistoryAsync("one", new(1)));
        Assert.Equal(new ExecutionId(2), (await TakeAsync()).Execution);
        Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync("one"));
    }

    [Fact]
    public async Task It_has_the_values_status_and_messages_that_the_last_execution_began_with()
    {
        await StartAsync("one");
        var header = new Header("one", new(2), "orders/fulfil", new(1, 2, 3), "18", Nonce.From("n"))
        {
            Values = ValueMap<string, StoredValue>.Empty.Set("colour", new("\"blue\"", new(5))),
            Status = "early",
            Carried = [new("coins", "1")],
        };
        await CommitAsync(
            "one",
            turn =>
                turn with
                {
                    Status = ExecutionStatus.ContinuedAsNew,
                    Output = WireCodec.EncodeEnding(new Ending.ContinuedAsNew("18", null)),
                    Next = new("orders/fulfil", new(WireCodec.EncodeHeader(header), new(5))),
                    CustomStatus = new StatusChange("early"),
                    Values = [new("colour", new("\"blue\"", new(5)))],
                }
        );
        await CommitAsync(
            "one",
            turn =>
                turn with
                {
                    Status = ExecutionStatus.Failed,
                    Output = WireCodec.EncodeEnding(Failed),
                    CustomStatus = new StatusChange("late"),
                    Values = [new("colour", null), new("size", new("7", new(6)))],
                }
        );

        await Management.RestartInstanceAsync("one", new() { Version = new(2, 0, 0) });

        var again = (await Client.ReadHistoryAsync("one"))!.Header;
        Assert.Equal(header with { Execution = new(3), Version = new(2, 0, 0), Nonce = again.Nonce }, again);
        Assert.Equal("blue", await Client.GetValueAsync<string>("one", "colour"));
        Assert.Null(await Client.GetValueAsync<int?>("one", "size"));
        var info = Assert.Single(await Management.ListInstancesAsync());
        Assert.Equal(("early", 3), (info.CustomStatus, info.CustomStatusVersion));
    }

    [Fact]
    public async Task Restarting_says_why_it_did_not_restart()
    {
        var child = new Header("child", new(1), "orders/fulfil", null, "17", Nonce.From("child"));
        await Provider.CreateInstancesAsync(
            [new("child", "orders/fulfil", WireCodec.EncodeHeader(child)) { Parent = "root" }],
            default
        );
        await EndAsync("child", Failed);
        await StartAsync("running");

        Assert.Equal(
            new ClientError.InstanceNotFound("nobody"),
            await RefusedAsync(() => Management.RestartInstanceAsync("nobody"))
        );
        Assert.Equal(
            new ClientError.InstanceStillRunning("running"),
            await RefusedAsync(() => Management.RestartInstanceAsync("running"))
        );
        var refusal = Assert.IsType<ClientError.NotPossible>(
            await RefusedAsync(() => Management.RestartInstanceAsync("child"))
        );
        Assert.Contains("'root'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_call_that_names_the_same_execution_restarts_nothing()
    {
        await StartAsync("one");
        await EndAsync("one", Failed);
        var options = new RestartOptions { After = new(1) };
        await Management.RestartInstanceAsync("one", options);

        Assert.Equal(
            new ClientError.InstanceStillRunning("one"),
            await RefusedAsync(() => Management.RestartInstanceAsync("one", options))
        );
        await EndAsync("one", Failed);
        Assert.IsType<ClientError.NotPossible>(
            await RefusedAsync(() => Management.RestartInstanceAsync("one", options))
        );

        Assert.Equal(new ExecutionId(3), await Management.RestartInstanceAsync("one"));
    }

    [Fact]
    public async Task Of_two_callers_one_restarts_and_the_other_is_told()
    {
        await StartAsync("one");
        await EndAsync("one", Failed);
        // Somebody else is faster, between the look and the restart.
        var slow = InterposedProvider.Over(
            Provider,
            name => name == nameof(IProvider.ReadExecutionAsync),
            () =>
            {
                var stored = Provider.ReadExecutionAsync("one", new(1), default);
                Management.RestartInstanceAsync("one").GetAwaiter().GetResult();
                return stored;
            }
        );
        var late = new DuroxideClient(slow, options: new() { Time = Time }).Management;

        var refusal = await RefusedAsync(() => late.RestartInstanceAsync("one"));

        Assert.Equal(new ClientError.InstanceStillRunning("one"), refusal);
        Assert.Equal(2, (await Management.ListExecutionsAsync("one")).Count);
    }
}
