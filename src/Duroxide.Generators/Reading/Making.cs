using Microsoft.CodeAnalysis.CSharp;

namespace Duroxide.Generators;

/// <summary>How an object of a class with declared code is made.</summary>
/// <param name="Expression">The expression that makes it; it may use <c>services</c>.</param>
/// <param name="Needs">Whether it needs services.</param>
/// <param name="Ends">The keywords that dispose of it; empty where nothing is disposed of.</param>
sealed record Making(string Expression, bool Needs, string Ends)
{
    const string Injection = "Microsoft.Extensions.DependencyInjection";

    /// <summary>Reads the constructor of a class; its problem, in words, where there is none that fits.</summary>
    public static (Making? Making, string? Problem) Read(INamedTypeSymbol type, TypeNames names)
    {
        var constructors = type.InstanceConstructors.Where(each => IsUsable(each, type)).ToList();
        if (type.IsAbstract || type.IsStatic)
        {
            return (
                null,
                $"'{type.Name}' is {(type.IsStatic ? "static" : "abstract")}. Make the method static, or the class one that can be made."
            );
        }
        if (constructors is not [var constructor])
        {
            return (
                null,
                $"'{type.Name}' has {(constructors.Count == 0 ? "no constructor" : "several constructors")} that generated code can call. Leave it one that is public or internal."
            );
        }
        if (
            constructor.Parameters.FirstOrDefault(each => each.RefKind is not (RefKind.None or RefKind.In)) is
            { } reference
        )
        {
            return (null, $"its constructor takes '{reference.Name}' by reference. Take it by value.");
        }
        if (Required(type) is { } required && !SetsRequired(constructor))
        {
            return (
                null,
                $"its member '{required}' is required, and generated code does not know what to set it to. Take it in the constructor."
            );
        }
        var arguments = constructor.Parameters.Select(each => Argument(each, names)).Where(each => each.Length > 0);
        return (
            new(
                $"new {names.Of(type)}({string.Join(", ", arguments)})",
                constructor.Parameters.Length > 0,
                EndOf(type)
            ),
            null
        );
    }

    static string? Required(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (
                declaring
                    .GetMembers()
                    .FirstOrDefault(each =>
                        each is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }
                    ) is
                { } member
            )
            {
                return member.Name;
            }
        }
        return null;
    }

    static bool SetsRequired(IMethodSymbol constructor) =>
        constructor
            .GetAttributes()
            .Any(each =>
                each.AttributeClass is { } type
                && IsNamed(type, "SetsRequiredMembersAttribute", "System.Diagnostics.CodeAnalysis")
            );

    // A struct can always be made by default, and a record by copying: neither counts beside a constructor of its own.
    static bool IsUsable(IMethodSymbol constructor, INamedTypeSymbol type) =>
        Reach.IsAtLeastInternal(constructor)
        && !(constructor.Parameters is [var original] && SymbolEqualityComparer.Default.Equals(original.Type, type))
        && !(type.IsValueType && constructor.IsImplicitlyDeclared && type.InstanceConstructors.Length > 1);

    static string Argument(IParameterSymbol parameter, TypeNames names)
    {
        var type = names.Of(parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        var found =
            IsNamed(parameter.Type, "IServiceProvider", "System") ? "services"
            : Key(parameter) is { } key
                ? parameter.HasExplicitDefaultValue ? $"services.GetKeyedService<{type}>({key})"
                    : $"services.GetRequiredKeyedService<{type}>({key})"
            : parameter.HasExplicitDefaultValue ? $"services.GetService<{type}>()"
            : $"services.GetRequiredService<{type}>()";
        // Only what may be null can be missing; any other default value is the constructor's own.
        return !parameter.HasExplicitDefaultValue ? $"{Named(parameter)}{found}"
            : parameter is { ExplicitDefaultValue: null, Type.IsReferenceType: true } ? $"{Named(parameter)}{found}"
            : "";
    }

    // Behind an argument that was left out the others have to be named.
    static string Named(IParameterSymbol parameter) =>
        ((IMethodSymbol)parameter.ContainingSymbol).Parameters.Take(parameter.Ordinal).All(each => !IsLeftOut(each))
            ? ""
            : $"{TypeNames.Escaped(parameter.Name)}: ";

    static bool IsLeftOut(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue
        && parameter is not { ExplicitDefaultValue: null, Type.IsReferenceType: true };

    static string? Key(IParameterSymbol parameter) =>
        parameter
            .GetAttributes()
            .Where(each => each.AttributeClass is { } type && IsNamed(type, "FromKeyedServicesAttribute", Injection))
            .Select(each => each.ConstructorArguments is [var key] ? key.ToCSharpString() : null)
            .FirstOrDefault();

    static string EndOf(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(each => IsNamed(each, "IAsyncDisposable", "System")) ? "await using var"
        : type.AllInterfaces.Any(each => IsNamed(each, "IDisposable", "System")) ? "using var"
        : "";

    static bool IsNamed(ITypeSymbol type, string name, string space) =>
        type.Name == name && type.ContainingNamespace?.ToDisplayString() == space;
}
