using Duroxide.Core;
using Duroxide.Scenarios;
using Duroxide.Testing.Conformance;
using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime.Tests.Client;

public class ManagementTests : ClientDesk
{
    static readonly Ending Done = new Ending.Completed("5");

    ManagementClient Management => Client.Management;

    [Fact]
    public async Task Instances_are_listed_newest_first_with_what_is_known_of_them()
    {
        await StartAsync("one");
        await EndAsync("one", Done);
        await StartAsync("two");

        var all = await Management.ListInstancesAsync();
        var ended = await Management.ListInstancesAsync(new() { Status = ExecutionStatus.Completed });

        Assert.Equal(["two", "one"], all.Select(info => info.Instance.Value));
        Assert.Equal("one", Assert.Single(ended).Instance);
        Assert.Equal((2, 1, 1), await CountsAsync());
    }

    [Fact]
    public async Task Executions_are_listed_oldest_first_with_their_endings()
    {
        await StartAsync("one");
        await ContinueAsync("one", 2);
        await EndAsync("one", Done);

        var executions = await Management.ListExecutionsAsync("one");

        Assert.Equal([new(1), new(2)], executions.Select(info => info.Execution));
        Assert.Equal([new Ending.ContinuedAsNew("18", null), Done], executions.Select(info => info.Ending));
        Assert.Empty(await Management.ListExecutionsAsync("two"));
    }

    [Fact]
    public async Task A_tree_holds_children_and_theirs()
    {
        await FamilyAsync();

        var tree = await Management.GetTreeAsync("root");

        Assert.Equal(["root", "child", "grandchild"], tree.All.Select(instance => instance.Value));
        Assert.Equal(3, tree.Count);
        Assert.Equal(
            new ClientError.InstanceNotFound("nobody"),
            await RefusedAsync(() => Management.GetTreeAsync("nobody"))
        );
    }

    [Fact]
    public async Task Deleting_says_why_it_did_not_delete()
    {
        await FamilyAsync();

        Assert.Equal(
            new ClientError.InstanceNotFound("nobody"),
            await RefusedAsync(() => Management.DeleteInstanceAsync("nobody"))
        );
        Assert.Equal(
            new ClientError.CannotDeleteSubOrchestration("child", "root"),
            await RefusedAsync(() => Management.DeleteInstanceAsync("child", force: true))
        );
        Assert.Equal(
            new ClientError.InstanceStillRunning("root"),
            await RefusedAsync(() => Management.DeleteInstanceAsync("root"))
        );
        Assert.Equal(3, (await Management.ListInstancesAsync()).Count);
    }

    [Fact]
    public async Task A_running_root_goes_by_force_with_all_below_it()
    {
        await FamilyAsync();

        var deleted = await Management.DeleteInstanceAsync("root", force: true);

        Assert.Equal(3, deleted.Instances);
        Assert.Empty(await Management.ListInstancesAsync());
    }

    [Fact]
    public async Task Many_are_deleted_at_once_and_what_runs_stays()
    {
        await StartAsync("one");
        await EndAsync("one", Done);
        await StartAsync("two");
        await EndAsync("two", new Ending.Failed(Failure.Cancelled("enough")));
        await StartAsync("three");

        var none = await Management.DeleteInstancesAsync(new() { Instances = [] });
        var old = await Management.DeleteInstancesAsync(new() { EndedBefore = DateTimeOffset.UnixEpoch });
        var chosen = await Management.DeleteInstancesAsync(new() { Instances = ["one", "three", "nobody"] });
        var rest = await Management.DeleteInstancesAsync(new() { Name = "orders/fulfil" });

        Assert.Equal((0, 0, 1, 1), (none.Instances, old.Instances, chosen.Instances, rest.Instances));
        Assert.Equal("three", Assert.Single(await Management.ListInstancesAsync()).Instance);
    }

    [Fact]
    public async Task Times_are_the_frameworks_own_and_conditions_take_any_offset()
    {
        var created = Time.GetUtcNow();
        await StartAsync("one");
        Time.Advance(TimeSpan.FromSeconds(1));
        var ended = Time.GetUtcNow();
        await EndAsync("one", Done);

        var info = Assert.Single(await Management.ListInstancesAsync());
        var execution = Assert.Single(await Management.ListExecutionsAsync("one"));
        var at = ended.ToOffset(TimeSpan.FromHours(-7));
        var kept = await Management.DeleteInstancesAsync(new() { EndedBefore = at });
        var chosen = new DeleteQuery { Instances = ["one"] };
        var keptToo = await Management.DeleteInstancesAsync(chosen with { EndedBefore = at });
        var gone = await Management.DeleteInstancesAsync(chosen with { EndedBefore = at.AddMilliseconds(1) });

        Assert.Equal((created, ended), (info.Created, info.Updated));
        Assert.Equal((created, ended), (execution.Started, execution.Ended));
        Assert.Equal((0, 0, 1), (kept.Instances, keptToo.Instances, gone.Instances));
    }

    [Fact]
    public async Task A_deletion_without_a_condition_is_refused()
    {
        await StartAsync("one");
        await EndAsync("one", Done);

        await RefusedAsync(() => Management.DeleteInstancesAsync(new()));

        Assert.Single(await Management.ListInstancesAsync());
    }

    [Fact]
    public async Task The_oldest_are_deleted_first_and_the_rest_in_further_calls()
    {
        foreach (
            var (id, ending) in new (string, Ending)[]
            {
                ("one", new Ending.Failed(Failure.Cancelled("enough"))),
                ("two", Done),
                ("three", Done),
                ("four", new Ending.Failed(Failure.Cancelled("enough"))),
            }
        )
        {
            await StartAsync(id);
            await EndAsync(id, ending);
            Time.Advance(TimeSpan.FromSeconds(1));
        }
        var query = new DeleteQuery { Name = "orders/fulfil", Limit = 3 };

        var first = await Management.DeleteInstancesAsync(query);
        var left = (await Management.ListInstancesAsync()).Select(info => info.Instance.Value);
        var second = await Management.DeleteInstancesAsync(query);

        Assert.Equal((3, true), (first.Instances, first.HasMore));
        Assert.Equal(["four"], left);
        Assert.Equal((1, false), (second.Instances, second.HasMore));
    }

    [Fact]
    public async Task An_instance_that_is_gone_meanwhile_does_not_end_the_pruning_of_others()
    {
        await StartAsync("two");
        await EndAsync("two", Done);
        await StartAsync("one");
        await ContinueAsync("one", 2);
        var listing = InterposedProvider.Over(
            Provider.Management!,
            name => name == nameof(IManagement.ListInstancesAsync),
            ListAsync
        );
        var gone = InterposedProvider.Over(Provider, name => name == "get_Management", () => listing);

        Assert.Equal(1, (await new DuroxideClient(gone).Management.PruneInstancesAsync(new())).Executions);

        async Task<Page<InstanceRecord>> ListAsync()
        {
            var rows = await Provider.Management!.ListInstancesAsync(new(), default);
            await Management.DeleteInstanceAsync("two");
            return rows;
        }
    }

    [Fact]
    public async Task A_root_of_which_a_child_still_runs_does_not_keep_the_others()
    {
        await FamilyAsync();
        await EndNextAsync("root");
        await StartAsync("one");
        await EndNextAsync("one");

        var deleted = await Management.DeleteInstancesAsync(new() { Name = "orders/fulfil" });

        Assert.Equal(1, deleted.Instances);
        Assert.Equal(
            new ClientError.InstanceStillRunning("child"),
            await RefusedAsync(() => Management.DeleteInstanceAsync("root"))
        );
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    public async Task The_limit_counts_what_goes_and_not_the_roots_that_have_to_stay(int limit, bool chosen)
    {
        foreach (var id in (string[])["a", "b", "c", "d"])
        {
            await Provider.CreateInstancesAsync([Member(id, null), Member($"child of {id}", id)], default);
            await EndNextAsync(id);
        }
        await StartAsync("free");
        await EndNextAsync("free");
        await EndNextAsync("child of b");
        var query = new DeleteQuery
        {
            Name = "orders/fulfil",
            Instances = chosen ? ["a", "b", "c", "d", "free"] : null,
            Limit = limit,
        };

        var roots = 0;
        Deleted deleted;
        do
        {
            deleted = await Management.DeleteInstancesAsync(query);
            roots += (int)deleted.Executions;
        } while (deleted.HasMore);

        Assert.Equal(3, roots);
        Assert.Equal(
            ["a", "c", "d"],
            (await Management.ListInstancesAsync(new() { RootsOnly = true, Order = InstanceOrder.OldestFirst })).Select(
                info => info.Instance.Value
            )
        );
    }

    [Fact]
    public async Task Many_are_deleted_by_few_at_a_time_so_that_others_can_write_between()
    {
        InstanceId[] ids = [.. Enumerable.Range(0, 34).Select(number => new InstanceId($"old-{number}"))];
        foreach (var id in ids)
        {
            await StartAsync(id);
            await EndAsync(id, Done);
        }
        var log = new LogBook();
        var management = new DuroxideClient(Provider, options: new() { Time = Time, Logging = log }).Management;

        var deleted = await management.DeleteInstancesAsync(new() { Name = "orders/fulfil" });

        Assert.Equal((34, false), (deleted.Instances, deleted.HasMore));
        Assert.Equal(4, log.Lines.Count(line => line.Message.Contains("were deleted", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pruning_keeps_the_current_execution()
    {
        await StartAsync("one");
        await ContinueAsync("one", 2);
        await ContinueAsync("one", 3);

        Assert.Equal(1, (await Management.PruneExecutionsAsync("one", new() { KeepLast = 2 })).Executions);
        Assert.Equal(1, (await Management.PruneInstancesAsync(new())).Executions);

        Assert.Equal(new(3), Assert.Single(await Management.ListExecutionsAsync("one")).Execution);
        Assert.Equal(
            new ClientError.InstanceNotFound("nobody"),
            await RefusedAsync(() => Management.PruneExecutionsAsync("nobody"))
        );
    }

    [Fact]
    public async Task What_is_deleted_is_logged_with_its_ids_the_options_and_the_counts()
    {
        var log = new LogBook();
        var management = new DuroxideClient(Provider, options: new() { Time = Time, Logging = log }).Management;
        await StartAsync("one");
        await ContinueAsync("one", 2);

        await management.PruneExecutionsAsync("one", new() { KeepLast = 1 });
        await management.DeleteInstanceAsync("one", force: true);

        var lines = log.Lines.Where(line => line.Level == LogLevel.Information).Select(line => line.Message).ToList();
        Assert.Equal(2, lines.Count);
        Assert.All(["one", "KeepLast = 1", "Executions = 1"], part => Assert.Contains(part, lines[0]));
        Assert.All(["one", "force Trees", "Instances = 1"], part => Assert.Contains(part, lines[1]));
    }

    [Fact]
    public async Task What_is_parked_is_listed_and_released()
    {
        await StartAsync("one");
        var turn = await TakeAsync();
        await Provider.ReleaseTurnsAsync([new(turn.Lease, TimeSpan.Zero, true) { Park = "unreadable" }], default);

        var item = Assert.Single(await Management.ListParkedAsync());
        Assert.Equal(("one", "unreadable"), (item.Instance.Value, item.Reason));
        var status = Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync("one"));
        Assert.Equal("unreadable", status.Info.Parked);

        Assert.True(await Management.ReleaseParkedAsync(item.Id));
        Assert.False(await Management.ReleaseParkedAsync(item.Id));
        Assert.Equal("one", (await TakeAsync()).Instance);
    }

    [Fact]
    public async Task A_provider_without_management_says_so()
    {
        var bare = InterposedProvider.Over(Provider, name => name == "get_Management", () => null);
        var client = new DuroxideClient(bare);

        Assert.True(Client.HasManagement);
        Assert.False(client.HasManagement);
        Assert.Equal(
            new ClientError.ManagementNotAvailable("memory"),
            await RefusedAsync(() => client.Management.GetMetricsAsync())
        );
    }

    async Task<(long, long, long)> CountsAsync()
    {
        var metrics = await Management.GetMetricsAsync();
        return (metrics.Instances, metrics.Running, metrics.Completed);
    }

    Task FamilyAsync() =>
        Provider.CreateInstancesAsync(
            [Member("root", null), Member("child", "root"), Member("grandchild", "child")],
            default
        );

    // Others are ready as well, so the turn that is wanted is picked out of all.
    async Task EndNextAsync(InstanceId instance)
    {
        var ready = await Provider.FetchTurnsAsync(new(10, Soon, TimeSpan.Zero), default);
        var item = ready.Single(turn => turn.Instance == instance);
        var others = ready.Where(turn => turn != item);
        await Provider.ReleaseTurnsAsync(
            [.. others.Select(turn => new TurnRelease(turn.Lease, TimeSpan.Zero, false))],
            default
        );
        var commit = new TurnCommit(item.Lease, item.Execution, ExecutionStatus.Completed)
        {
            Output = WireCodec.EncodeEnding(Done),
        };
        Assert.True(Assert.Single(await Provider.CommitTurnsAsync([commit], default)).IsStored);
    }

    Task ContinueAsync(InstanceId instance, long next) =>
        CommitAsync(
            instance,
            turn =>
                turn with
                {
                    Status = ExecutionStatus.ContinuedAsNew,
                    Output = WireCodec.EncodeEnding(new Ending.ContinuedAsNew("18", null)),
                    Next = new("orders/fulfil", new(WireCodec.EncodeHeader(HeaderOf(instance, next)), new(5))),
                }
        );

    static NewInstance Member(InstanceId instance, InstanceId? parent) =>
        new(instance, "orders/fulfil", WireCodec.EncodeHeader(HeaderOf(instance, 1))) { Parent = parent };

    static Header HeaderOf(InstanceId instance, long execution) =>
        new(instance, new(execution), "orders/fulfil", null, "17", Nonce.From(instance.Value));
}
