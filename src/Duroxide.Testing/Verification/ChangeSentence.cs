namespace Duroxide.Testing;

/// <summary>Says in a sentence what was changed in the code, without the payloads that differ between instances.</summary>
static class ChangeSentence
{
    // A result has no name, and is data of the instance.
    const string Result = "'return'";

    static readonly string[] Sent = ["raise event ", "send a message to queue "];

    static readonly string[] Shortened = ["call orchestration ", "call ", "set a "];

    public static string Of(Divergence divergence)
    {
        var recorded = Name(divergence.Recorded);
        var asked = divergence.Asked is { } text ? Name(text) : "nothing";
        return divergence.Cause switch
        {
            DivergenceCause.Added => $"{asked} was added before {recorded}",
            DivergenceCause.Removed => $"{recorded} was removed",
            DivergenceCause.Reordered => $"{recorded} and {asked} changed places",
            DivergenceCause.Changed when (recorded, asked) == (Result, Result) => $"the result is another",
            DivergenceCause.Changed when recorded == asked => $"{recorded} asks with other data",
            DivergenceCause.Renamed or DivergenceCause.Changed => $"{recorded} became {asked}",
            DivergenceCause.Unpatched => $"the code does not {divergence.Recorded} any more",
            DivergenceCause.EndedEarlier => $"the code ends{Why(divergence)}, where history goes on with {recorded}",
        };
    }

    // An error says what is wrong with the code; a result is data of the instance.
    static string Why(Divergence divergence) =>
        divergence.Asked is { } asked && asked.StartsWith("failed: ", StringComparison.Ordinal)
            ? $" ({asked["failed: ".Length..]})"
            : "";

    // A step is described as a verb, a name, and its data in parentheses or behind a colon or an equals sign. To which
    // instance something is sent is data, too.
    static string Name(string step)
    {
        var ends = new[] { "(", ": ", " = ", " with " }.Select(mark => step.IndexOf(mark, StringComparison.Ordinal));
        var end = ends.Where(place => place >= 0).Append(step.Length).Min();
        var bare = WithoutTarget(step[..end].Trim());
        return step.StartsWith("completed with ", StringComparison.Ordinal) ? Result
            : Shortened.FirstOrDefault(verb => bare.StartsWith(verb, StringComparison.Ordinal)) is { } found
                ? bare[found.Length..]
            : $"'{bare}'";
    }

    static string WithoutTarget(string step) =>
        Array.Exists(Sent, verb => step.StartsWith(verb, StringComparison.Ordinal))
        && step.IndexOf(" of ", StringComparison.Ordinal) is >= 0 and var end
            ? step[..end]
            : step;
}
