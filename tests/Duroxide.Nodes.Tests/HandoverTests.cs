namespace Duroxide.Nodes.Tests;

/// <summary>What a node had, another one goes on with: at once when it leaves in order, and within its lease when it dies.</summary>
public sealed class HandoverTests(ITestOutputHelper output)
{
    private const int Count = 20;

    // A tenth of a second on a quiet machine, and some seconds where thirty others want the processor.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_node_that_leaves_in_order_hands_over_long_before_its_leases_end()
    {
        await using var ground = await Ground.PrepareAsync();
        var patient = ground.Settings with { TurnLease = TimeSpan.FromMinutes(1), WorkLease = TimeSpan.FromMinutes(1) };
        var gap = await LongestGapAsync(ground, patient, node => node.SignalStopAsync());

        Assert.InRange(gap, TimeSpan.Zero, Slack);
    }

    [Fact]
    public async Task A_node_that_dies_hands_over_within_its_lease()
    {
        await using var ground = await Ground.PrepareAsync();
        var gap = await LongestGapAsync(ground, ground.Settings, node => node.KillAsync());

        Assert.InRange(gap, TimeSpan.Zero, ground.Settings.WorkLease + Slack);
    }

    // Steps follow each other without a pause, so the longest time without one is the handing over. On a busy machine a node
    // takes a while to start, so that the runs are longer than anybody waits for.
    private async Task<TimeSpan> LongestGapAsync(Ground ground, WorkerSettings settings, Func<Node, Task> end)
    {
        WorkerSettings Slow(WorkerSettings own) =>
            settings with
            {
                Name = own.Name,
                StepTime = TimeSpan.FromMilliseconds(100),
            };
        var leaving = await ground.Cluster.AddAsync(Slow);
        await ground.StartAsync(Workflows.OfLongRun, Count);
        await WaitForStepsAsync(ground, leaving.Settings.Name, Count * 2);
        var staying = await ground.Cluster.AddAsync(Slow);
        await WaitForStepsAsync(ground, leaving.Settings.Name, Count * 10);

        await end(leaving);
        var attempts = await ReadUntilAsync(ground, read => GoOn(read, staying.Settings.Name));
        var gap = attempts
            .GroupBy(attempt => Workflows.InstanceOf(attempt.Step))
            .SelectMany(one => one.Zip(one.Skip(1), (before, after) => after.Begun - before.Begun))
            .Max();
        output.WriteLine(
            $"{gap.TotalMilliseconds:F0} ms; {staying.Settings.Name} began {attempts.Count(one => one.Node == staying.Settings.Name)}"
        );
        return gap;
    }

    // Each has gone on there for more than a step.
    private static bool GoOn(IReadOnlyList<Attempt> attempts, string node) =>
        attempts
            .Where(attempt => attempt.Node == node)
            .GroupBy(attempt => Workflows.InstanceOf(attempt.Step))
            .Count(one => one.Count() > 1) == Count;

    private static Task WaitForStepsAsync(Ground ground, string node, int steps) =>
        ReadUntilAsync(ground, attempts => attempts.Count(attempt => attempt.Node == node) >= steps);

    private static async Task<IReadOnlyList<Attempt>> ReadUntilAsync(
        Ground ground,
        Func<IReadOnlyList<Attempt>, bool> holds
    )
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var attempts = await ground.Book.ReadAsync();
            if (holds(attempts))
            {
                return attempts;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }
}
