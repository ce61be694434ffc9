using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Reads from the source what a project deploys: definitions with constant names, and code that attributes declare.</summary>
sealed class Deployment
{
    const string InitialVersion = "1.0.0";

    readonly DurableTypes types;
    readonly Sources sources;
    readonly BodyPrint body;
    readonly PayloadShape shape;
    readonly Dictionary<ISymbol, string?> versions = new(SymbolEqualityComparer.Default);
    readonly Dictionary<SyntaxNode, string?> versionsInPlace = [];

    Deployment(Compilation compilation, DurableTypes types)
    {
        this.types = types;
        sources = new(compilation);
        body = new(types, sources, new(compilation));
        shape = new(sources);
    }

    public static ImmutableArray<Deployed> Of(
        Compilation compilation,
        DurableTypes types,
        CancellationToken cancellation
    )
    {
        var reading = new Deployment(compilation, types);
        // What other generators add is written from attributes, which are read themselves.
        var nodes = reading
            .sources.Files.SelectMany(tree => tree.GetRoot(cancellation).DescendantNodes())
            .Where(node => node is BaseObjectCreationExpressionSyntax or AttributeSyntax or InvocationExpressionSyntax)
            .ToList();
        foreach (
            var call in nodes.OfType<InvocationExpressionSyntax>().Where(call => call.ArgumentList.Arguments.Count == 2)
        )
        {
            reading.NoteVersion(call);
        }
        return
        [
            .. nodes
                .Select(node =>
                    node is BaseObjectCreationExpressionSyntax creation ? reading.Defined(creation)
                    : node is AttributeSyntax attribute ? reading.Declared(attribute)
                    : null
                )
                .OfType<Deployed>()
                .GroupBy(each => each.Released.Key)
                .Select(same => same.First()),
        ];
    }

    void NoteVersion(InvocationExpressionSyntax call)
    {
        if (
            call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" }
            && sources.ModelOf(call).GetOperation(call)
                is IInvocationOperation { Arguments: [var definition, var version] } add
            && add.TargetMethod.ContainingType.DerivesFrom(types.RegistryBuilder)
        )
        {
            var number = RegistryChains.VersionOf(version)?.ToString(3);
            var added = definition.Value.Bare();
            if (VariableOf(added) is { } variable)
            {
                versions[variable] = number;
            }
            else
            {
                versionsInPlace[added.Syntax] = number;
            }
        }
    }

    Deployed? Defined(BaseObjectCreationExpressionSyntax creation)
    {
        if (creation.ArgumentList is not { } arguments || Argument(arguments, "name", 0) is not { } name)
        {
            return null;
        }
        var model = sources.ModelOf(creation);
        if (
            model.GetTypeInfo(creation).Type is not INamedTypeSymbol type
            || types.DefinitionOf(type) is not { TypeArguments: [var input, var output] }
            || model.GetConstantValue(name).Value is not string constant
        )
        {
            return null;
        }
        if (!types.IsOrchestration(type))
        {
            return Make(NamedKind.Activity, constant, "", input, output, name, null);
        }
        var code = Argument(arguments, "run", 1) is { } run ? FunctionOf(run, model) : null;
        var version = VersionOf(creation, model);
        return version is null ? null : Make(NamedKind.Orchestration, constant, version, input, output, name, code);
    }

    static ExpressionSyntax? Argument(ArgumentListSyntax arguments, string name, int place) =>
        (
            arguments.Arguments.FirstOrDefault(each => each.NameColon?.Name.Identifier.ValueText == name)
            ?? arguments.Arguments.ElementAtOrDefault(place) switch
            {
                { NameColon: null } argument => argument,
                _ => null,
            }
        )?.Expression;

    // It stands where the definition is added: itself, or the variable that holds it.
    string? VersionOf(SyntaxNode creation, SemanticModel model)
    {
        if (versionsInPlace.TryGetValue(creation, out var inPlace))
        {
            return inPlace;
        }
        var variable = creation
            .Ancestors()
            .FirstOrDefault(node => node is VariableDeclaratorSyntax or PropertyDeclarationSyntax);
        return
            variable is not null
            && model.GetDeclaredSymbol(variable) is { } symbol
            && versions.TryGetValue(symbol, out var known)
            ? known
            : InitialVersion;
    }

    Deployed? Declared(AttributeSyntax attribute)
    {
        var model = sources.ModelOf(attribute);
        var kind = model.GetSymbolInfo(attribute).Symbol?.ContainingType.MetadataPath() switch
        {
            "Duroxide.OrchestrationAttribute" => NamedKind.Orchestration,
            "Duroxide.ActivityAttribute" => NamedKind.Activity,
            _ => (NamedKind?)null,
        };
        if (
            kind is null
            || attribute.Parent?.Parent is not { } declaration
            || model.GetDeclaredSymbol(declaration) is not { } symbol
        )
        {
            return null;
        }
        var method =
            symbol as IMethodSymbol
            ?? (symbol as INamedTypeSymbol)?.GetMembers("RunAsync").OfType<IMethodSymbol>().FirstOrDefault();
        // One that is for something else, such as the result of the method, stands there as well while it is typed.
        var data = symbol
            .GetAttributes()
            .FirstOrDefault(each => each.ApplicationSyntaxReference?.GetSyntax() == attribute);
        if (data is null || method is null)
        {
            return null;
        }
        var name = data.ConstructorArguments.FirstOrDefault().Value as string ?? WithoutAsync(symbol.Name);
        var version =
            data.NamedArguments.FirstOrDefault(each => each.Key == "Version").Value.Value as string ?? InitialVersion;
        var input = method.Parameters.FirstOrDefault(each => !IsGiven(each.Type))?.Type;
        var output = method.ReturnType.IsAsynchronous()
            ? (method.ReturnType as INamedTypeSymbol)?.TypeArguments.FirstOrDefault()
            : method.ReturnType;
        return Make(
            kind.Value,
            name,
            kind == NamedKind.Orchestration ? version : "",
            input,
            output,
            NameIn(attribute),
            kind == NamedKind.Orchestration ? sources.Of(method) : null
        );
    }

    // The whole attribute where no name is written, and that of the method or the class counts.
    static SyntaxNode NameIn(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(each => each.NameEquals is null)?.Expression
        ?? (SyntaxNode)attribute;

    // What is typed by what a generator adds is unknown when the lock is written.
    Deployed? Make(
        NamedKind kind,
        string name,
        string version,
        ITypeSymbol? input,
        ITypeSymbol? output,
        SyntaxNode place,
        SyntaxNode? code
    )
    {
        if (input is IErrorTypeSymbol || output is IErrorTypeSymbol)
        {
            return null;
        }
        var printed = code is null ? Printed.Nothing : body.Of(code);
        return new(
            new(
                kind,
                name,
                version,
                Shape(input),
                Shape(output),
                [.. printed.Steps.Select(step => step.Print)],
                printed.Patches.ToImmutableSortedDictionary(
                    each => each.Key,
                    each => each.Value.Print,
                    StringComparer.Ordinal
                )
            ),
            place,
            printed
        );
    }

    string Shape(ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Void } || type.MetadataPath() == "Duroxide.Unit"
            ? "nothing"
            : shape.Of(type);

    bool IsGiven(ITypeSymbol type) =>
        types.IsContext(type) || types.IsActivityContext(type) || type.Name == "CancellationToken";

    static string WithoutAsync(string name) =>
        name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Async".Length) : name;

    SyntaxNode? FunctionOf(ExpressionSyntax code, SemanticModel model) =>
        code is AnonymousFunctionExpressionSyntax ? code : sources.Of(model.GetSymbolInfo(code).Symbol);

    static ISymbol? VariableOf(IOperation definition) =>
        definition switch
        {
            IMemberReferenceOperation member => member.Member,
            ILocalReferenceOperation local => local.Local,
            _ => null,
        };
}
