namespace Duroxide.Samples.Tests.Guide;

/// <summary>What clients do.</summary>
public static class Calling
{
    public static async Task<bool> StartAsync(DuroxideClient client)
    {
        var isNew = await client.StartOrchestrationAsync(State.Child, "download-1", "https://example.org");

        var version = new StartOptions { Version = SemanticVersion.Parse("2.0.0") };
        return isNew && await client.StartOrchestrationAsync("orders/ship", "order-18", "a teapot", version);
    }

    public static async Task<int> StartManyAsync(DuroxideClient client, IEnumerable<string> urls)
    {
        var starts = urls.Select(url => new InstanceStart<string>($"download of {url}", url));
        var created = await client.StartOrchestrationsAsync(State.Child, starts);
        return created.Count(isNew => isNew);
    }

    public static async Task<bool> SignalAsync(DuroxideClient client)
    {
        await client.RaiseEventAsync("order-18", "Answer", "yes");
        await client.SendMessageAsync("order-18", "numbers", 42);
        return await client.CancelAsync("order-18", "the customer has gone");
    }

    public static async Task<string> WaitAsync(DuroxideClient client)
    {
        try
        {
            return await client.WaitForCompletionAsync(State.Child, "download-1", TimeSpan.FromSeconds(30));
        }
        catch (InstanceFailedException failed)
        {
            return $"failed: {failed.Failure.Display}";
        }
        catch (ClientException late) when (late.Error is ClientError.Timeout)
        {
            return "not yet";
        }
    }

    public static async Task<string> StatusAsync(DuroxideClient client) =>
        (await client.GetStatusAsync("download-1")).Match(
            _ => "no such instance",
            running => $"running: {running.Info.CustomStatus}",
            completed => $"completed: {client.Decode<string>(completed.Output)}",
            failed => $"failed: {failed.Failure.Display}"
        );

    public static async Task FollowAsync(DuroxideClient client, InstanceId instance, Action<string?> show)
    {
        var seen = 0L;
        while (await client.WaitForCustomStatusAsync(instance, seen) is OrchestrationStatus.Running { Info: var info })
        {
            show(info.CustomStatus);
            seen = info.CustomStatusVersion;
        }
    }

    public static async Task<string> ValuesAsync(DuroxideClient client)
    {
        var visits = await client.GetValueAsync<int?>("visitor-1", "visits") ?? 0;
        var all = await client.GetValuesAsync("visitor-1");
        var texts = all.Select(entry => $"{entry.Key}: {client.Decode<int>(entry.Value.Data)}");
        var report = await client.WaitForValueAsync<int>("visitor-1", "visits", TimeSpan.FromSeconds(30));
        return $"{visits}, {report}, {string.Join(", ", texts)}";
    }

    public static async Task<string> ReadAsync(DuroxideClient client)
    {
        var history = await client.ReadHistoryAsync("download-1");
        var told = history!.Activities.Select(asked => $"{asked.Name} gave {asked.Failure?.Display ?? asked.Result}");
        return string.Join(", ", told);
    }

    public static async Task<long> ManageAsync(DuroxideClient client, TimeProvider clock)
    {
        var management = client.Management;
        var failed = await management.ListInstancesAsync(new() { Status = ExecutionStatus.Failed, Limit = 50 });
        await management.PruneExecutionsAsync("download-1", new() { KeepLast = 3 });

        var old = new DeleteQuery { EndedBefore = clock.GetUtcNow().AddDays(-7) };
        var gone = 0L;
        Deleted deleted;
        do
        {
            deleted = await management.DeleteInstancesAsync(old);
            gone += deleted.Instances;
        } while (deleted.HasMore);
        return failed.Count + gone;
    }

    public static async Task<string> InspectAsync(ManagementClient management)
    {
        var tree = await management.GetTreeAsync("download-1");
        var executions = await management.ListExecutionsAsync("download-1");
        var store = await management.GetMetricsAsync();
        return $"{tree.Count} in the family, {executions.Count} executions; {store.Running} of {store.Instances} run";
    }

    public static async Task<int> ReleaseAsync(ManagementClient management)
    {
        var parked = await management.ListParkedAsync();
        foreach (var item in parked)
        {
            Console.WriteLine($"{item.Kind} of {item.Instance}: {item.Reason}");
            await management.ReleaseParkedAsync(item.Id);
        }
        return parked.Count;
    }
}
