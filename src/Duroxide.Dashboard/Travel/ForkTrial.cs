using Duroxide.Testing;

namespace Duroxide.Dashboard;

/// <summary>What came of a fork that was only tried. The command line tries forks by it, too.</summary>
/// <param name="Before">The event before which it begins.</param>
/// <param name="Kept">The last event that it keeps.</param>
/// <param name="Then">What would come behind that: answers as they were recorded, where the code asks for the same.</param>
/// <param name="Waits">What it would wait for at last, in words; empty when it would have ended.</param>
/// <param name="IsFollowed">Whether the code follows what is kept.</param>
/// <param name="Why">Why it does not; null when it does.</param>
sealed record ForkTrial(
    EventId Before,
    EventId Kept,
    IReadOnlyList<HistoryEvent> Then,
    IReadOnlyList<string> Waits,
    bool IsFollowed,
    string? Why
)
{
    const int MostSteps = 10_000;

    /// <summary>Tries a fork. No store is touched, and no activity runs.</summary>
    /// <param name="recording">The execution that would be forked.</param>
    /// <param name="programs">The code.</param>
    /// <param name="limits">The limits of the runtimes.</param>
    /// <param name="before">The event before which; null for the ending, or what caused it.</param>
    /// <param name="version">The version that the fork would run; null for that of the history.</param>
    /// <exception cref="ArgumentException">There is no such event, or a child is open there; the message names the nearest events at which a fork is possible.</exception>
    public static ForkTrial Of(
        Recording recording,
        Programs programs,
        Limits limits,
        EventId? before,
        SemanticVersion? version
    )
    {
        var source = version is { } wanted ? Renamed(recording, wanted) : recording;
        var travel = new TimeTravel(source, programs, limits);
        // What comes while somebody looks at what was tried is not part of it.
        var place = before ?? travel.DefaultFork;
        var kept = travel.LastKept(place);
        if (Hindrance(source.UpTo(kept), programs, limits) is { } why)
        {
            return new(place, kept, [], [], false, why);
        }
        var host = travel.ForkBefore(place, new() { Limits = limits, MaxSteps = MostSteps });
        Settle(host);
        var end = host[source.Header.Instance];
        return new(
            place,
            kept,
            [.. end.Recordings.First().History.Skip((int)kept.Value)],
            [.. end.Waits.Select(wait => EventWords.Naming(wait.Operation))],
            true,
            null
        );
    }

    /// <summary>Why a fork keeps less than what came before an event; null when it keeps all of it.</summary>
    /// <param name="before">The event.</param>
    /// <param name="kept">The last event that is kept.</param>
    public static string? Less(EventId before, EventId kept) =>
        kept.Value >= before.Value - 1 ? null
        : kept == EventId.None
            ? $"Before event {before} nothing had come but the start, and the code decides anew what to do about it: the fork "
                + "keeps no event, and begins with the same input."
        : $"Event {before} belongs to what the code did about event {kept.Next}, and a fork keeps no half of that: it keeps the "
            + $"events up to {kept}, and what came by event {kept.Next} comes once more, so that the code decides anew.";

    static string? Hindrance(Recording kept, Programs programs, Limits limits) =>
        Verification.Verify(kept, programs, new() { Limits = limits }) switch
        {
            Verdict.Same => null,
            Verdict.Diverged diverged =>
                $"The code departs from what would be kept, at event {diverged.Divergence.At}:\n{diverged.Table}",
            Verdict.Unregistered missing => $"The code does not register {missing.Orchestration} {missing.Version}.",
            // One that keeps nothing begins anew.
            Verdict.NotApplicable => kept.History.Count == 0 ? null : "What would be kept cannot be read.",
        };

    // It stops at the first activity that has no recorded answer, which is what the fork would run in earnest.
    static void Settle(OrchestrationTestHost host)
    {
        try
        {
            host.Settle();
        }
        catch (TestExpectationException)
        {
            // It shows how far it came.
        }
    }

    static Recording Renamed(Recording recording, SemanticVersion version) =>
        new(
            recording.Header with
            {
                Version = version,
            },
            recording.History is [{ Fact: Fact.Started started } first, ..]
                ? recording
                    .History.Skip(1)
                    .Prepend(first with { Fact = started with { Version = version } })
                    .ToValueList()
                : recording.History
        );
}
