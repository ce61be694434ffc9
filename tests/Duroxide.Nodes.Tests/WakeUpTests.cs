using System.Diagnostics;

namespace Duroxide.Nodes.Tests;

/// <summary>What one node writes another hears of at once.</summary>
public sealed class WakeUpTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Turns_on_one_node_and_activities_on_another_wake_each_other_without_polling()
    {
        await using var ground = await Ground.PrepareAsync();
        var never = TimeSpan.FromHours(1);
        await ground.Cluster.AddAsync(own => own with { Work = 0, PollInterval = never });
        await ground.Cluster.AddAsync(own => own with { Turns = 0, PollInterval = never });
        var started = Stopwatch.GetTimestamp();

        await ground.StartAsync(Workflows.OfRun, 1);
        await ground.EndAsync(Workflows.OfRun, 1);

        var took = Stopwatch.GetElapsedTime(started);
        output.WriteLine($"{took.TotalMilliseconds / Workflows.StepsOfRun:F1} ms a step");
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
