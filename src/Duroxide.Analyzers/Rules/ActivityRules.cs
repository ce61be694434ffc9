namespace Duroxide.Analyzers;

/// <summary>The rules for activities, and for what goes between them and orchestrations.</summary>
static class ActivityRules
{
    const string Category = "Duroxide.Activities";

    public static readonly DiagnosticDescriptor ContextInActivity = Rule.Warning(
        "DUR0020",
        Category,
        "An activity uses the context of an orchestration",
        "{0} belongs to an orchestration, which waits while the activity runs. Pass the activity what it needs in its input."
    );

    public static readonly DiagnosticDescriptor TokenIgnored = Rule.Info(
        "DUR0021",
        Category,
        "An activity does not pass its cancellation token on",
        "{0} could be given ctx.CancellationToken: without it, it goes on when nobody wants its result any more"
    );

    public static readonly DiagnosticDescriptor Payload = Rule.Warning(
        "DUR0022",
        Category,
        "A payload cannot be written and read back",
        "{0} cannot be a payload: {1}"
    );

    public static readonly ImmutableArray<DiagnosticDescriptor> All = [ContextInActivity, TokenIgnored, Payload];
}
