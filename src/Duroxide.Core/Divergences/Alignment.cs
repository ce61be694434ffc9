namespace Duroxide.Core;

/// <summary>Lays two short sequences of steps side by side, so that equal steps share a line.</summary>
static class Alignment
{
    public static IEnumerable<AlignedStep> Of(IReadOnlyList<HistoryEvent> recorded, IReadOnlyList<Fact> asked)
    {
        var common = CommonLengths(recorded, asked);
        var (left, right) = (0, 0);
        while (left < recorded.Count || right < asked.Count)
        {
            if (left < recorded.Count && right < asked.Count && Matching.Same(recorded[left].Fact, asked[right]))
            {
                yield return Line(recorded[left++], asked[right++]);
            }
            else if (
                right == asked.Count
                || left < recorded.Count && common[left + 1, right] >= common[left, right + 1]
            )
            {
                yield return Line(recorded[left++], null);
            }
            else
            {
                yield return Line(null, asked[right++]);
            }
        }
    }

    // The longest common subsequence of what lies ahead of each pair of positions.
    static int[,] CommonLengths(IReadOnlyList<HistoryEvent> recorded, IReadOnlyList<Fact> asked)
    {
        var lengths = new int[recorded.Count + 1, asked.Count + 1];
        for (var left = recorded.Count - 1; left >= 0; left--)
        {
            for (var right = asked.Count - 1; right >= 0; right--)
            {
                lengths[left, right] = Matching.Same(recorded[left].Fact, asked[right])
                    ? lengths[left + 1, right + 1] + 1
                    : Math.Max(lengths[left + 1, right], lengths[left, right + 1]);
            }
        }
        return lengths;
    }

    static AlignedStep Line(HistoryEvent? recorded, Fact? asked) =>
        new(
            recorded?.Id,
            recorded is null ? null : HistoryText.Of(recorded.Fact),
            asked is null ? null : HistoryText.Of(asked)
        );
}
