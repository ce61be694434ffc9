namespace Duroxide.Generators;

/// <summary>Writes the JSON of a class, record or struct.</summary>
static class ObjectWriter
{
    /// <summary>The expression that makes it.</summary>
    public static string Write(ObjectShape shape)
    {
        var name = JsonNames.Of(shape.Type);
        var parts = new List<string>();
        if (shape.IsMade)
        {
            parts.Add(Creator(shape, name));
        }
        if (shape.Constructor?.Parameters.Length > 0)
        {
            var parameters = shape.Constructor.Parameters.Select(Parameter);
            parts.Add($"ConstructorParameterMetadataInitializer = () =>\n{List(parameters)},");
        }
        if (shape.Members.Count > 0)
        {
            parts.Add(
                $"PropertyMetadataInitializer = _ =>\n{List(shape.Members.Select(member => Member(shape, member)))},"
            );
        }
        if (JsonAttributes.Argument(shape.Type, "JsonNumberHandlingAttribute") is { } numbers)
        {
            parts.Add($"NumberHandling = {numbers},");
        }
        return parts.Count == 0
            ? $"JsonMetadataServices.CreateObjectInfo(options, new JsonObjectInfoValues<{name}>())"
            : $$"""
                JsonMetadataServices.CreateObjectInfo(
                    options,
                    new JsonObjectInfoValues<{{name}}>
                    {
                {{Text.Indented(string.Join("\n", parts), 2)}}
                    }
                )
                """;
    }

    /// <summary>The members by which generated code reaches what is not public.</summary>
    public static IEnumerable<string> Accessors(ObjectShape shape)
    {
        if (shape.IsMade && shape.HidesRequired)
        {
            var parameters = shape.Constructor!.Parameters.Select(each =>
                $"{JsonNames.Of(each.Type)} {TypeNames.Escaped(each.Name)}"
            );
            yield return $"""
                [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
                static extern {JsonNames.Of(shape.Type)} New{PayloadType.Own}({string.Join(
                    ", ",
                    parameters
                )});
                """;
        }
        foreach (var member in shape.Members.Where(member => IsSet(shape, member) && member.NeedsAccessor))
        {
            var owner = member.Symbol.ContainingType;
            yield return $"""
                [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_{member.Name}")]
                static extern void Set{PayloadType.Own}{member.Name}({(
                    owner.IsValueType ? "ref " : ""
                )}{JsonNames.Of(owner)} owner, {JsonNames.Of(member.Type)} value);
                """;
        }
    }

    static string Creator(ObjectShape shape, string name)
    {
        if (shape.Constructor is not { } constructor)
        {
            return $"ObjectCreator = () => default({name}),";
        }
        var made = shape.HidesRequired ? $"New{PayloadType.Own}" : $"new {name}";
        var arguments = constructor.Parameters.Select(each => $"({JsonNames.Of(each.Type)})values[{each.Ordinal}]");
        return constructor.Parameters.Length == 0
            ? $"ObjectCreator = () => {made}(),"
            : Text.Call($"ObjectWithParameterizedConstructorCreator = values => {made}", arguments, ",");
    }

    static string Parameter(IParameterSymbol parameter)
    {
        var type = JsonNames.Of(parameter.Type);
        var otherwise = parameter.HasExplicitDefaultValue
            ? $", isOptional: true, {JsonNames.Constant(parameter.ExplicitDefaultValue, parameter.Type)}"
            : "";
        return $"Parameter<{type}>({Text.Literal(parameter.Name)}, {parameter.Ordinal}{otherwise})";
    }

    static string Member(ObjectShape shape, ObjectMember member)
    {
        var (owner, type) = (JsonNames.Of(shape.Type), JsonNames.Of(member.Type));
        var isStruct = shape.Type.IsValueType;
        var arguments = new List<string>
        {
            "options",
            Text.Literal(member.Name),
            member.CanRead ? $"owner => owner.{TypeNames.Escaped(member.Name)}" : "get: null",
        };
        if (IsSet(shape, member))
        {
            var parameters = isStruct ? $"(ref {owner} owner, {type} value)" : "(owner, value)";
            arguments.Add($"{parameters} => {Setting(shape, member)}");
        }
        if (Rules(shape, member) is { Count: > 0 } rules)
        {
            arguments.Add($"rules: new() {{ {string.Join(", ", rules)} }}");
        }
        return Text.Call($"{(isStruct ? "MemberOfStruct" : "Member")}<{owner}, {type}>", arguments, "");
    }

    static string Setting(ObjectShape shape, ObjectMember member) =>
        member.NeedsAccessor
            ? $"Set{PayloadType.Own}{member.Name}({(shape.Type.IsValueType ? "ref " : "")}owner, value)"
            : $"owner.{TypeNames.Escaped(member.Name)} = value";

    // What a constructor takes is not set again, and a base is never made itself.
    static bool IsSet(ObjectShape shape, ObjectMember member) =>
        member.CanWrite && shape.IsMade && !(member.NeedsAccessor && shape.IsTaken(member));

    static List<string> Rules(ObjectShape shape, ObjectMember member)
    {
        var symbol = member.Symbol;
        var isRequired =
            (member.IsRequired && !(shape.Constructor is { } made && ObjectShape.SetsRequiredMembers(made)))
            || JsonAttributes.Has(symbol, "JsonRequiredAttribute");
        var rules = new[]
        {
            ("Name", JsonAttributes.Argument(symbol, "JsonPropertyNameAttribute")),
            ("IsField", member.IsField ? "true" : null),
            ("IsRequired", isRequired ? "true" : null),
            ("Order", JsonAttributes.Argument(symbol, "JsonPropertyOrderAttribute")),
            ("Ignore", member.Ignore),
            ("Numbers", JsonAttributes.Argument(symbol, "JsonNumberHandlingAttribute")),
            ("Converter", ConverterOf(member)),
        };
        return [.. rules.Where(rule => rule.Item2 is not null).Select(rule => $"{rule.Item1} = {rule.Item2}")];
    }

    // A converter of values is the one of what may be null, too.
    static string? ConverterOf(ObjectMember member) =>
        PayloadReader.ConverterOf(member.Symbol)?.Expression is not { } made ? null
        : KnownTypes.NullableOf(member.Type) is { } value && JsonAttributes.IsConvertedAs(member.Symbol, value)
            ? $"JsonMetadataServices.GetNullableConverter<{JsonNames.Of(value)}>(ByConverter<{JsonNames.Of(value)}>(options, {made}))"
        : made;

    static string List(IEnumerable<string> items) => $"[\n{Text.Indented(string.Join(",\n", items))},\n]";
}
