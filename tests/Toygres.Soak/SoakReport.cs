using System.Globalization;
using System.Text;

namespace Toygres.Soak;

/// <summary>How often something was asked, and what became of it.</summary>
internal sealed class Tally
{
    public int Done { get; set; }

    public int Failed { get; set; }

    public int Refused { get; set; }

    public TimeSpan Longest { get; set; }
}

/// <summary>What a trial found.</summary>
internal sealed class SoakReport(SoakSettings settings)
{
    private const int MostReasons = 10;

    private readonly SortedDictionary<string, Tally> tallies = [];
    private readonly List<string> reasons = [];

    public int ServersKilled { get; set; }

    public int WorkersKilled { get; set; }

    /// <summary>How many workers ended though nobody killed them.</summary>
    public int WorkersLost { get; set; }

    /// <summary>For how long instances were ill, from the first look that found them so to the first that did not.</summary>
    public List<TimeSpan> Illnesses { get; } = [];

    /// <summary>How long the fleet took to be as it should be, once nobody disturbed it.</summary>
    public TimeSpan Converged { get; set; }

    /// <summary>What does not hold.</summary>
    public List<string> Faults { get; } = [];

    public Tally this[string what] => tallies.TryGetValue(what, out var tally) ? tally : tallies[what] = new Tally();

    public void Note(string reason) => reasons.Add(reason);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n{"asked", -16} {"done", 6} {"failed", 7} {"refused", 8} {"longest", 9}\n"
        );
        foreach (var (what, tally) in tallies)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{what, -16} {tally.Done, 6} {tally.Failed, 7} {tally.Refused, 8} {tally.Longest.TotalSeconds, 7:F1} s\n"
            );
        }
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n{ServersKilled} servers and {WorkersKilled} workers were killed; "
        );
        text.Append(CultureInfo.InvariantCulture, $"{WorkersLost} workers ended by themselves.\n");
        if (Illnesses.Order().ToList() is [.., var longest] sorted)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"Instances were ill {sorted.Count} times: half of them for {sorted[sorted.Count / 2].TotalSeconds:F0} s at most, all for {longest.TotalSeconds:F0} s at most.\n"
            );
        }
        text.Append(CultureInfo.InvariantCulture, $"The fleet converged within {Converged.TotalSeconds:F0} s.\n");
        foreach (
            var group in reasons.GroupBy(reason => reason).OrderByDescending(group => group.Count()).Take(MostReasons)
        )
        {
            text.Append(CultureInfo.InvariantCulture, $"{group.Count(), 4} times: {group.Key}\n");
        }
        Faults.ForEach(fault => text.Append(CultureInfo.InvariantCulture, $"FAULT: {fault}\n"));
        return text.Append(
                CultureInfo.InvariantCulture,
                $"seed {settings.Seed}: {(Faults.Count == 0 ? "all holds" : "it does not hold")}\n"
            )
            .ToString();
    }
}
