using System.Text.RegularExpressions;

namespace Duroxide.Testing;

/// <summary>Finds the steps that a run repeats until its end, so that a loop is told once.</summary>
static partial class RepeatedEnd
{
    const int LongestPeriod = 30;
    const int FewestTimes = 3;

    /// <summary>How many steps the loop has, and how many steps at the end only repeat it; 0 and 0 when there is none.</summary>
    public static (int Period, int Repeated) Of(IReadOnlyList<string> steps)
    {
        // Times and event ids go on from round to round.
        var shapes = steps.Select(step => Number.Replace(step, "#")).ToList();
        for (var period = 1; period <= LongestPeriod; period++)
        {
            var same = 0;
            while (same + period < shapes.Count && shapes[^(same + 1)] == shapes[^(same + 1 + period)])
            {
                same++;
            }
            if (same >= period * (FewestTimes - 1))
            {
                return (period, same);
            }
        }
        return (0, 0);
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number { get; }
}
