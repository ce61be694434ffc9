using Microsoft.CodeAnalysis.CSharp;

namespace Duroxide.Generators;

/// <summary>What an attribute stands on: a method, or a class whose method <c>RunAsync</c> is meant.</summary>
sealed class Subject
{
    readonly List<INamedTypeSymbol> callers;

    Subject(GeneratorAttributeSyntaxContext context, INamedTypeSymbol type, string[] callers)
    {
        this.callers =
        [
            .. callers
                .Select(caller => context.SemanticModel.Compilation.GetTypeByMetadataName($"Duroxide.{caller}"))
                .OfType<INamedTypeSymbol>(),
        ];
        Symbol = context.TargetSymbol;
        Type = type;
        Names = new(context.SemanticModel, context.TargetNode.SpanStart, type);
        Location = context.TargetSymbol.Locations.FirstOrDefault();
        Attribute = context.Attributes[0];
        Word = WithoutAsync(Symbol.Name);
        Handle = Symbol is IMethodSymbol ? $"{Word}Handle" : "Handle";
        Field = FieldOf(type, Handle);
        Name = Attribute.ConstructorArguments is [{ Value: string name }] ? name : Word;
    }

    public ISymbol Symbol { get; }

    /// <summary>The class that generated code goes into.</summary>
    public INamedTypeSymbol Type { get; }

    public TypeNames Names { get; }

    public Location? Location { get; }

    public AttributeData Attribute { get; }

    public string Word { get; }

    public string Handle { get; }

    /// <summary>The field behind the handle.</summary>
    public string Field { get; }

    public string Name { get; }

    /// <summary>Reads where an attribute stands.</summary>
    /// <param name="context">The attribute.</param>
    /// <param name="callers">Our types that get a method named after the code.</param>
    public static Subject? Of(GeneratorAttributeSyntaxContext context, params string[] callers) =>
        context.TargetSymbol switch
        {
            INamedTypeSymbol type => new(context, type, callers),
            IMethodSymbol { ContainingType: { } type } => new(context, type, callers),
            _ => null,
        };

    /// <summary>Whether generated code can be added to the class. That it cannot, or that the signature does not fit, is told by the analyzers.</summary>
    public bool IsOpen => ContainerProblem.Of(Type) is null;

    /// <summary>What is wrong with the name and the class, whatever the method is.</summary>
    public IEnumerable<Finding> Problems()
    {
        if (NameProblem.Of(Name) is { } name)
        {
            yield return Finding.Of(Rules.Name, Location, $"'{Symbol.Name}'", name);
        }
        foreach (var (taken, renamed, why) in Taken())
        {
            yield return Finding.Of(Rules.Clash, Location, renamed, taken, why);
        }
        // An extension method is never reached where the type has a member of its name.
        foreach (var caller in callers.Where(caller => caller.GetMembers(Word).Length > 0))
        {
            yield return Finding.Of(Rules.Clash, Location, Symbol.Name, Word, $"{caller.Name} has already");
        }
    }

    // Generated names that the author has taken, and what to rename.
    IEnumerable<(string Taken, string Renamed, string Why)> Taken()
    {
        if (Type.Name == Handle || Type.GetMembers(Handle).Length > 0)
        {
            yield return (Handle, Symbol.Name, $"'{Type.Name}' has already");
        }
        var calls = $"{string.Concat(ContainerProblem.Chain(Type).Select(each => each.Name))}Calls";
        if (Word == calls)
        {
            yield return (Word, Symbol.Name, "is the name of the class around it");
        }
        if (IsInNamespace(calls))
        {
            yield return (calls, Type.Name, "the namespace has already");
        }
        if (HasInstance && IsInNamespace($"{Word}Instance"))
        {
            yield return ($"{Word}Instance", Symbol.Name, "the namespace has already");
        }
    }

    // Only an orchestration is called from clients.
    bool HasInstance => callers.Exists(caller => caller.Name == "DuroxideClient");

    bool IsInNamespace(string name) => !Type.ContainingNamespace.GetTypeMembers(name, arity: 0).IsEmpty;

    public Parameter? InputOf(Signature signature) =>
        signature.Input is { } input && !signature.TakesNothing ? new(Names.Of(input.Type), NameOf(input)) : null;

    public string? OutputOf(Signature signature) => signature.Output is { } output ? Names.Of(output) : null;

    // The other parameters around it have these names, and the handle is reached by the name of its class.
    string NameOf(IParameterSymbol input) =>
        input.Name is "ctx" or "client" or "id" or "options" or "cancellationToken" or "instance" or "_"
        || ContainerProblem.Chain(Type)[0].Name == input.Name
            ? "input"
            : TypeNames.Escaped(input.Name);

    // The name of the handle with a small letter first, where the class has nothing of that name.
    static string FieldOf(INamedTypeSymbol type, string handle)
    {
        var name = char.ToLowerInvariant(handle[0]) + handle.Substring(1);
        // Beside Charge there may be a charge, whose handle is called as the field of the other.
        name = name == handle ? $"{name}Value" : name;
        while (IsTaken(type, name))
        {
            name += "Field";
        }
        return name;
    }

    // Other handles are not members yet, and parameters of a constructor are seen in the whole class.
    static bool IsTaken(INamedTypeSymbol type, string name) =>
        type.Name == name
        || type.GetMembers(name).Length > 0
        || type.GetMembers().OfType<IMethodSymbol>().Any(each => $"{WithoutAsync(each.Name)}Handle" == name)
        || type.InstanceConstructors.Any(each => each.Parameters.Any(parameter => parameter.Name == name));

    static string WithoutAsync(string name) =>
        name.EndsWith("Async", StringComparison.Ordinal) && name.Length > "Async".Length
            ? name.Substring(0, name.Length - "Async".Length)
            : name;
}
