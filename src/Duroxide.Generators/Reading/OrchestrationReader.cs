namespace Duroxide.Generators;

/// <summary>Reads <c>[Orchestration]</c>.</summary>
static class OrchestrationReader
{
    public static Reading<Code>? Read(GeneratorAttributeSyntaxContext context, CancellationToken _)
    {
        if (Subject.Of(context, "OrchestrationContext", "DuroxideClient") is not { } subject)
        {
            return null;
        }
        var findings = subject.Problems().ToList();
        var version = VersionOf(subject.Attribute);
        var (channels, wrong, types) = ChannelReader.Read(subject);
        findings.AddRange(wrong);
        var method = RunMethod.Of(subject.Symbol).Method;
        var signature = Signature.Of(method, "OrchestrationContext");
        var run = signature is null ? null : RunOf(subject, method!, signature, findings);
        var model =
            findings.Count == 0 && run is not null && subject.IsOpen && DeclaredVersion.IsValid(version)
                ? new Code(
                    ContainerReader.Read(subject.Type, subject.Names),
                    subject.Word,
                    subject.Handle,
                    subject.Field,
                    subject.Name,
                    method!.Name,
                    subject.InputOf(signature!),
                    subject.OutputOf(signature!),
                    run,
                    signature!.Payloads.Concat(types).All(Reach.IsPublic),
                    IsInjected: false,
                    new(new(version), channels.ToValues())
                )
                : null;
        return new(model, Place.Of(subject.Location), findings.ToValues());
    }

    static string? RunOf(Subject subject, IMethodSymbol method, Signature signature, List<Finding> findings)
    {
        var target = "";
        if (!method.IsStatic)
        {
            var (making, problem) = Making.Read(subject.Type, subject.Names);
            problem ??=
                making!.Needs
                    ? "its constructor takes parameters, and services are not the same on each replay. Call an activity for what they do."
                : making.Ends.Length > 0
                    ? "it is disposable, and an orchestration may stop for good at any await. Release things in activities."
                : null;
            if (problem is not null)
            {
                findings.Add(Finding.Of(Rules.Construction, subject.Location, subject.Type.Name, problem));
                return null;
            }
            target = making!.Expression + ".";
        }
        return method.IsStatic && signature.IsPlain
            ? TypeNames.Escaped(method.Name)
            : $"{signature.Parameters()} => {signature.Body(target, "Task")}";
    }

    static string VersionOf(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(each => each.Key == "Version").Value.Value as string
        ?? DeclaredVersion.Initial;
}
