namespace Duroxide.Samples.Tests;

/// <summary>The sample of many nodes proves what it says, and leaves nothing running.</summary>
public sealed class ClusterTests : IDisposable
{
    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_order_is_handled_once_though_a_worker_is_killed()
    {
        var lines = await SampleProcess.RunAsync("Cluster", folder, "--orders", "60", "--seed", "3");

        Assert.Equal("60 orders, seed 3", lines[0]);
        Assert.Contains(lines, line => line.EndsWith(" is killed", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("worker-4 works", StringComparison.Ordinal));
        Assert.EndsWith(
            "60 of 60 orders shipped, 0 not paid once and shipped once, workers killed: 1",
            lines[^2],
            StringComparison.Ordinal
        );
        Assert.Equal("every order was handled exactly once", lines[^1]);
    }
}
