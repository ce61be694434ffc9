using Duroxide.Core;
using Duroxide.Sqlite;
using Duroxide.Testing;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>How an operator acts on what is in a store.</summary>
public static class Managing
{
    /// <summary>What a store keeps of what has ended.</summary>
    public static RuntimeOptions Keeping =>
        new()
        {
            Retention = new RetentionOptions
            {
                Default = new() { KeepFor = TimeSpan.FromDays(30), KeepAtMost = 100_000 },
                Orchestrations = new Dictionary<string, RetentionPolicy>
                {
                    ["orders/fulfil"] = new() { KeepFor = TimeSpan.FromDays(365) },
                    ["chat/room"] = new() { KeepExecutions = 10, KeepExecutionsFor = TimeSpan.FromDays(7) },
                },
            },
        };

    public static async Task PauseAsync(ManagementClient management)
    {
        await management.SuspendInstanceAsync("order-17", "the bank is closed until Monday", tree: true);
        await management.ResumeInstanceAsync("order-17", tree: true);
    }

    public static async Task<ExecutionId> RestartAsync(ManagementClient management)
    {
        var failed = await management.GetInstanceAsync("order-17");
        var execution = await management.RestartInstanceAsync("order-17", new() { After = failed.Execution });
        return execution;
    }

    public static async Task ForkAsync(ManagementClient management)
    {
        await management.ForkInstanceAsync("order-17", "order-17-again");
        var newer = new ForkOptions { Before = new EventId(5), Version = new(1, 1, 0) };
        await management.ForkInstanceAsync("order-17", "order-17-repaired", newer);
    }

    public static async Task<InstanceState> ForkOfflineAsync(DuroxideClient client, Registry registry)
    {
        var history = (await client.ReadHistoryAsync("order-17"))!;
        var travel = new TimeTravel(new Recording(history.Header, history.Events), registry);
        var host = travel.ForkBefore();
        host.Settle();
        return host.World.Instances.Values.Single();
    }

    public static async Task<long> CancelAllAsync(ManagementClient management, IProgress<BulkReport>? progress)
    {
        var changed = 0L;
        var query = new InstanceQuery { Name = "orders/fulfil", Status = ExecutionStatus.Running };
        BulkReport report;
        do
        {
            report = await management.CancelInstancesAsync(query, "the shop closes", progress);
            changed += report.Changed;
            query = query with { After = report.After };
        } while (report.HasMore);
        return changed;
    }

    public static async Task<string> TidyAsync(SqliteProvider store, string backup)
    {
        var damage = await store.CheckAsync();
        if (damage.Count > 0)
        {
            return string.Join(Environment.NewLine, damage);
        }
        await store.BackUpAsync(backup);
        var saved = await store.VacuumAsync();
        return $"{saved} bytes less, log moved: {await store.CheckpointAsync()}";
    }
}
