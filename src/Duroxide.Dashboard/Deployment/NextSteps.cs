using Duroxide.Testing;

namespace Duroxide.Dashboard;

/// <summary>Gathers what instances would do next with the code at hand, those that would do the same together.</summary>
/// <param name="programs">The code.</param>
/// <param name="limits">The limits of the runtimes.</param>
sealed class NextSteps(Programs programs, Limits limits)
{
    const int MostExamples = 3;
    const int MostGroups = 100;

    readonly Dictionary<(string Orchestration, string Next), (long Count, List<string> Examples)> groups = [];
    readonly Dictionary<string, long> missing = [];

    /// <summary>The groups, the largest first.</summary>
    public NextView[] Groups =>
        [
            .. groups
                .OrderByDescending(group => group.Value.Count)
                .ThenBy(group => group.Key)
                .Take(MostGroups)
                .Select(group => new NextView(
                    group.Key.Orchestration,
                    group.Key.Next,
                    group.Value.Count,
                    [.. group.Value.Examples]
                )),
        ];

    /// <summary>The activities that would be asked for and are not registered, with how many instances would.</summary>
    public CountView[] MissingActivities =>
        [.. missing.OrderByDescending(one => one.Value).Select(one => new CountView(one.Key, one.Value))];

    /// <summary>Adds an instance.</summary>
    /// <param name="recording">Its history.</param>
    /// <param name="verdict">What the code makes of it.</param>
    public void Add(Recording recording, Verdict verdict)
    {
        var key = (recording.Header.Name, Next(recording, verdict));
        var (count, examples) = groups.TryGetValue(key, out var known) ? known : (0, []);
        if (examples.Count < MostExamples)
        {
            examples.Add(recording.Header.Instance.Value);
        }
        groups[key] = (count + 1, examples);
    }

    string Next(Recording recording, Verdict verdict) =>
        verdict switch
        {
            Verdict.Same => Next(recording),
            Verdict.Diverged => "fails: the code departs from its history",
            Verdict.Unregistered => "waits for a node that registers it",
            Verdict.NotApplicable other => other.Reason,
        };

    // Without payloads, which differ between instances that do the same.
    string Next(Recording recording)
    {
        var moment = new TimeTravel(recording, programs, limits).GoTo(recording.History[^1].Id);
        var lacks = moment
            .Asks.Select(Activity)
            .OfType<string>()
            .Distinct()
            .Where(name => !programs.Registry.HasActivity(name));
        foreach (var name in lacks)
        {
            missing[name] = missing.GetValueOrDefault(name) + 1;
        }
        return
            Grouped("asks", moment.Asks.Select(fact => EventWords.Of(fact).Text))
                + Grouped("waits for", moment.Waits.Select(wait => EventWords.Naming(wait.Operation)))
                is { Length: > 0 } next
            ? next
            : "nothing";
    }

    // Of those that wait it is no news that an activity lacks its code: the queue shows it.
    static string? Activity(Fact ask) =>
        ask is Fact.Scheduled { Operation: Operation.Activity { Name: var name } } ? name : null;

    static string Grouped(string verb, IEnumerable<string> steps)
    {
        var told = steps
            .GroupBy(step => step)
            .Select(same => same.Count() == 1 ? same.Key : $"{same.Key} ({same.Count()} times)")
            .ToList();
        return told.Count == 0 ? "" : $"{verb}: {Words.Cut(string.Join("; ", told), 160)}. ";
    }
}
