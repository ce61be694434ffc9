namespace Duroxide.Generators;

/// <summary>Reads <c>[Activity]</c>.</summary>
static class ActivityReader
{
    const string Scope = "Duroxide.Hosting.ActivityScope";

    public static Reading<Code>? Read(GeneratorAttributeSyntaxContext context, CancellationToken _)
    {
        if (Subject.Of(context, "OrchestrationContext") is not { } subject)
        {
            return null;
        }
        var findings = subject.Problems().ToList();
        var method = RunMethod.Of(subject.Symbol).Method;
        var signature = Signature.Of(method, "ActivityContext");
        var making = default(Making);
        if (method is { IsStatic: false })
        {
            (making, var problem) = Making.Read(subject.Type, subject.Names);
            problem ??=
                making!.Needs && context.SemanticModel.Compilation.GetTypeByMetadataName(Scope) is null
                    ? "its constructor takes services, which come from a host. Reference the package Duroxide.Hosting."
                : making.Needs && subject.Type.IsValueType
                    ? "it is a struct whose constructor takes services, and those make objects of classes. Make it a class."
                : null;
            if (problem is not null)
            {
                findings.Add(Finding.Of(Rules.Construction, subject.Location, subject.Type.Name, problem));
            }
        }
        return new(
            findings.Count == 0 && signature is not null && subject.IsOpen
                ? ModelOf(subject, signature.Method, signature, making)
                : null,
            Place.Of(subject.Location),
            findings.ToValues()
        );
    }

    static Code ModelOf(Subject subject, IMethodSymbol method, Signature signature, Making? making)
    {
        var container = ContainerReader.Read(subject.Type, subject.Names);
        return new(
            container,
            subject.Word,
            subject.Handle,
            subject.Field,
            subject.Name,
            method.Name,
            subject.InputOf(signature),
            subject.OutputOf(signature),
            RunOf(method, signature, making, container),
            signature.Payloads.All(Reach.IsPublic),
            making is { Needs: true },
            Orchestration: null
        );
    }

    static string RunOf(IMethodSymbol method, Signature signature, Making? making, Container container)
    {
        var (task, unit) = (
            container.Framework("System.Threading.Tasks", "Task"),
            container.Framework("Duroxide", "Unit")
        );
        return making switch
        {
            null => signature.IsPlain
                ? TypeNames.Escaped(method.Name)
                : $"{signature.Parameters()} => {signature.Body("", task)}",
            { Needs: true } => $"""
                {signature.Parameters()} =>
                    ctx.RunInScopeAsync(
                        services => {making.Expression},
                        {InScope(signature, task, unit)}
                    )
                """,
            { Ends.Length: > 0 } => Ended(signature, making, task),
            _ => $"{signature.Parameters()} => {signature.Body(making.Expression + ".", task)}",
        };
    }

    // Without anything to await, an async lambda would be warned of.
    static string Ended(Signature signature, Making making, string task)
    {
        var isAsync = signature.IsAsync || making.Ends.StartsWith("await", StringComparison.Ordinal);
        return $$"""
            {{(isAsync ? "async " : "")}}{{signature.Parameters()}} =>
            {
                {{making.Ends}} made = {{making.Expression}};
                {{(isAsync ? signature.Statements("made.", unit: null) : signature.Ending("made.", task))}}
            }
            """;
    }

    static string InScope(Signature signature, string task, string unit) =>
        signature.Output is not null ? $"made => {signature.Body("made.", task)}"
        : signature.IsAsync ? $"async made => {{ {signature.Statements("made.", unit)} }}"
        : $"made => {{ {signature.Statements("made.", unit: null)} return {task}.FromResult({unit}.Value); }}";
}
