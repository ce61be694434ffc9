using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duroxide;

/// <summary>Refuses what only the F# library writes faithfully, in a process that lacks it: another process that has it would write another text.</summary>
sealed class WithoutFSharp : JsonConverterFactory
{
    static readonly string[] Options =
    [
        "Microsoft.FSharp.Core.FSharpOption`1",
        "Microsoft.FSharp.Core.FSharpValueOption`1",
    ];

    static readonly string[] Nothings = [.. Options, "Microsoft.FSharp.Core.Unit", "System.Nullable`1"];

    public override bool CanConvert(Type type) => Is(type, Options) && Is(type.GenericTypeArguments[0], Nothings);

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
        throw new NotSupportedException(
            $"{type} is an F# option of what may be nothing itself, which is written by the package Duroxide.FSharp. Reference it in every process that reads or writes such payloads."
        );

    static bool Is(Type type, string[] names) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName is { } name && names.Contains(name);
}
