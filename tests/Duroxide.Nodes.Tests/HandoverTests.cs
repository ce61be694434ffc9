namespace Duroxide.Nodes.Tests;

/// <summary>What a node had, another one goes on with: at once when it leaves in order, and within its lease when it dies.</summary>
public sealed class HandoverTests(ITestOutputHelper output)
{
    private const int Count = 20;

    [Fact]
    public async Task A_node_that_leaves_in_order_hands_over_within_a_second()
    {
        await using var ground = await Ground.PrepareAsync();
        var patient = ground.Settings with { TurnLease = TimeSpan.FromMinutes(1), WorkLease = TimeSpan.FromMinutes(1) };
        var gap = await LongestGapAsync(ground, patient, node => node.SignalStopAsync());

        // The second, and what a busy machine needs besides.
        Assert.InRange(gap, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_node_that_dies_hands_over_within_its_lease()
    {
        await using var ground = await Ground.PrepareAsync();
        var gap = await LongestGapAsync(ground, ground.Settings, node => node.KillAsync());

        Assert.InRange(gap, TimeSpan.Zero, ground.Settings.WorkLease + TimeSpan.FromSeconds(2));
    }

    // Steps follow each other without a pause, so the longest time without one is the handing over.
    private async Task<TimeSpan> LongestGapAsync(Ground ground, WorkerSettings settings, Func<Node, Task> end)
    {
        WorkerSettings Slow(WorkerSettings own) =>
            settings with
            {
                Name = own.Name,
                StepTime = TimeSpan.FromMilliseconds(100),
            };
        var leaving = await ground.Cluster.AddAsync(Slow);
        await ground.StartAsync(Workflows.OfRun, Count);
        await WaitForStepsAsync(ground, leaving.Settings.Name, Count * 2);
        var staying = await ground.Cluster.AddAsync(Slow);
        await WaitForStepsAsync(ground, leaving.Settings.Name, Count * 10);

        await end(leaving);
        await ground.EndAsync(Workflows.OfRun, Count);

        var attempts = await ground.Book.ReadAsync();
        var gap = attempts
            .GroupBy(attempt => Workflows.InstanceOf(attempt.Step))
            .SelectMany(one => one.Zip(one.Skip(1), (before, after) => after.Begun - before.Begun))
            .Max();
        output.WriteLine(
            $"{gap.TotalMilliseconds:F0} ms; {staying.Settings.Name} began {attempts.Count(one => one.Node == staying.Settings.Name)}"
        );
        Assert.Contains(attempts, attempt => attempt.Node == staying.Settings.Name);
        return gap;
    }

    private static async Task WaitForStepsAsync(Ground ground, string node, int steps)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await ground.Book.ReadAsync()).Count(attempt => attempt.Node == node) < steps)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }
}
