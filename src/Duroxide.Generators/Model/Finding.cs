namespace Duroxide.Generators;

/// <summary>A diagnostic as data.</summary>
sealed record Finding(DiagnosticDescriptor Rule, Place? Place, ValueArray<string> Arguments)
{
    public static Finding Of(DiagnosticDescriptor rule, Location? location, params string[] arguments) =>
        new(rule, Place.Of(location), arguments.ToValues());

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Place?.ToLocation(), [.. Arguments.Cast<object>()]);
}
