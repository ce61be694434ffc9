namespace Toygres.Orchestrations.Upkeep;

/// <summary>Something that the reconciler had mended, and does not wait for.</summary>
/// <param name="Of">What is mended.</param>
/// <param name="Orchestration">Who mends it.</param>
public sealed record Mend(string Of, string Orchestration);

/// <summary>
/// Says what is mended next: a few at a time, one of a kind for each instance and image, and first what was tried longest ago. A
/// pure function, so that each rule can be tried by itself.
/// </summary>
internal static class Mends
{
    /// <summary>The value of the reconciler that holds what was begun, oldest first.</summary>
    public const string Value = "mends";

    /// <summary>How many are at work at once.</summary>
    public const int Most = 10;

    /// <summary>What may take long.</summary>
    public static IReadOnlyList<Finding> SlowOf(IReadOnlyList<Finding> findings) =>
        [.. findings.Where(finding => finding is Finding.Drifted or Finding.Stray or Finding.StrayImage)];

    /// <summary>Chooses what is mended next.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="begun">What was begun before.</param>
    /// <param name="runs">Whether an orchestration runs.</param>
    /// <param name="name">Names who is to mend it.</param>
    /// <returns>What is begun by then; what is to be begun now; and how much waits.</returns>
    public static (IReadOnlyList<Mend> Next, IReadOnlyList<(Finding, Mend)> Due, int Wait) Choose(
        IReadOnlyList<Finding> findings,
        IReadOnlyList<Mend> begun,
        Func<string, bool> runs,
        Func<Finding, string> name
    )
    {
        var running = begun.Where(mend => runs(mend.Orchestration)).Select(mend => mend.Of).ToHashSet();
        var tried = begun.Select((mend, at) => (mend.Of, at)).ToDictionary(one => one.Of, one => one.at);
        var slow = SlowOf(findings).ToDictionary(KeyOf);
        var open = slow
            .Keys.Where(key => !running.Contains(key))
            .OrderBy(key => tried.GetValueOrDefault(key, -1))
            .ToList();
        var due = open.Take(Math.Max(0, Most - running.Count))
            .ToDictionary(key => key, key => new Mend(key, name(slow[key])));
        var kept = begun.Where(mend =>
            running.Contains(mend.Of) || (slow.ContainsKey(mend.Of) && !due.ContainsKey(mend.Of))
        );
        return ([.. kept, .. due.Values], [.. due.Select(one => (slow[one.Key], one.Value))], open.Count - due.Count);
    }

    /// <summary>What a finding is of, as a part of a name.</summary>
    public static string SubjectOf(Finding finding) =>
        finding switch
        {
            Finding.Stray(var name) => name.Value,
            Finding.StrayImage(var image) => image.Value,
            Finding.LostImage(var image, _) => image.Value,
            Finding.Abandoned(var name, _) => name.Value,
            Finding.Drifted(var name, _) => name.Value,
            Finding.Unwatched(var name) => name.Value,
        };

    // An image may be called as an instance is.
    private static string KeyOf(Finding finding) =>
        finding is Finding.StrayImage ? $"image {SubjectOf(finding)}" : $"instance {SubjectOf(finding)}";
}
