namespace Duroxide.Analyzers;

/// <summary>The rules for changes of what is deployed. They need a <c>durable.lock</c>.</summary>
static class LockRules
{
    const string Category = "Duroxide.Changes";

    public static readonly DiagnosticDescriptor Gone = Rule.Warning(
        "DUR0028",
        Category,
        "A released name is gone",
        "What durable.lock has is not in the code: {0}{1}. Instances find their code by its name. Keep the name and the version; when no instance needs them any more, run 'duroxide lock'."
    );

    public static readonly DiagnosticDescriptor Payload = Rule.Warning(
        "DUR0029",
        Category,
        "A released payload has changed",
        "The {0} of {1} was {2} in durable.lock and is {3}: what histories hold does not fit it. Give the changed code another name or version; where no instance has it any more, run 'duroxide lock'."
    );

    public static readonly DiagnosticDescriptor Body = Rule.Info(
        "DUR0030",
        Category,
        "The code of a released version has changed",
        "From here on, the code is not what durable.lock has of {0}, and instances that run replay it. Put what is new behind ctx.Patched, or register it as a new version; if it asks for the same things, run 'duroxide lock'."
    );

    public static readonly DiagnosticDescriptor Damaged = Rule.Warning(
        "DUR0031",
        Category,
        "The file of what is deployed is damaged",
        "This line of durable.lock cannot be relied on: {0}. Mend it by hand where it tells of a release, or take the file of the last release; 'duroxide lock' would write what is in the code now."
    );

    public static readonly ImmutableArray<DiagnosticDescriptor> All = [Gone, Payload, Body, Damaged];
}
