using Duroxide.Core;

namespace Duroxide.Conformance;

/// <summary>A turn that does not end is watched in real time, for its thread is really gone.</summary>
public abstract class WatchdogScenario(IProviderFixture fixture) : RuntimeScenario(fixture)
{
    [Fact]
    public async Task A_runaway_loop_stalls_nobody_and_ends_as_poison()
    {
        var (entered, isOver) = (0, false);
        var runaway = new Orchestration<Unit, int>(
            "runaway",
            (_, _) =>
            {
                Interlocked.Increment(ref entered);
                while (!Volatile.Read(ref isOver))
                {
                    Thread.Yield();
                }
                return Task.FromResult(0);
            }
        );
        var hello = new Orchestration<Unit, string>("hello", (_, _) => Task.FromResult("still here"));
        Code.Add(runaway).Add(hello);
        var node = await OpenNodeAsync(TimeProvider.System);
        var runtime = await RunAsync(
            options =>
                options with
                {
                    Time = TimeProvider.System,
                    OrchestrationConcurrency = 1,
                    TurnTimeout = TimeSpan.FromMilliseconds(300),
                    TurnLease = TimeSpan.FromSeconds(2),
                    MaxAttempts = 2,
                },
            node
        );
        try
        {
            await runtime.Client.StartOrchestrationAsync(runaway, "runaway", Unit.Value, cancellation: Cancellation);
            while (Volatile.Read(ref entered) == 0)
            {
                await Task.Yield();
            }
            await runtime.Client.StartOrchestrationAsync(hello, "hello", Unit.Value, cancellation: Cancellation);

            Assert.Equal(
                "still here",
                await runtime.Client.WaitForCompletionAsync<string>("hello", Generous, Cancellation)
            );
            var end = await runtime.Client.WaitForEndAsync("runaway", Generous, Cancellation);

            Assert.IsType<Failure.Poison>(Assert.IsType<Runtime.OrchestrationStatus.Failed>(end).Failure);
            Assert.Equal(1, entered);
        }
        finally
        {
            Volatile.Write(ref isOver, true);
        }
    }
}
