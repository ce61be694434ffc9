using Duroxide.Sqlite;

namespace Duroxide.Cli;

/// <summary>Looks for what is wrong with a store, and says what to do.</summary>
static class DoctorCommand
{
    static readonly TimeSpan Late = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Wrong = TimeSpan.FromSeconds(5);

    public static Command Create() =>
        StoreCommand.Reading(
            "doctor",
            "Looks for what is wrong with a store, and says what to do. Exit code 5 when there is something.",
            [],
            async session =>
            {
                var findings = await LookAsync(session);
                session.Printer.Rows(
                    findings,
                    [
                        ("What", finding => finding.What),
                        ("Found", finding => finding.IsWell ? "well" : "attention"),
                        ("Advice", finding => Shown.Line(finding.Text, 200)),
                    ],
                    finding => finding
                );
                return findings.All(finding => finding.IsWell) ? ExitCode.Done : ExitCode.Found;
            }
        );

    static async Task<IReadOnlyList<Finding>> LookAsync(Session session)
    {
        var metrics = await session.Management.GetMetricsAsync(session.Cancellation);
        var stuck = await session.Management.ListStuckAsync(new() { Limit = 10 }, session.Cancellation);
        var distance = session.Provider.Now.ToDateTimeOffset() - session.Terminal.Time.GetUtcNow();
        return
        [
            // It was opened without an upgrade, so its schema is the one of this build.
            new("schema", true, $"it is the one of this build ({session.Provider.Name})"),
            await IntegrityAsync(session),
            new(
                "clock",
                distance.Duration() < Wrong,
                distance.Duration() < Wrong
                    ? "the store and this machine agree"
                    : $"the store is {Shown.Age(distance.Duration())} away from this machine: set the clocks by NTP"
            ),
            new(
                "oldest ready work",
                (metrics.OldestReady ?? TimeSpan.Zero) < Late,
                metrics.OldestReady is not { } age ? "nothing waits"
                    : age < Late ? $"it waits for {Shown.Age(age)}"
                    : $"it waits for {Shown.Age(age)}: is a runtime running, and does it register what waits? See stuck"
            ),
            new(
                "oldest activity",
                (metrics.OldestActivity ?? TimeSpan.Zero) < Late,
                metrics.OldestActivity is not { } old ? "nothing waits"
                    : old < Late ? $"it waits for {Shown.Age(old)}"
                    : $"it waits for {Shown.Age(old)}: are there workers enough, and do they serve its tag? See stuck"
            ),
            new(
                "stuck work",
                stuck.Count == 0,
                stuck.Count == 0
                    ? "none"
                    : $"for instance of '{stuck[0].Instance}': see stuck, and show {stuck[0].Instance}"
            ),
            new(
                "parked work",
                metrics.Parked == 0,
                metrics.Parked == 0
                    ? "none"
                    : $"{metrics.Parked} items: see parked list, mend the cause, then parked release"
            ),
        ];
    }

    static async Task<Finding> IntegrityAsync(Session session)
    {
        if (session.Provider is not SqliteProvider sqlite)
        {
            return new("integrity", true, "PostgreSQL looks after it: see pg_amcheck");
        }
        var damage = await sqlite.CheckAsync(session.Cancellation);
        return damage.Count == 0
            ? new("integrity", true, "the file is whole")
            : new("integrity", false, $"{damage[0]}: restore a backup, or copy what can be read by backup");
    }

    /// <summary>Something that was looked at.</summary>
    /// <param name="What">What.</param>
    /// <param name="IsWell">Whether it is as it should be.</param>
    /// <param name="Text">What was found, and what to do.</param>
    public sealed record Finding(string What, bool IsWell, string Text);
}
