using Duroxide.Testing;

namespace Duroxide.Dashboard;

/// <summary>A fork that is only tried: what it would keep, and what the code at hand would do then.</summary>
/// <param name="Execution">The execution that would be forked.</param>
/// <param name="Outcome">Follows: the code follows what is kept. Departs: it does not, or does not register the orchestration. Untried: the code is not here, or the history is too long for a request.</param>
/// <param name="Before">The event before which; missing for the ending, or what caused it, where it was not tried.</param>
/// <param name="Kept">How many events it would keep; missing where it was not tried.</param>
/// <param name="Note">Why it would keep less than what came before that event; missing when it would not.</param>
/// <param name="Then">What would come then: answers as they were recorded, where the code asks for the same.</param>
/// <param name="HasMore">Whether more would come.</param>
/// <param name="Waits">What it would wait for at last; an activity there would run in earnest.</param>
/// <param name="Why">Why the code does not follow, or why nothing was tried; missing when it follows.</param>
sealed record DryRunView(
    long Execution,
    string Outcome,
    long? Before,
    long? Kept,
    string? Note,
    StepView[] Then,
    bool HasMore,
    string[] Waits,
    string? Why
);

/// <summary>What came of a fork that was only tried.</summary>
enum ForkOutcome
{
    /// <summary>It was not tried.</summary>
    Untried,

    /// <summary>The code follows what is kept.</summary>
    Follows,

    /// <summary>The code does not.</summary>
    Departs,
}

/// <summary>Forks instances, and tries it first.</summary>
static class Forking
{
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
            var why = Travelling.Hindrance(call, new(execution.Events));
            return new(
                execution.Execution.Value,
                nameof(ForkOutcome.Untried),
                before?.Value,
                null,
                null,
                [],
                false,
                [],
                why
            );
        }
        var recording = await Travelling
            .RecordAsync(call, instance, execution.Execution, new(execution.Events))
            .ConfigureAwait(false);
        try
        {
            var tried = ForkTrial.Of(recording, programs, call.Limits, before, Call.Version(call.Query("version")));
            return View(call, execution, tried);
        }
        catch (ArgumentException refused)
        {
            throw new BadRequestException(Words.Of(refused));
        }
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

    static DryRunView View(Call call, ExecutionInfo execution, ForkTrial tried) =>
        new(
            execution.Execution.Value,
            tried.IsFollowed ? nameof(ForkOutcome.Follows) : nameof(ForkOutcome.Departs),
            tried.Before.Value,
            tried.Kept.Value,
            ForkTrial.Less(tried.Before, tried.Kept),
            [.. tried.Then.Take(MostShown).Select(happened => EventText.Of(call, happened.Fact))],
            tried.Then.Count > MostShown,
            [.. tried.Waits],
            call.ShownIfAny(tried.Why)
        );
}
