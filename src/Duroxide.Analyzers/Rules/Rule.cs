namespace Duroxide.Analyzers;

/// <summary>Makes the descriptors of rules alike.</summary>
static class Rule
{
    /// <summary>In which diagnostics the path to what was found stands, when it lies behind calls.</summary>
    public const string Path = "path";

    /// <summary>Something is wrong that replay, or a start, will trip over.</summary>
    public static DiagnosticDescriptor Warning(string id, string category, string title, string message) =>
        Make(id, category, title, message, DiagnosticSeverity.Warning);

    /// <summary>Something may be better, and is often meant.</summary>
    public static DiagnosticDescriptor Info(string id, string category, string title, string message) =>
        Make(id, category, title, message, DiagnosticSeverity.Info);

    static DiagnosticDescriptor Make(
        string id,
        string category,
        string title,
        string message,
        DiagnosticSeverity severity
    ) => new(id, title, message, category, severity, isEnabledByDefault: true, helpLinkUri: RulePages.Of(id));
}
