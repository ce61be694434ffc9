using System.Text.RegularExpressions;

namespace Duroxide.Generators;

/// <summary>Writes the JSON of all payloads of an assembly.</summary>
static class PayloadJsonWriter
{
    static readonly string[] Usings =
    [
        "System",
        "System.Collections.Generic",
        "System.Runtime.CompilerServices",
        "System.Text.Json",
        "System.Text.Json.Serialization.Metadata",
        "Duroxide",
    ];

    static readonly Regex Common = new(
        $@"global::System\.({string.Join("|", TypeNames.Values)})\b",
        RegexOptions.CultureInvariant
    );

    public static string Write(Container container, IEnumerable<PayloadType> payloads)
    {
        var types = Named(payloads);
        // Whether a null is meant is not known of what others wrote; the converter of payloads passes it on.
        var lines = Lines.OfFile(container.Namespace, Usings).Add("").Add("#nullable disable warnings").Add("");
        foreach (var header in container.Headers.Take(container.Headers.Count - 1))
        {
            lines.Open(header);
        }
        lines
            .Add(
                "/// <summary>The JSON of all payloads that this assembly declares, and of what they consist of.</summary>"
            )
            .Open($"{container.Headers[container.Headers.Count - 1]} : PayloadJsonResolver")
            .AddMembers([
                $$"""
                /// <summary>The one that there is: give it to <see cref="JsonPayloadConverter.Web"/>.</summary>
                public static {{container.Path.Split('.').Last()}} Default { get; } = new();
                """,
                Choice(types),
                .. types.Select(each => Creation(each.Type, each.Word)),
                .. types.SelectMany(each =>
                    each.Type.Accessors.Select(accessor => accessor.Replace(PayloadType.Own, each.Word))
                ),
            ]);
        foreach (var _ in container.Headers)
        {
            lines.Close();
        }
        return Near(lines.ToString(), container);
    }

    static string Choice(List<(PayloadType Type, string Word)> types) =>
        $$"""
            /// <inheritdoc />
            public override JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
            {
            {{Text.Indented(
                string.Concat(
                    types.Select(each =>
                        $"if (type == typeof({each.Type.Name}))\n{{\n    return Of(options, {each.Word});\n}}\n"
                    )
                ) + "return null;"
            )}}
            }
            """;

    static string Creation(PayloadType type, string word) =>
        $"""
            static JsonTypeInfo<{type.Name}> {word}(JsonSerializerOptions options) =>
            {Text.Indented(type.Creation.Replace(PayloadType.Own, word))};
            """;

    // Two types of one name, in two namespaces, are told apart by a number.
    static List<(PayloadType Type, string Word)> Named(IEnumerable<PayloadType> types) =>
        [
            .. from type in types.OrderBy(type => type.Name, StringComparer.Ordinal)
            group type by type.Word into same
            from each in same.Select((type, index) => (type, index))
            select (each.type, $"{each.type.Word}Json{(each.index == 0 ? "" : $"{each.index + 1}")}"),
        ];

    // What lies in the namespace of the class, and well-known types of the usings, need no more than their names.
    static string Near(string text, Container container)
    {
        var near = container.Namespace.Length > 0 ? text.Replace($"global::{container.Namespace}.", "") : text;
        var collections = TypeNames
            .Collections.Where(name => !container.Hidden.Contains(name))
            .Aggregate(near, (now, name) => now.Replace($"global::System.Collections.Generic.{name}<", $"{name}<"));
        return Common.Replace(
            collections,
            match => container.Hidden.Contains(match.Groups[1].Value) ? match.Value : match.Groups[1].Value
        );
    }
}
