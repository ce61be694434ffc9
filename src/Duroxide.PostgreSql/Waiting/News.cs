using System.Globalization;

namespace Duroxide.PostgreSql;

/// <summary>What one node tells the others: that there may be turns or work, and of which instances clients see something new.</summary>
/// <remarks>
/// One that begins to listen greets. Who hears of another for the first time did not tell what it wrote before, so it tells that
/// everything may be new, as it does when it is greeted; and who hears of nobody tells nothing until it leaves.
/// </remarks>
sealed record News(string Node, bool Turns, bool Work, IReadOnlyList<long> Instances)
{
    // A notification has room for fewer than 8,000 bytes.
    const int MostInstances = 400;

    /// <summary>Whether the node begins to listen, and wants to know whether there are others.</summary>
    public bool IsGreeting { get; init; }

    /// <summary>Whether everything may be new.</summary>
    public bool All { get; init; }

    /// <summary>Whether a transaction of a caller told it as it was committed, and no node.</summary>
    public bool IsOfTransaction => Node == "transaction";

    /// <summary>The text with which a node greets.</summary>
    public static string Greeting(string node) => $"{node} h";

    /// <summary>The texts of the notifications: the node, a sign for each kind of work, and numbers of instances.</summary>
    public IEnumerable<string> Write()
    {
        var kinds = (Turns ? "t" : "") + (Work ? "w" : "") + (All ? "a" : "");
        return Instances.Count == 0
            ? [$"{Node} {kinds}"]
            : Instances
                .Chunk(MostInstances)
                .Select(part =>
                    $"{Node} {kinds} {string.Join(' ', part.Select(one => one.ToString("x", CultureInfo.InvariantCulture)))}"
                );
    }

    /// <summary>Reads what a node wrote; null for what none has written.</summary>
    public static News? Read(string text)
    {
        var words = text.Split(' ');
        if (words.Length < 2)
        {
            return null;
        }
        List<long> instances = [];
        foreach (var word in words.Skip(2))
        {
            if (long.TryParse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number))
            {
                instances.Add(number);
            }
        }
        return new(
            words[0],
            words[1].Contains('t', StringComparison.Ordinal),
            words[1].Contains('w', StringComparison.Ordinal),
            instances
        )
        {
            IsGreeting = words[1].Contains('h', StringComparison.Ordinal),
            All = words[1].Contains('a', StringComparison.Ordinal),
        };
    }
}
