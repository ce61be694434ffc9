namespace Duroxide.Analyzers;

/// <summary>The rules for names: of activities and orchestrations, of their versions, and of signals.</summary>
static class NameRules
{
    const string Category = "Duroxide.Names";

    public static readonly DiagnosticDescriptor Unknown = Rule.Warning(
        "DUR0023",
        Category,
        "A name that no code has",
        "There is no {0} named '{1}' in this project{2}. A call by this name waits until its attempts are used up."
    );

    public static readonly DiagnosticDescriptor WrongTypes = Rule.Warning(
        "DUR0024",
        Category,
        "A call by name with other types than the code has",
        "The {0} '{1}' has the {2} {3}, and this call gives it {4}"
    );

    public static readonly DiagnosticDescriptor Duplicate = Rule.Warning(
        "DUR0025",
        Category,
        "A name that is registered twice",
        "The {0} '{1}' is added twice{2}, and building the registry throws. {3}"
    );

    public static readonly DiagnosticDescriptor LowerVersion = Rule.Info(
        "DUR0026",
        Category,
        "A version that is lower than another one",
        "The orchestration '{0}' is added in version {1} behind version {2}: new instances start with the latest. Give new code the higher version."
    );

    public static readonly DiagnosticDescriptor Unheard = Rule.Info(
        "DUR0027",
        Category,
        "A signal that nobody waits for",
        "No orchestration of this project waits for the {0} '{1}'{2}"
    );

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        Unknown,
        WrongTypes,
        Duplicate,
        LowerVersion,
        Unheard,
    ];
}
