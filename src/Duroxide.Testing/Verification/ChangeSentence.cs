namespace Duroxide.Testing;

/// <summary>Says in a sentence what was changed in the code, without the payloads that differ between instances.</summary>
static class ChangeSentence
{
    // A result has no name, and is data of the instance.
    const string Result = "'return'";

    static readonly string[] Shortened = ["call orchestration ", "call ", "set a "];

    public static string Of(Divergence divergence)
    {
        var recorded = Name(divergence.Recorded);
        var asked = divergence.Asked is { } text ? Name(text) : "nothing";
        var after = divergence.At.Value - 1;
        return divergence.Cause switch
        {
            DivergenceCause.Added => $"{asked} was added before {recorded} after event {after}",
            DivergenceCause.Removed => $"{recorded} was removed after event {after}",
            DivergenceCause.Reordered => $"{recorded} and {asked} changed places after event {after}",
            DivergenceCause.Changed when (recorded, asked) == (Result, Result) =>
                $"the result is another after event {after}",
            DivergenceCause.Changed when recorded == asked => $"{recorded} asks with other data after event {after}",
            DivergenceCause.Renamed or DivergenceCause.Changed => $"{recorded} became {asked} after event {after}",
            DivergenceCause.Unpatched => $"the code does not {divergence.Recorded} any more after event {after}",
            DivergenceCause.EndedEarlier => $"the code ends after event {after}, where history goes on with {recorded}",
        };
    }

    // A step is described as a verb, a name, and its data in parentheses or behind a colon or an equals sign.
    static string Name(string step)
    {
        var ends = new[] { "(", ": ", " = ", " with " }.Select(mark => step.IndexOf(mark, StringComparison.Ordinal));
        var end = ends.Where(place => place >= 0).Append(step.Length).Min();
        var bare = step[..end].Trim();
        return step.StartsWith("completed with ", StringComparison.Ordinal) ? Result
            : Shortened.FirstOrDefault(verb => bare.StartsWith(verb, StringComparison.Ordinal)) is { } found
                ? bare[found.Length..]
            : $"'{bare}'";
    }
}
