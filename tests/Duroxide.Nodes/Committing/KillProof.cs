using Duroxide.Core;

namespace Duroxide.Nodes;

/// <summary>What came of a trial.</summary>
/// <param name="Settings">What was run.</param>
/// <param name="Orders">How many orders were placed.</param>
/// <param name="Faults">What does not hold; empty when all does.</param>
sealed record KillReport(KillSettings Settings, int Orders, IReadOnlyList<string> Faults)
{
    const int MostFaults = 20;

    public override string ToString() =>
        string.Join(
            '\n',
            [
                $"seed {Settings.Seed}: {Settings.Rounds} processes were killed, {Orders} orders placed",
                .. Faults.Take(MostFaults).Select(fault => $"FAULT {fault}"),
                Faults.Count == 0 ? "every row is there once, with what it belongs to" : $"{Faults.Count} faults",
            ]
        );
}

/// <summary>Compares the tables with the store.</summary>
sealed class KillProof(Ledger ledger, DuroxideClient client)
{
    readonly List<string> faults = [];

    public async Task<KillReport> JudgeAsync(KillSettings settings)
    {
        var orders = await ledger.ReadAsync("SELECT id, id FROM orders");
        var events = await ledger.ReadAsync("SELECT id, id FROM events");
        var steps = (await ledger.ReadAsync("SELECT step, token FROM steps")).ToLookup(
            row => row.Item1,
            row => row.Item2
        );
        var ids = orders.Select(order => order.Item1).Order(StringComparer.Ordinal).ToList();
        var instances = await InstancesAsync();
        Judge("rows of orders", ids, instances);
        Judge("events", events.Select(one => one.Item1).Order(StringComparer.Ordinal), instances);
        Judge(
            "steps",
            steps.Select(step => step.Key).Order(StringComparer.Ordinal),
            instances.SelectMany(Orders.StepsOf)
        );
        foreach (var id in instances)
        {
            await JudgeAsync(id, Orders.StepsOf(id).SelectMany(step => steps[step]));
        }
        return new(settings, orders.Count, faults);
    }

    async Task<List<string>> InstancesAsync()
    {
        var query = new InstanceQuery();
        List<string> ids = [];
        do
        {
            var page = await client.Management.ListInstancesAsync(query);
            ids.AddRange(page.Select(row => row.Instance.Value));
            query = query with { After = page.Next };
        } while (query.After is not null);
        return [.. ids.Order(StringComparer.Ordinal)];
    }

    // Each row of a step is there once, and it is the one whose result was recorded.
    async Task JudgeAsync(string id, IEnumerable<string> tokens)
    {
        var status = await client.GetStatusAsync(id);
        if (status is not OrchestrationStatus.Completed completed)
        {
            var waits = await client.Management.GetWaitsAsync(id);
            faults.Add($"{id} has not completed, but is {status}, and waits for {string.Join(", ", waits)}");
            return;
        }
        Judge($"steps of {id}", tokens, client.Decode<string[]>(completed.Output));
        var history = await client.ReadHistoryAsync(id);
        Judge(
            $"arrivals at {id}",
            history!
                .Events.Select(one => one.Fact)
                .OfType<Fact.Arrived>()
                .Select(one => one.Name)
                .Order(StringComparer.Ordinal),
            [Orders.Go, Orders.Paid]
        );
    }

    void Judge(string what, IEnumerable<string> actual, IEnumerable<string> expected)
    {
        if (!actual.SequenceEqual(expected))
        {
            faults.Add($"{what}: {Difference(actual, expected)}");
        }
    }

    static string Difference(IEnumerable<string> actual, IEnumerable<string> expected) =>
        $"[{string.Join(", ", actual.Except(expected))}] are too many, [{string.Join(", ", expected.Except(actual))}] are missing, "
        + $"of {actual.Count()} and {expected.Count()}";
}
