namespace OrderFulfilment;

/// <summary>Luck that is the same in every run: it depends on the order and the occasion alone.</summary>
static class Chance
{
    public static bool Of(double probability, string occasion) => Roll(occasion) < probability;

    public static TimeSpan Between(TimeSpan least, TimeSpan most, string occasion) =>
        least + (most - least) * Roll(occasion);

    /// <summary>A number from 0 up to 1: the FNV-1a hash of the text, its bits mixed once more.</summary>
    static double Roll(string occasion)
    {
        var hash = occasion.Aggregate(14695981039346656037UL, (hash, sign) => (hash ^ sign) * 1099511628211UL);
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        return (hash >> 11) / (double)(1UL << 53);
    }
}
