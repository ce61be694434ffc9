namespace Duroxide.Nodes.Tests;

/// <summary>Nodes of one size have an equal share.</summary>
public sealed class SpreadTests(ITestOutputHelper output)
{
    private const int Count = 600;
    private const double Most = 0.65;

    [Fact]
    public async Task Of_two_equal_nodes_neither_runs_more_than_65_percent_of_the_turns()
    {
        await using var ground = await Ground.PrepareAsync();
        var nodes = new[] { await ground.Cluster.AddAsync(), await ground.Cluster.AddAsync() };

        await ground.StartAsync(Workflows.OfSteps, Count);
        await ground.EndAsync(Workflows.OfSteps, Count);

        var turns = await Task.WhenAll(nodes.Select(node => node.StopAsync()));
        var steps = (await ground.Book.ReadAsync())
            .CountBy(attempt => attempt.Node)
            .Select(node => node.Value)
            .ToList();
        output.WriteLine($"turns: {string.Join(", ", turns)}; steps: {string.Join(", ", steps)}");
        Assert.InRange(turns.Max() / (double)turns.Sum(), 0, Most);
        Assert.InRange(steps.Max() / (double)steps.Sum(), 0, Most);
    }
}
