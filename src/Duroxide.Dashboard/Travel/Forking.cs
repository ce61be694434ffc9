using Duroxide.Testing;

namespace Duroxide.Dashboard;

/// <summary>A fork that is only tried: what it would keep, and what the code at hand would do then.</summary>
/// <param name="Execution">The execution that would be forked.</param>
/// <param name="Before">The event before which; missing for the ending, or what caused it, where the code is not here.</param>
/// <param name="Kept">How many events it would keep; missing where the code is not here.</param>
/// <param name="Then">What would come then: answers as they were recorded, where the code asks for the same.</param>
/// <param name="HasMore">Whether more would come.</param>
/// <param name="Waits">What it would wait for at last; an activity there would run in earnest.</param>
/// <param name="Why">Why nothing was tried; missing when it was.</param>
sealed record DryRunView(
    long Execution,
    long? Before,
    long? Kept,
    StepView[] Then,
    bool HasMore,
    string[] Waits,
    string? Why
);

/// <summary>Forks instances, and tries it first.</summary>
static class Forking
{
    const int MostSteps = 10_000;
    const int MostShown = 200;

    /// <summary>Tries a fork, as the address says. Nothing is changed.</summary>
    /// <exception cref="BadRequestException">There is no such event, or a child is open there.</exception>
    public static async Task<DryRunView> TryAsync(Call call)
    {
        var instance = call.Instance;
        var execution = await Travelling.ExecutionAsync(call, instance).ConfigureAwait(false);
        var before = call.Number("before") is { } given ? new EventId(given) : (EventId?)null;
        if (call.Programs is not { } programs || execution.Events > Travelling.MostReplayed)
        {
            return Untried(execution, before, Travelling.Hindrance(call, new(execution.Events)));
        }
        var recording = await Travelling
            .RecordAsync(call, instance, execution.Execution, new(execution.Events))
            .ConfigureAwait(false);
        if (!programs.Names.Contains(recording.Header.Name))
        {
            return Untried(execution, before, $"This application does not register {recording.Header.Name}.");
        }
        var options = new TestHostOptions { Limits = call.Limits, MaxSteps = MostSteps };
        OrchestrationTestHost host;
        EventId kept;
        try
        {
            var travel = new TimeTravel(recording, programs, call.Limits);
            // What comes while somebody looks at what was tried is not part of it.
            before ??= travel.DefaultFork;
            (kept, host) = (travel.LastKept(before), travel.ForkBefore(before, options));
        }
        catch (ArgumentException refused)
        {
            throw new BadRequestException(Words.Of(refused));
        }
        var isStopped = Settle(host);
        return View(call, execution, before, (int)kept.Value, host[instance], isStopped);
    }

    /// <summary>Forks an instance.</summary>
    /// <returns>The last event that is kept.</returns>
    public static Task<EventId> ForkAsync(Call call, InstanceId instance, ForkBody body)
    {
        var fork = Call.Id(body.Fork);
        return Audit.DoAsync(
            call,
            "fork",
            $"{instance} as {fork}",
            () =>
                call.Management.ForkInstanceAsync(
                    instance,
                    fork,
                    new()
                    {
                        Execution = body.Execution is { } execution ? new ExecutionId(execution) : null,
                        Before = body.Before is { } before ? new EventId(before) : null,
                        Version = Call.Version(body.Version),
                    },
                    call.Cancellation
                )
        );
    }

    static DryRunView Untried(ExecutionInfo execution, EventId? before, string why) =>
        new(execution.Execution.Value, before?.Value, null, [], false, [], why);

    // It stops at the first activity that has no recorded answer, which is what the fork would run in earnest.
    static bool Settle(OrchestrationTestHost host)
    {
        try
        {
            host.Settle();
            return false;
        }
        catch (TestExpectationException)
        {
            return true;
        }
    }

    static DryRunView View(
        Call call,
        ExecutionInfo execution,
        EventId? before,
        int kept,
        InstanceState end,
        bool isStopped
    )
    {
        var then = end.Recordings.First().History.Skip(kept).ToList();
        return new(
            execution.Execution.Value,
            before?.Value,
            kept,
            [.. then.Take(MostShown).Select(happened => EventText.Of(call, happened.Fact))],
            then.Count > MostShown,
            [.. end.Waits.Select(wait => EventText.Of(wait.Operation))],
            end.Divergence is null || isStopped ? null : "The code departs from the kept history."
        );
    }
}
