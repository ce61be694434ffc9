namespace Duroxide.Analyzers;

/// <summary>What to do about what breaks a rule: mostly the same for a rule, but not for all that breaks it.</summary>
static class Remedies
{
    const string NoLock =
        "Code of an instance runs one step at a time, so leave it out; to keep others out over an await, use SemaphoreSlim.WaitAsync().";

    const string NoHashCode =
        "Hash codes differ between processes: compare the values, or compute a hash such as SHA256.HashData.";

    static readonly Dictionary<DiagnosticDescriptor, string> Usual = new()
    {
        [OrchestrationRules.Random] = "Draw it in an activity.",
        [OrchestrationRules.InputOutput] = "Do it in an activity.",
        [OrchestrationRules.Blocking] = "Await instead.",
        [OrchestrationRules.Culture] = "Pass CultureInfo.InvariantCulture.",
    };

    // By type and member, or by the type alone.
    static readonly Dictionary<string, string> Special = new(StringComparer.Ordinal)
    {
        ["Console"] = "Write lines with ctx.Info, which does so once; read in an activity.",
        ["DuroxideClient.RaiseEventAsync"] = "Raise it by ctx.RaiseEvent.",
        ["DuroxideClient.SendMessageAsync"] = "Send it by ctx.SendMessage.",
        ["DuroxideClient.StartOrchestrationAsync"] = "Start it by ctx.StartOrchestration.",
        ["HashCode"] = NoHashCode,
        ["String.GetHashCode"] = NoHashCode,
        ["Lock"] = NoLock,
        ["Monitor"] = NoLock,
        ["ReaderWriterLock"] = NoLock,
        ["ReaderWriterLockSlim"] = NoLock,
        ["SemaphoreSlim"] = "Await SemaphoreSlim.WaitAsync().",
        ["SpinLock"] = NoLock,
        ["Thread.Sleep"] = "Await ctx.ScheduleTimer.",
        ["String.ToLower"] = "Use ToLowerInvariant().",
        ["String.ToUpper"] = "Use ToUpperInvariant().",
        ["lock"] = NoLock,
    };

    /// <summary>What to do; empty where the message of the rule says it for all.</summary>
    /// <param name="rule">The rule that is broken.</param>
    /// <param name="what">What breaks it, as <c>Thread.Sleep</c>.</param>
    public static string Of(DiagnosticDescriptor rule, string what)
    {
        if (!Usual.TryGetValue(rule, out var usual))
        {
            return "";
        }
        return
            Special.TryGetValue(what, out var remedy)
            || Special.TryGetValue(what.Split('.')[0], out remedy)
            || (what.StartsWith("new ", StringComparison.Ordinal) && Special.TryGetValue(what.Substring(4), out remedy))
            ? remedy
            : usual;
    }
}
