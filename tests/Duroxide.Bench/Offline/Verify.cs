using Duroxide.Testing;

namespace Duroxide.Bench;

/// <summary>Replays recorded histories of fifty events against the code that made them.</summary>
static class Verify
{
    const int Histories = 10_000;
    const int WarmUp = 500;

    // A start, two events for each activity, and an end.
    const int Activities = 24;

    static readonly Activity<int, int> Increment = new("increment", (_, number) => Task.FromResult(number + 1));

    static readonly Orchestration<int, int> FiftyEvents = new(
        "fifty-events",
        async (ctx, number) =>
        {
            for (var step = 0; step < Activities; step++)
            {
                number = await ctx.ScheduleActivity(Increment, number);
            }
            return number;
        }
    );

    public static Measurement Measure()
    {
        Programs programs = new RegistryBuilder().Add(Increment).Add(FiftyEvents).Build();
        var recordings = Record(programs);
        Verification.VerifyAll(recordings.Take(WarmUp), programs).EnsureHolds();
        var stretch = Cost.Begin();
        var report = Verification.VerifyAll(recordings, programs).EnsureHolds();
        var cost = stretch.End();
        return new(
            [
                new("histories", report.Same),
                new("histories_per_s", report.Same / cost.Wall.TotalSeconds),
                new("events_per_s", recordings.Sum(each => each.History.Count) / cost.Wall.TotalSeconds),
            ],
            cost
        );
    }

    static List<Recording> Record(Programs programs) =>
        [.. Enumerable.Range(0, Histories).Select(n => Record(programs, n))];

    static Recording Record(Programs programs, int number)
    {
        var host = new OrchestrationTestHost(programs, new() { ReplayEveryTurn = false });
        return host.Start(FiftyEvents, $"i-{number}", number).Recording;
    }
}
