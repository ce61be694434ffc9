namespace Duroxide.Generators;

/// <summary>Reads <c>[PayloadJson]</c>.</summary>
static class PayloadClassReader
{
    public static Reading<PayloadClass>? Read(GeneratorAttributeSyntaxContext context, CancellationToken _)
    {
        if (context.TargetSymbol is not INamedTypeSymbol type)
        {
            return null;
        }
        var location = type.Locations.FirstOrDefault();
        // What else is wrong is told by the analyzers.
        if (ContainerProblem.Of(type) is not null)
        {
            return null;
        }
        var problem = (
            type.IsStatic || type.IsRecord || type.TypeKind != TypeKind.Class
                ? $"'{type.Name}' is no class of which there can be an object. Write 'sealed partial class {type.Name};'."
            : type.BaseType is { SpecialType: not SpecialType.System_Object }
                ? $"'{type.Name}' has a base class. Leave it without, for it gets one."
            : type.GetMembers().Any(member => !member.IsImplicitlyDeclared)
                ? $"'{type.Name}' has members, which names in generated code could mean. Leave it empty."
            : null
        );
        var more = context.Attributes[0].ConstructorArguments is [{ Kind: TypedConstantKind.Array } types]
            ? types.Values.Select(each => each.Value).OfType<ITypeSymbol>()
            : [];
        return problem is null
            ? new(
                new(
                    ContainerReader.Read(type, new(context.SemanticModel, context.TargetNode.SpanStart, type)),
                    PayloadReader.Read(more)
                ),
                Place.Of(location),
                default
            )
            : new(
                null,
                Place.Of(location),
                new[] { Finding.Of(Rules.Container, location, type.Name, problem) }.ToValues()
            );
    }
}
