namespace Duroxide.Generators;

/// <summary>Reads the class that generated code goes into.</summary>
static class ContainerReader
{
    public static Container Read(INamedTypeSymbol type, TypeNames names)
    {
        var chain = ContainerProblem.Chain(type);
        return new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            chain.Select(Header).ToValues(),
            string.Join(".", chain.Select(each => TypeNames.Escaped(each.Name))),
            Reach.IsPublic(type),
            names.Hidden().ToValues()
        );
    }

    static string Header(INamedTypeSymbol type)
    {
        var kind = (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (false, TypeKind.Struct) => "struct",
            (false, _) => "class",
        };
        return $"{(type.IsStatic ? "static " : "")}partial {kind} {TypeNames.Declared(type.Name)}";
    }
}
