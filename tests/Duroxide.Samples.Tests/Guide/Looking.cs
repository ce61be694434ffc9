namespace Duroxide.Samples.Tests.Guide;

/// <summary>How an operator looks into a store.</summary>
public static class Looking
{
    public static async Task<List<InstanceId>> OverdueOrdersAsync(ManagementClient management, TimeProvider clock)
    {
        var query = new InstanceQuery
        {
            Status = ExecutionStatus.Running,
            Tags = ValueMap.Of(("customer", "acme")),
            CreatedBefore = clock.GetUtcNow().AddDays(-3),
            Order = InstanceOrder.OldestFirst,
        };
        List<InstanceId> found = [];
        do
        {
            var page = await management.ListInstancesAsync(query);
            found.AddRange(page.Select(row => row.Instance));
            query = query with { After = page.Next };
        } while (query.After is not null);
        return found;
    }

    public static async Task<string> CustomersAsync(ManagementClient management)
    {
        var running = new InstanceQuery { Status = ExecutionStatus.Running };
        var counts = await management.CountInstancesAsync(running, new InstanceGrouping.Tag("customer"));
        return string.Join(", ", counts.Select(count => $"{count.Group ?? "no customer"}: {count.Count}"));
    }

    public static async Task<string> WhyAsync(ManagementClient management)
    {
        var waits = await management.GetWaitsAsync("order-17");
        return string.Join(", ", waits.Select(wait => $"{wait.Kind} {wait.Name} since {wait.Since:t}"));
    }

    public static async Task<int> StuckAsync(ManagementClient management)
    {
        var stuck = await management.ListStuckAsync(new() { WaitingFor = TimeSpan.FromMinutes(10), Attempts = 3 });
        foreach (var work in stuck)
        {
            Console.WriteLine($"{work.Kind} of {work.Instance} since {work.Since:u}, taken {work.Attempts} times");
        }
        return stuck.Count;
    }
}
