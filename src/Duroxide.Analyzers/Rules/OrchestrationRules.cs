namespace Duroxide.Analyzers;

/// <summary>The rules for what orchestrations run: it must ask for the same things at each replay, and await only what is durable.</summary>
static class OrchestrationRules
{
    const string Category = "Duroxide.Orchestrations";

    public static readonly DiagnosticDescriptor Clock = Rule.Warning(
        "DUR0001",
        Category,
        "Orchestration code reads a clock",
        "{0} reads a clock, which tells another time at each replay. Use ctx.UtcNow."
    );

    public static readonly DiagnosticDescriptor Guid = Rule.Warning(
        "DUR0002",
        Category,
        "Orchestration code makes a new guid",
        "{0} makes another guid at each replay. Use ctx.NewGuid()."
    );

    public static readonly DiagnosticDescriptor Random = Rule.Warning(
        "DUR0003",
        Category,
        "Orchestration code depends on chance",
        "{0} gives another number at each replay. {1}"
    );

    public static readonly DiagnosticDescriptor Environment = Rule.Warning(
        "DUR0004",
        Category,
        "Orchestration code reads its environment",
        "{0} depends on the machine, the process or its settings, which another replay does not have. Pass it in the input, or read it in an activity."
    );

    public static readonly DiagnosticDescriptor InputOutput = Rule.Warning(
        "DUR0005",
        Category,
        "Orchestration code does input or output",
        "{0} reaches outside of the orchestration, and again at each replay. {1}"
    );

    public static readonly DiagnosticDescriptor StaticState = Rule.Warning(
        "DUR0006",
        Category,
        "Orchestration code uses static state that changes",
        "{0} is static state that changes: another replay finds another value. Keep it in a local variable or in ctx.SetValue, or pass it in the input."
    );

    public static readonly DiagnosticDescriptor OtherThread = Rule.Warning(
        "DUR0007",
        Category,
        "Orchestration code runs on another thread",
        "{0} leaves the thread of the orchestration. Do the work in an activity, or await the code as it is."
    );

    public static readonly DiagnosticDescriptor Timer = Rule.Warning(
        "DUR0008",
        Category,
        "Orchestration code uses a timer that is not durable",
        "{0} arms a timer of the process, which a replay arms anew. Use ctx.ScheduleTimer, or the timeout of a wait."
    );

    public static readonly DiagnosticDescriptor Blocking = Rule.Warning(
        "DUR0009",
        Category,
        "Orchestration code blocks its thread",
        "{0} blocks the thread of the turn, and no answer can reach the orchestration meanwhile. {1}"
    );

    public static readonly DiagnosticDescriptor ConfigureAwait = Rule.Warning(
        "DUR0010",
        Category,
        "Orchestration code does not come back to its context",
        "{0} continues on a thread that is not the orchestration's. Await the task as it is."
    );

    public static readonly DiagnosticDescriptor Race = Rule.Warning(
        "DUR0011",
        Category,
        "Orchestration code races plain tasks",
        "{0} leaves the losers running, and does not always come back to the orchestration. Use ctx.Select for the first, ctx.AsCompleted for one after the other."
    );

    public static readonly DiagnosticDescriptor WhenAll = Rule.Info(
        "DUR0012",
        Category,
        "Orchestration code joins plain tasks",
        "{0} works, but takes messages as read when they arrive. ctx.Join takes the handles themselves."
    );

    public static readonly DiagnosticDescriptor ForeignTask = Rule.Warning(
        "DUR0013",
        Category,
        "Orchestration code awaits what is not durable",
        "{0} gives a task that nothing durable completes. Call it in an activity; if it awaits only what the context gives, mark it [Deterministic]."
    );

    public static readonly DiagnosticDescriptor Order = Rule.Warning(
        "DUR0014",
        Category,
        "An order that is not promised decides what is asked for",
        "{0} has no order that is promised, and what the orchestration asks for follows it. Sort it first, or use a list."
    );

    public static readonly DiagnosticDescriptor Culture = Rule.Info(
        "DUR0015",
        Category,
        "Orchestration code depends on the culture",
        "{0} depends on the culture of the machine. {1}"
    );

    public static readonly DiagnosticDescriptor Swallow = Rule.Warning(
        "DUR0016",
        Category,
        "A catch-all swallows what a durable await throws",
        "This catches every exception around a durable await and tells nobody: mistakes of the code vanish with failures. Catch DurableException or one of its kinds, or use the exception."
    );

    public static readonly DiagnosticDescriptor OuterState = Rule.Warning(
        "DUR0017",
        Category,
        "Orchestration code changes what lies outside of it",
        "{0} lies outside of the orchestration and is changed at each replay, by all instances. Keep it in a local variable, or use ctx.SetValue."
    );

    public static readonly DiagnosticDescriptor ContextKept = Rule.Warning(
        "DUR0018",
        Category,
        "The context of an orchestration is kept",
        "{0} keeps the context of one run beyond it. Pass the context as an argument."
    );

    public static readonly DiagnosticDescriptor Logger = Rule.Info(
        "DUR0019",
        Category,
        "Orchestration code writes to a log at each replay",
        "{0} writes its line at each replay. Use ctx.Logger, which writes it once."
    );

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        Clock,
        Guid,
        Random,
        Environment,
        InputOutput,
        StaticState,
        OtherThread,
        Timer,
        Blocking,
        ConfigureAwait,
        Race,
        WhenAll,
        ForeignTask,
        Order,
        Culture,
        Swallow,
        OuterState,
        ContextKept,
        Logger,
    ];
}
