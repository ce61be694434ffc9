namespace Duroxide.Analyzers;

/// <summary>The members of .NET and of well-known libraries that orchestration code must not use, and the rule each breaks.</summary>
static class HazardTable
{
    static readonly Dictionary<string, Entry> Types = Read([
        (OrchestrationRules.Clock, HazardNames.Clocks),
        (OrchestrationRules.Guid, HazardNames.Guids),
        (OrchestrationRules.Random, HazardNames.Chance),
        (OrchestrationRules.Environment, HazardNames.Surroundings),
        (OrchestrationRules.InputOutput, HazardNames.World),
        (OrchestrationRules.OtherThread, HazardNames.Threads),
        (OrchestrationRules.Timer, HazardNames.Timers),
        (OrchestrationRules.Blocking, HazardNames.Blocks),
        (OrchestrationRules.Race, HazardNames.Races),
        (OrchestrationRules.WhenAll, HazardNames.Joins),
        (OrchestrationRules.ForeignTask, HazardNames.Sequences),
        (OrchestrationRules.Culture, HazardNames.Cultures),
    ]);

    /// <summary>The rule that using a member breaks; null for none.</summary>
    public static DiagnosticDescriptor? RuleOf(ISymbol member, DurableTypes durable)
    {
        var owner = member.ContainingType;
        var name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "new" : member.Name;
        foreach (var type in owner.WithBases())
        {
            if (durable.IsInSource(type))
            {
                continue;
            }
            if (Types.TryGetValue(type.OriginalDefinition.MetadataPath(), out var entry))
            {
                return entry.RuleOf(name);
            }
        }
        return null;
    }

    // A line is a type and its members; an asterisk is all of them, and those behind a minus are left out.
    static Dictionary<string, Entry> Read(IEnumerable<(DiagnosticDescriptor Rule, string[] Lines)> groups)
    {
        var types = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var (rule, lines) in groups)
        {
            foreach (var line in lines)
            {
                var words = line.Split(' ');
                if (!types.TryGetValue(words[0], out var entry))
                {
                    types.Add(words[0], entry = new Entry());
                }
                foreach (var word in words.Skip(1))
                {
                    entry.Add(word, rule);
                }
            }
        }
        return types;
    }

    sealed class Entry
    {
        readonly Dictionary<string, DiagnosticDescriptor?> members = new(StringComparer.Ordinal);
        DiagnosticDescriptor? others;

        public void Add(string word, DiagnosticDescriptor rule)
        {
            if (word == "*")
            {
                others = rule;
            }
            else if (word[0] == '-')
            {
                members.Add(word.Substring(1), null);
            }
            else
            {
                members.Add(word, rule);
            }
        }

        public DiagnosticDescriptor? RuleOf(string member) => members.TryGetValue(member, out var rule) ? rule : others;
    }
}
