using System.Globalization;

namespace Duroxide.Analyzers;

/// <summary>Compares what is deployed with what the code deploys.</summary>
static class LockComparison
{
    public static ImmutableArray<Diagnostic> Of(
        ImmutableArray<(Released Released, int Line)> locked,
        ImmutableArray<Deployed> code,
        Func<int, Location> lineOf
    )
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var byKey = code.ToDictionary(each => each.Released.Key);
        var keys = new HashSet<(NamedKind, string, string)>(locked.Select(each => each.Released.Key));
        foreach (var (released, line) in locked)
        {
            if (byKey.TryGetValue(released.Key, out var now))
            {
                found.AddRange(Changes(released, now));
            }
            else
            {
                var renamed = code.FirstOrDefault(each =>
                    !keys.Contains(each.Released.Key) && IsSame(released, each.Released)
                );
                found.Add(Gone(released, renamed, lineOf(line)));
            }
        }
        return found.ToImmutable();
    }

    static bool IsSame(Released one, Released other) =>
        one.Kind == other.Kind
        && one.Version == other.Version
        && one.Input == other.Input
        && one.Output == other.Output
        && one.Body.SequenceEqual(other.Body);

    static Diagnostic Gone(Released released, Deployed? renamed, Location line) =>
        Diagnostic.Create(
            LockRules.Gone,
            renamed?.Name.GetLocation() ?? line,
            ImmutableDictionary<string, string?>.Empty.Add(NamedCalls.Near, released.Name),
            Called(released),
            renamed is null ? "" : $", but '{renamed.Released.Name}' is just like it"
        );

    static IEnumerable<Diagnostic> Changes(Released before, Deployed now)
    {
        // Replay writes the input of an activity again, and compares texts, and one that waits is read; all else is only read.
        var isInputKept =
            before.Kind == NamedKind.Activity
                ? ShapeChange.IsWrittenAlike(before.Input, now.Released.Input)
                    && ShapeChange.IsReadable(before.Input, now.Released.Input)
                : ShapeChange.IsReadable(before.Input, now.Released.Input);
        if (!isInputKept)
        {
            yield return Changed(before, now, "input", before.Input, now.Released.Input);
        }
        if (!ShapeChange.IsReadable(before.Output, now.Released.Output))
        {
            yield return Changed(before, now, "output", before.Output, now.Released.Output);
        }
        var isBodyKept = before.Body.SequenceEqual(now.Released.Body);
        if (!isBodyKept)
        {
            yield return Rewritten(before, now);
        }
        foreach (var patch in before.Patches)
        {
            if (PlaceOf(patch, now, isBodyKept) is { } place)
            {
                yield return Diagnostic.Create(
                    LockRules.Body,
                    place.GetLocation(),
                    $"the patch '{patch.Key}' of {Called(before)}"
                );
            }
        }
    }

    // Those that took the new way replay it, as long as there is a patch. One that ended, with its new way in its place, is told as a change
    // of the body.
    static SyntaxNode? PlaceOf(KeyValuePair<string, string> patch, Deployed now, bool isBodyKept) =>
        !now.Printed.Patches.TryGetValue(patch.Key, out var found) ? (isBodyKept ? now.Name : null)
        : found.Print == patch.Value ? null
        : found.Place;

    static Diagnostic Changed(Released released, Deployed now, string side, string before, string after) =>
        Diagnostic.Create(LockRules.Payload, now.Name.GetLocation(), side, Called(released), before, after);

    static Diagnostic Rewritten(Released before, Deployed now)
    {
        var (old, steps) = (before.Body, now.Printed.Steps);
        var same = 0;
        while (same < old.Length && same < steps.Length && old[same] == steps[same].Print)
        {
            same++;
        }
        var end = 0;
        while (
            end < old.Length - same
            && end < steps.Length - same
            && old[old.Length - 1 - end] == steps[steps.Length - 1 - end].Print
        )
        {
            end++;
        }
        var place = same < steps.Length ? steps[same].Step.GetLocation() : now.Name.GetLocation();
        var inserted = same + end == old.Length ? steps.Length - old.Length : 0;
        var properties =
            inserted > 0
                ? ImmutableDictionary<string, string?>.Empty.Add(
                    LockAnalyzer.Inserted,
                    steps[same + inserted - 1].Step.Span.End.ToString(CultureInfo.InvariantCulture)
                )
                : null;
        return Diagnostic.Create(LockRules.Body, place, properties, Called(before));
    }

    static string Called(Released released) =>
        released.Kind == NamedKind.Activity
            ? $"the activity '{released.Name}'"
            : $"the orchestration '{released.Name}' {released.Version}";
}
