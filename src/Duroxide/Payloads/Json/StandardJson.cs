using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Duroxide;

/// <summary>The options by which payloads are written unless a program has options of its own.</summary>
static class StandardJson
{
    /// <summary>How deep objects and arrays may be nested.</summary>
    public const int MaxDepth = 512;

    /// <summary>Options that give the same texts in every process, whether its types are found by reflection or were generated.</summary>
    /// <param name="types">Where the types are found.</param>
    /// <param name="more">Converters of a language.</param>
    public static JsonSerializerOptions Over(IJsonTypeInfoResolver types, params JsonConverter[] more)
    {
        // A tuple's parts are fields; without them it would be written as nothing at all.
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            IncludeFields = true,
            MaxDepth = MaxDepth,
            TypeInfoResolver = types.WithAddedModifier(Faithful.Guard),
            Converters =
            {
                new TextConverter(),
                new CharacterConverter(),
                new BigIntegerConverter(),
                new ComplexConverter(),
                new IndexConverter(),
                new RangeConverter(),
                new StringBuilderConverter(),
            },
        };
        foreach (var converter in more)
        {
            options.Converters.Add(converter);
        }
        return options;
    }
}
