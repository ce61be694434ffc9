using Duroxide.Analyzers;

namespace Duroxide.Generators;

/// <summary>What can be wrong with declared code; <c>docs/rules</c> has a page for each.</summary>
static class Rules
{
    const string Category = "Duroxide.Declarations";

    public static readonly DiagnosticDescriptor OrchestrationSignature = Rule(
        "DUR1001",
        "The signature of an orchestration does not fit",
        "'{0}' cannot be an orchestration: {1}. Write 'static async Task<Output> {2}(OrchestrationContext ctx, Input input)'; input and output may be left out."
    );

    public static readonly DiagnosticDescriptor ActivitySignature = Rule(
        "DUR1002",
        "The signature of an activity does not fit",
        "'{0}' cannot be an activity: {1}. Write 'static async Task<Output> {2}(ActivityContext ctx, Input input)'; context, input and output may be left out."
    );

    public static readonly DiagnosticDescriptor Container = Rule(
        "DUR1003",
        "Generated code cannot be added to the class",
        "Generated code cannot be added to '{0}': {1}"
    );

    public static readonly DiagnosticDescriptor Version = Rule(
        "DUR1004",
        "The version is not a semantic version",
        "The version '{0}' of '{1}' is not a semantic version. Write three numbers, as in \"2.1.0\"."
    );

    public static readonly DiagnosticDescriptor Name = Rule(
        "DUR1005",
        "The name cannot be one",
        "The name of {0} {1}. Choose another one, such as \"orders/charge-card\"."
    );

    public static readonly DiagnosticDescriptor Twice = Rule(
        "DUR1006",
        "Code is declared twice",
        "The {0} is declared by '{1}' already. Give one of the two another name{2}."
    );

    public static readonly DiagnosticDescriptor Clash = Rule(
        "DUR1007",
        "A generated name is taken",
        "The code that is generated for '{0}' would have a member '{1}', which {2}. Rename '{0}'; the name under which it is registered may stay."
    );

    public static readonly DiagnosticDescriptor Construction = Rule(
        "DUR1008",
        "The class cannot be made",
        "An object of '{0}' cannot be made for each run: {1}"
    );

    public static readonly DiagnosticDescriptor Channel = Rule(
        "DUR1009",
        "An event, a queue or a value cannot be declared so",
        "The {0} '{1}' of '{2}' {3}"
    );

    public static readonly DiagnosticDescriptor Payload = Rule(
        "DUR1010",
        "JSON cannot be generated for a type",
        "No JSON is generated for '{0}': {1}. Change the type, put a [JsonConverter] on it, or combine '{2}.Default' with a JsonSerializerContext that has it.",
        DiagnosticSeverity.Warning
    );

    static DiagnosticDescriptor Rule(
        string id,
        string title,
        string message,
        DiagnosticSeverity severity = DiagnosticSeverity.Error
    ) => new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: RulePages.Of(id));
}
