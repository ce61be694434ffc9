using System.CommandLine.Parsing;

namespace Duroxide.Cli;

/// <summary>The option that says how many at most.</summary>
static class Limit
{
    const string Name = "--limit";
    const string Short = "-n";

    /// <summary>The option, with a default.</summary>
    /// <param name="usual">How many where nobody says.</param>
    /// <param name="what">What they are, as a person says it.</param>
    public static Option<int> Option(int usual, string what)
    {
        var limit = new Option<int>(Name, Short)
        {
            Description = $"How many {what} at most.",
            DefaultValueFactory = _ => usual,
        };
        limit.Validators.Add(result => Check(result, result.GetValue(limit), what));
        return limit;
    }

    /// <summary>The option, without a limit where nobody says.</summary>
    /// <param name="what">What they are, as a person says it.</param>
    public static Option<int?> Optional(string what)
    {
        var limit = new Option<int?>(Name, Short) { Description = $"How many {what} at most. Default: all of them." };
        limit.Validators.Add(result => Check(result, result.GetValue(limit) ?? 1, what));
        return limit;
    }

    static void Check(SymbolResult result, int given, string what)
    {
        if (given < 1)
        {
            result.AddError($"{Name} {given} is no count of {what}: give 1 or more.");
        }
    }
}
