using System.Globalization;
using Duroxide.Runtime;

namespace Duroxide.Scenarios;

/// <summary>What tests under stress have: nodes that run by the real clock, of which some die.</summary>
/// <remarks><c>DUROXIDE_STRESS_SECONDS</c> makes them go on for as long as wanted.</remarks>
public abstract class RealTimeScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    /// <summary>How long a test waits for an instance at most.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Does something once, or again and again for as long as is wanted; it is told which time it is.</summary>
    protected static async Task RepeatAsync(Func<int, Task> once)
    {
        var seconds = Environment.GetEnvironmentVariable("DUROXIDE_STRESS_SECONDS");
        var time = TimeSpan.FromSeconds(double.Parse(seconds ?? "0", CultureInfo.InvariantCulture));
        var (started, pass) = (TimeProvider.System.GetTimestamp(), 0);
        do
        {
            await once(++pass);
        } while (TimeProvider.System.GetElapsedTime(started) < time);
    }

    /// <summary>Runs a node of its own with short leases, so that what a dead one held goes on soon.</summary>
    protected async Task<(DuroxideRuntime Runtime, ObservedProvider Node)> RunNodeAsync(int hotInstances)
    {
        var node = await OpenNodeAsync(TimeProvider.System);
        var runtime = await RunAsync(
            options =>
                options with
                {
                    Time = TimeProvider.System,
                    LongPoll = TimeSpan.FromSeconds(1),
                    TurnLease = TimeSpan.FromSeconds(3),
                    ActivityLease = TimeSpan.FromSeconds(3),
                    HotInstances = hotInstances,
                },
            node
        );
        return (runtime, node);
    }
}
