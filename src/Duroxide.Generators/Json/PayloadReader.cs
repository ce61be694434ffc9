namespace Duroxide.Generators;

/// <summary>Reads all types that a payload consists of.</summary>
sealed class PayloadReader
{
    const int MostLevels = 12;

    readonly Dictionary<string, PayloadType> read = [];
    readonly Queue<ITypeSymbol> due = new();

    PayloadReader(IEnumerable<ITypeSymbol> roots)
    {
        foreach (var root in roots)
        {
            Add(root);
        }
    }

    public static ValueArray<PayloadType> Read(IEnumerable<ITypeSymbol> roots)
    {
        // These two never come to a converter.
        var reader = new PayloadReader(
            roots.Where(root => !Signature.IsDuroxide(root, "Unit") && !Signature.IsDuroxide(root, "Payload"))
        );
        while (reader.due.Count > 0)
        {
            var type = reader.due.Dequeue();
            var name = JsonNames.Of(type);
            if (!reader.read.ContainsKey(name))
            {
                reader.read.Add(name, reader.ReadType(type, name));
            }
        }
        return reader.read.Values.ToValues();
    }

    /// <summary>How many levels of types a type is made of: two for a list of numbers.</summary>
    static int LevelsOf(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => 1 + LevelsOf(array.ElementType),
            INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } => 1 + arguments.Max(LevelsOf),
            _ => 1,
        };

    void Add(ITypeSymbol type)
    {
        if (!KnownTypes.IsBuiltIn(type))
        {
            due.Enqueue(type);
        }
    }

    PayloadType ReadType(ITypeSymbol type, string name)
    {
        if (!Reach.IsInternal(type))
        {
            return Refused("it cannot be named outside of its class or file");
        }
        // A generic type may hold itself with ever more type arguments.
        if (LevelsOf(type) > MostLevels)
        {
            return new(
                JsonNames.Of(type.OriginalDefinition),
                JsonNames.Word(type.OriginalDefinition),
                "",
                default,
                $"it is made of more than {MostLevels} levels of types, as one is that holds itself within its type arguments"
            );
        }
        if (Obsolete.In([type]) is not null)
        {
            return Refused("it is obsolete, and an error to use");
        }
        if (ConverterOf(type) is { } attribute)
        {
            return attribute.Expression is null
                ? Refused(attribute.Problem!)
                : Made($"ByConverter<{name}>(options, {attribute.Expression})");
        }
        if (KnownTypes.Converter(type) is { } converter)
        {
            return Value(name, converter);
        }
        if (KnownTypes.NullableOf(type) is { } value)
        {
            Add(value);
            return Value(name, $"GetNullableConverter<{JsonNames.Of(value)}>(options)");
        }
        if (type.TypeKind == TypeKind.Enum)
        {
            return Value(name, $"GetEnumConverter<{name}>(options)");
        }
        if (KnownTypes.Collection(type) is { } collection)
        {
            if (collection.Items is [var key, _] && !KnownTypes.IsKey(key))
            {
                return Refused($"JSON has no name for a key of the type '{JsonNames.Of(key).Replace("global::", "")}'");
            }
            collection.Items.ToList().ForEach(Add);
            return Made($"JsonMetadataServices.{collection.Creation}");
        }
        return type is INamedTypeSymbol named ? ReadObject(named) : Refused("it is no type that JSON knows");

        PayloadType Refused(string why) => new(name, JsonNames.Word(type), "", default, why);

        PayloadType Made(string creation) => new(name, JsonNames.Word(type), creation, default);

        PayloadType Value(string of, string by) =>
            Made($"JsonMetadataServices.CreateValueInfo<{of}>(options, JsonMetadataServices.{by})");
    }

    PayloadType ReadObject(INamedTypeSymbol type)
    {
        var shape = ObjectShape.Read(type);
        if (shape.Problem is null)
        {
            shape.Types.ForEach(Add);
        }
        return new(
            JsonNames.Of(type),
            JsonNames.Word(type),
            shape.Problem is null ? ObjectWriter.Write(shape) : "",
            shape.Problem is null ? ObjectWriter.Accessors(shape).ToValues() : default,
            shape.Problem
        );
    }

    /// <summary>The converter that an attribute names.</summary>
    public static (string? Expression, string? Problem)? ConverterOf(ISymbol symbol)
    {
        if (JsonAttributes.Find(symbol, "JsonConverterAttribute") is not { } attribute)
        {
            return null;
        }
        var converted = symbol switch
        {
            ITypeSymbol type => type,
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            _ => null,
        };
        return attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol converter }]
                ? (null, $"the [JsonConverter] of '{symbol.Name}' names no converter")
            : converter.ToDisplayString() == "System.Text.Json.Serialization.JsonStringEnumConverter"
                // The one that is not generic makes the generic one by reflection.
                ? converted is { TypeKind: TypeKind.Enum }
                        ? ($"new {JsonNames.Of(converter)}<{JsonNames.Of(converted)}>()", null)
                    : (
                        null,
                        $"the [JsonConverter] of '{symbol.Name}' finds its enum by reflection. Put the generic one on the enum"
                    )
            : Reach.IsInternal(converter)
            && converter.InstanceConstructors.Any(each => each.Parameters.Length == 0 && Reach.IsAtLeastInternal(each))
                ? ($"new {JsonNames.Of(converter)}()", null)
            : (
                null,
                $"the converter '{converter.Name}' has no constructor without parameters that generated code can call"
            );
    }
}
