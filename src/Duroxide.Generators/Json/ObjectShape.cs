namespace Duroxide.Generators;

/// <summary>A class, record or struct as JSON sees it: how it is made, and its members.</summary>
sealed class ObjectShape
{
    ObjectShape(INamedTypeSymbol type, List<ObjectMember> members, IMethodSymbol? constructor)
    {
        Type = type;
        Members = members;
        Constructor = constructor;
    }

    public INamedTypeSymbol Type { get; }

    public List<ObjectMember> Members { get; }

    /// <summary>The constructor that JSON calls; null for a struct that is its default, and for what is never made.</summary>
    public IMethodSymbol? Constructor { get; }

    /// <summary>Why there can be no JSON of it; null where there can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether values are made at all: of a base only those of its cases are.</summary>
    public bool IsMade => !Type.IsAbstract;

    /// <summary>Whether members have to be set that only an initializer could set, which JSON does afterwards.</summary>
    public bool HidesRequired =>
        Members.Exists(member => member.IsRequired) && Constructor is not null && !SetsRequiredMembers(Constructor);

    /// <summary>The types that it consists of, and its cases.</summary>
    public List<ITypeSymbol> Types =>
        [
            .. Members
                .Where(member => !JsonAttributes.Has(member.Symbol, "JsonConverterAttribute"))
                .Select(member => member.Type),
            .. JsonAttributes.Derived(Type).Where(each => !SymbolEqualityComparer.Default.Equals(each, Type)),
        ];

    public static ObjectShape Read(INamedTypeSymbol type)
    {
        var (constructor, problem) = ConstructorOf(type);
        var members = problem is null ? MembersOf(type) : [];
        var shape = new ObjectShape(type, members, constructor);
        shape.Problem = problem ?? ProblemOf(shape);
        return shape;
    }

    public ObjectMember? MemberOf(IParameterSymbol parameter) =>
        Members.Find(member =>
            string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(member.Type, parameter.Type)
        );

    /// <summary>Whether the constructor takes a member's value.</summary>
    public bool IsTaken(ObjectMember member) => Constructor?.Parameters.Any(each => MemberOf(each) == member) == true;

    public static bool SetsRequiredMembers(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(each => each.AttributeClass?.Name == "SetsRequiredMembersAttribute");

    // From the type itself up to its bases, as JSON shows them; what hides or overrides comes first and only once.
    static List<ObjectMember> MembersOf(INamedTypeSymbol type)
    {
        var (members, names) = (new List<ObjectMember>(), new HashSet<string>());
        for (
            INamedTypeSymbol? each = type;
            each is not null && each.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType);
            each = each.BaseType
        )
        {
            var own = each.IsTupleType ? (each.TupleUnderlyingType ?? each).GetMembers() : each.GetMembers();
            foreach (var symbol in own.OfType<IPropertySymbol>().Concat<ISymbol>(own.OfType<IFieldSymbol>()))
            {
                if (ObjectMember.Read(symbol) is { } member && names.Add(symbol.Name))
                {
                    members.Add(member);
                }
                else if (!symbol.IsStatic && ObjectMember.IgnoredAlways(symbol))
                {
                    names.Add(symbol.Name);
                }
            }
        }
        return members;
    }

    static (IMethodSymbol? Constructor, string? Problem) ConstructorOf(INamedTypeSymbol type)
    {
        var open = type.InstanceConstructors.Where(each => each.DeclaredAccessibility == Accessibility.Public).ToList();
        var marked = type
            .InstanceConstructors.Where(each => JsonAttributes.Has(each, "JsonConstructorAttribute"))
            .ToList();
        var isPair =
            type.OriginalDefinition.ToDisplayString() == "System.Collections.Generic.KeyValuePair<TKey, TValue>";
        return type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface)
                ? (null, "it is no type that JSON knows")
            : IsOfTheFramework(type) && !isPair
                ? (null, "it is a type of the framework that JSON has no generated code for")
            : type.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_Collections_IEnumerable)
                ? (null, "it is a collection of its own kind. Use a list, an array or a dictionary")
            : type.IsAbstract
                ? JsonAttributes.Derived(type).Any() ? (null, null)
                    : (null, "it is abstract, and no [JsonDerivedType] says what it can be")
            : marked is [var one]
                ? one.DeclaredAccessibility == Accessibility.Public ? (one, null)
                    : (null, "its [JsonConstructor] is not public")
            : marked.Count > 1 ? (null, "it has several [JsonConstructor]")
            : type.IsValueType && !isPair
                ? (open.Find(each => each.Parameters.Length == 0 && !each.IsImplicitlyDeclared), null)
            : open.Find(each => each.Parameters.Length == 0 && !isPair) is { } empty ? (empty, null)
            : open.Where(each => each.Parameters.Length > 0).ToList() is [var lone] ? (lone, null)
            : (null, "JSON cannot choose its constructor. Put [JsonConstructor] on the one that it is to call");
    }

    static string? ProblemOf(ObjectShape shape)
    {
        var type = shape.Type;
        return Attributed(shape)
            ?? (
                shape.Constructor is { } constructor && Obsolete.IsRefused(constructor)
                    ? "its constructor is obsolete, and an error to call. Put [JsonConstructor] on another one"
                    : null
            )
            ?? Unbound(shape)
            ?? shape.Members.Select(Renamed).FirstOrDefault(each => each is not null)
            ?? shape.Members.Select(member => ProblemOf(shape, member)).FirstOrDefault(each => each is not null)
            ?? (
                type.IsTupleType && type.TupleElements.Length > 7 ? "it is a tuple of more than seven. Use a record"
                : type.IsGenericType && shape.HidesRequired
                    ? "it has type parameters and required members. Write it without one of the two"
                : IsNeverRead(shape) ? "its values are written and none can be set. Use a record"
                : null
            );
    }

    static bool IsNeverRead(ObjectShape shape) =>
        shape.IsMade
        && shape.Members.Count > 0
        && !shape.Members.Exists(member => member.CanWrite || shape.IsTaken(member));

    static string? Attributed(ObjectShape shape) =>
        new ISymbol[] { shape.Type }
            .Concat(shape.Members.Select(member => member.Symbol))
            .Select(symbol =>
                JsonAttributes.Unknown(symbol) is { } name
                    ? $"generated code does not know [{name.Replace("Attribute", "")}] on '{symbol.Name}'"
                    : null
            )
            .FirstOrDefault(each => each is not null);

    static string? Unbound(ObjectShape shape) =>
        shape
            .Constructor?.Parameters.Where(each =>
                shape.MemberOf(each) is null || each.RefKind is not (RefKind.None or RefKind.In)
            )
            .Select(each => $"the parameter '{each.Name}' of its constructor has no property of its name and type")
            .FirstOrDefault();

    // What is overridden or hidden under another name, reflection writes under both.
    static string? Renamed(ObjectMember member)
    {
        for (var type = member.Symbol.ContainingType.BaseType; type is not null; type = type.BaseType)
        {
            var name = JsonAttributes.Argument(member.Symbol, "JsonPropertyNameAttribute");
            if (
                type.GetMembers(member.Name)
                    .Any(each =>
                        ObjectMember.Read(each) is not null
                        && JsonAttributes.Argument(each, "JsonPropertyNameAttribute") != name
                    )
            )
            {
                return $"'{member.Name}' has another name in JSON than in '{type.Name}', and both would be written. Give both the same [JsonPropertyName]";
            }
        }
        return null;
    }

    static string? ProblemOf(ObjectShape shape, ObjectMember member) =>
        member.IsRefused ? $"'{member.Name}' is obsolete, and an error to use. Put [JsonIgnore] on it"
        : !shape.IsMade ? null
        : !member.CanWrite && member.IsLost && !shape.IsTaken(member)
            ? $"the value of '{member.Name}' is written and cannot be set. Put [JsonInclude] or [JsonIgnore] on it"
        : member.NeedsAccessor && !shape.IsTaken(member) && member.Symbol.ContainingType.IsGenericType
            ? $"'{member.Name}' is set by its type alone, which has type parameters. Give it a public setter"
        : PayloadReader.ConverterOf(member.Symbol) is { Problem: { } converter } ? converter
        : member.Symbol
            is IFieldSymbol { DeclaredAccessibility: not Accessibility.Public }
                or IPropertySymbol { GetMethod.DeclaredAccessibility: not Accessibility.Public }
        && member.CanRead
            ? $"'{member.Name}' is not public. Make its getter public"
        : null;

    static bool IsOfTheFramework(INamedTypeSymbol type) =>
        !type.IsTupleType
        && type.ContainingNamespace.ToDisplayString() is var space
        && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal));
}
