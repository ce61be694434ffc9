using System.Globalization;

namespace Duroxide.Scenarios;

/// <summary>What an instance does with its values, step by step, and what they should be after each: all by a seed.</summary>
/// <param name="seed">The seed.</param>
public sealed class ValueScript(int seed)
{
    /// <summary>How many steps there are.</summary>
    public const int Steps = 24;

    /// <summary>How many of them one execution makes.</summary>
    public const int StepsOfExecution = 8;

    /// <summary>The key under which every step leaves its number.</summary>
    public const string StepKey = "step";

    private const int Keys = 12;

    private enum Kind
    {
        Set,
        SetMore,
        Clear,
        ClearAll,
        Prune,
    }

    /// <summary>The number of a step as it is stored.</summary>
    public static string Text(int step) => step.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of a step that was stored.</summary>
    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Makes a step.</summary>
    /// <param name="context">The instance.</param>
    /// <param name="step">Which step.</param>
    /// <param name="times">When the steps of this execution were made, this one included.</param>
    public void Play(OrchestrationContext context, int step, IReadOnlyDictionary<int, DateTimeOffset> times)
    {
        foreach (var move in MovesOf(step))
        {
            switch (move.Kind)
            {
                case Kind.Set or Kind.SetMore:
                    context.SetValue(move.Key, move.Value);
                    break;
                case Kind.Clear:
                    context.ClearValue(move.Key);
                    break;
                case Kind.ClearAll:
                    context.ClearValues();
                    break;
                case Kind.Prune:
                    context.PruneValues(times[move.Since]);
                    break;
            }
        }
        context.SetValue(StepKey, Text(step));
    }

    /// <summary>The values as they should be after a step; none before the first.</summary>
    public Dictionary<string, string> After(int step)
    {
        Dictionary<string, (string Value, int Step)> values = [];
        for (var made = 1; made <= step; made++)
        {
            foreach (var move in MovesOf(made))
            {
                Make(move, made, values);
            }
            values[StepKey] = (Text(made), made);
        }
        return values.ToDictionary(entry => entry.Key, entry => entry.Value.Value);
    }

    private static void Make(Move move, int step, Dictionary<string, (string Value, int Step)> values)
    {
        switch (move.Kind)
        {
            case Kind.Set or Kind.SetMore:
                values[move.Key] = (move.Value, step);
                break;
            case Kind.Clear:
                values.Remove(move.Key);
                break;
            case Kind.ClearAll:
                values.Clear();
                break;
            case Kind.Prune:
                foreach (var old in values.Where(entry => entry.Value.Step < move.Since).ToList())
                {
                    values.Remove(old.Key);
                }
                break;
        }
    }

    // Setting is likelier than clearing, and clearing one likelier than clearing all.
    private IReadOnlyList<Move> MovesOf(int step)
    {
        var random = new Random((seed * 1000) + step);
        var first = step - ((step - 1) % StepsOfExecution);
        return
        [
            .. Enumerable
                .Range(0, 3)
                .Select(_ =>
                {
                    var kind = random.Next(20) switch
                    {
                        < 8 => Kind.Set,
                        < 12 => Kind.SetMore,
                        < 17 => Kind.Clear,
                        < 18 => Kind.ClearAll,
                        _ => Kind.Prune,
                    };
                    var length = kind == Kind.SetMore ? random.Next(8_000) : 0;
                    return new Move(
                        kind,
                        $"key {random.Next(Keys)}",
                        $"{step} {new string('v', length)}",
                        random.Next(first, step + 1)
                    );
                }),
        ];
    }

    private sealed record Move(Kind Kind, string Key, string Value, int Since);
}
