using Duroxide.Testing;

namespace Duroxide.Dashboard;

/// <summary>Replays the histories of what runs against the code at hand, to know before a deployment what it would break.</summary>
/// <remarks>It reads one history at a time, keeps none, and changes nothing.</remarks>
static class DeploymentCheck
{
    /// <summary>The most instances that one check looks at.</summary>
    public const int Most = 100_000;

    /// <summary>How many it looks at unless it is told otherwise.</summary>
    public const int Usual = 10_000;

    const int RowsAtOnce = 200;
    const int MostUnreadable = 20;

    /// <summary>Checks the instances that the address names.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="tell">Hears how many of how many are done, after each.</param>
    /// <exception cref="BadRequestException">There is no code here.</exception>
    /// <exception cref="BusyException">Another check runs.</exception>
    public static async Task<DeploymentView> RunAsync(Call call, Func<ProgressView, Task> tell)
    {
        var programs =
            call.Programs
            ?? throw new BadRequestException(
                "This application holds no code of orchestrations. Set DashboardOptions.Code, or run duroxide verify."
            );
        if (!call.Board.Check.Wait(0, CancellationToken.None))
        {
            throw new BusyException("A check runs already, and there is one at a time. Try again when it has ended.");
        }
        try
        {
            return await RunAsync(call, programs, tell).ConfigureAwait(false);
        }
        finally
        {
            call.Board.Check.Release();
        }
    }

    /// <summary>Which instances the address names.</summary>
    public static InstanceQuery Query(Call call) =>
        Reading.Conditions(call) with
        {
            Status = ExecutionStatus.Running,
            Order = InstanceOrder.OldestFirst,
            Limit = RowsAtOnce,
        };

    static async Task<DeploymentView> RunAsync(Call call, Programs programs, Func<ProgressView, Task> tell)
    {
        var most = call.Number("limit", most: Most) ?? Usual;
        var query = Query(call);
        var counts = await call.Management.CountInstancesAsync(query, null, call.Cancellation).ConfigureAwait(false);
        var all = Math.Min(most, counts.Sum(count => count.Count));
        var run = new VerificationRun(programs, new() { Limits = call.Limits, AtLeast = 0 });
        var next = new NextSteps(programs, call.Limits);
        var (looked, hasMore) = (0L, true);
        while (hasMore && looked < most)
        {
            var page = await call.Management.ListInstancesAsync(query, call.Cancellation).ConfigureAwait(false);
            var taken = (int)Math.Min(page.Count, most - looked);
            foreach (var info in page.Take(taken))
            {
                await AddAsync(call, info, run, next).ConfigureAwait(false);
                looked++;
                await tell(new(looked, Math.Max(looked, all))).ConfigureAwait(false);
            }
            hasMore = page.Next is not null || page.Count > taken;
            query = query with { After = page.Next };
        }
        return View(call, run.Read(), next, looked, hasMore);
    }

    static async Task AddAsync(Call call, InstanceInfo info, VerificationRun run, NextSteps next)
    {
        if (info.Parked is { } parked)
        {
            run.AddUnreadable($"{info.Instance}: {call.Shown(parked)}");
            return;
        }
        try
        {
            var history = await call
                .Client.ReadHistoryAsync(info.Instance, null, call.Cancellation)
                .ConfigureAwait(false);
            // What has ended meanwhile, or was deleted, runs no more.
            if (history is null or { Events: [.., { Fact: Fact.Ended }] })
            {
                return;
            }
            var recording = new Recording(history.Header, history.Events);
            next.Add(recording, run.Add(recording));
        }
        catch (CorruptPayloadException error)
        {
            run.AddUnreadable($"{info.Instance}: {error.Message}");
        }
    }

    static DeploymentView View(Call call, VerificationReport report, NextSteps next, long looked, bool hasMore)
    {
        var running = report.Running;
        var missing = next.MissingActivities;
        return new(
            report.Holds && missing.Length == 0,
            looked,
            running.Same,
            hasMore,
            [
                .. running.Divergences.Select(group => new DivergenceView(
                    group.Orchestration,
                    group.Version?.ToString(),
                    call.Shown(group.Change),
                    group.Count,
                    [.. group.Examples.Select(instance => instance.Value)],
                    call.Shown(group.Table)
                )),
            ],
            [.. running.Unregistered.Select(one => new CountView(one.Key, one.Value))],
            missing,
            [.. report.Unreadable.Take(MostUnreadable)],
            [.. running.NotApplicable.Select(one => new CountView(one.Key, one.Value))],
            next.Groups
        );
    }
}
