namespace Duroxide.FSharp

open System
open System.Text.Json
open System.Text.Json.Serialization
open Microsoft.FSharp.Reflection

/// <summary>
/// Brings to System.Text.Json what it does not know of F#: unions, maps whose keys are no texts, and options within
/// options. Records, lists, sets and plain options it knows by itself.
/// </summary>
/// <remarks>The default converter has it already. Add it to options of your own.</remarks>
[<Sealed>]
type FSharpJsonConverter() =
    inherit JsonConverterFactory()

    static let definition (known: Type) =
        if known.IsGenericType then
            known.GetGenericTypeDefinition()
        else
            known

    static let isOption known =
        definition known = typedefof<option<_>>
        || definition known = typedefof<voption<_>>

    static let mayBeNull known =
        isOption known
        || known = typeof<unit>
        || definition known = typedefof<Nullable<_>>

    static let isUnion known =
        FSharpType.IsUnion(known, true)
        && not (isOption known)
        && definition known <> typedefof<list<_>>

    // What System.Text.Json writes as the name of a property.
    static let isText (key: Type) =
        key.IsPrimitive
        || key.IsEnum
        || List.contains
            key
            [
                typeof<string>
                typeof<decimal>
                typeof<Guid>
                typeof<DateTime>
                typeof<DateTimeOffset>
                typeof<DateOnly>
                typeof<TimeOnly>
                typeof<TimeSpan>
                typeof<Uri>
                typeof<Version>
            ]

    static let make (converter: Type) (known: Type) =
        match Activator.CreateInstance(converter.MakeGenericType(known.GetGenericArguments())) with
        | :? JsonConverter as made -> made
        | _ -> invalidOp $"There is no converter for {known}."

    static let inner (option: Type) = option.GetGenericArguments()[0]

    /// <inheritdoc />
    override _.CanConvert known =
        isUnion known
        || isOption known && (mayBeNull (inner known) || not (inner known).IsValueType)
        || definition known = typedefof<Map<_, _>>
           && not (isText (known.GetGenericArguments()[0]))

    /// <inheritdoc />
    override _.CreateConverter(known, options) =
        if isOption known then
            let nested = mayBeNull (inner known)

            match definition known = typedefof<option<_>>, nested with
            | true, true -> make typedefof<NestedOptionConverter<_>> known
            | true, false -> make typedefof<PlainOptionConverter<_>> known
            | false, true -> make typedefof<NestedValueOptionConverter<_>> known
            | false, false -> make typedefof<PlainValueOptionConverter<_>> known
        elif definition known = typedefof<Map<_, _>> then
            make typedefof<PairsConverter<_, _>> known
        else
            Activator.CreateInstance(typedefof<UnionConverter<_>>.MakeGenericType known, options)
            |> Unchecked.nonNull
            :?> JsonConverter
