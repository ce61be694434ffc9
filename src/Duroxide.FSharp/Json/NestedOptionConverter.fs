namespace Duroxide.FSharp

// Where JSON says null, null is a value of the type: the value of unit, or of an empty option.
#nowarn "3261"

open System.Text.Json
open System.Text.Json.Serialization

// What an option of something that may itself be null looks like: null, or an array of one.
module internal Nested =
    let write (writer: Utf8JsonWriter) (value: 'T voption) (options: JsonSerializerOptions) =
        match value with
        | ValueNone -> writer.WriteNullValue()
        | ValueSome inner ->
            writer.WriteStartArray()
            JsonSerializer.Serialize(writer, inner, options)
            writer.WriteEndArray()

    let read<'T> (json: byref<Utf8JsonReader>) (options: JsonSerializerOptions) : 'T voption =
        if json.TokenType = JsonTokenType.Null then
            ValueNone
        elif json.TokenType <> JsonTokenType.StartArray then
            raise (JsonException $"An option of {typeof<'T>.Name} is null or an array of one, not {json.TokenType}.")
        else
            json.Read() |> ignore
            let inner = JsonSerializer.Deserialize<'T>(&json, options)
            json.Read() |> ignore

            if json.TokenType <> JsonTokenType.EndArray then
                raise (JsonException $"An option of {typeof<'T>.Name} holds one value.")

            ValueSome inner

/// <summary>An option of something that may be null, so that nothing and something that is nothing stay apart.</summary>
type internal NestedOptionConverter<'T>() =
    inherit JsonConverter<'T option>()
    override _.HandleNull = true

    override _.Write(writer, value, options) =
        Nested.write writer (Option.toValueOption value) options

    override _.Read(json, _, options) =
        Nested.read<'T> &json options |> Option.ofValueOption

/// <summary>A value option of something that may be null.</summary>
type internal NestedValueOptionConverter<'T>() =
    inherit JsonConverter<'T voption>()
    override _.HandleNull = true
    override _.Write(writer, value, options) = Nested.write writer value options
    override _.Read(json, _, options) = Nested.read<'T> &json options

/// <summary>An option of a class: written as the framework writes it, but for <c>Some null</c>, which would come back as None.</summary>
type internal PlainOptionConverter<'T when 'T: not struct>() =
    inherit JsonConverter<'T option>()

    override _.Write(writer, value, options) =
        match value with
        | Some inner when obj.ReferenceEquals(inner, null) ->
            raise (JsonException $"'Some null' of a {typeof<'T>.Name} option would come back as None. Write None.")
        | Some inner -> JsonSerializer.Serialize(writer, inner, options)
        | None -> writer.WriteNullValue()

    override _.Read(json, _, options) =
        if json.TokenType = JsonTokenType.Null then
            None
        else
            Some(JsonSerializer.Deserialize<'T>(&json, options))

/// <summary>A value option of a class.</summary>
type internal PlainValueOptionConverter<'T when 'T: not struct>() =
    inherit JsonConverter<'T voption>()
    override _.HandleNull = true

    override _.Write(writer, value, options) =
        match value with
        | ValueSome inner when obj.ReferenceEquals(inner, null) ->
            raise (
                JsonException
                    $"'ValueSome null' of a {typeof<'T>.Name} voption would come back as ValueNone. Write ValueNone."
            )
        | ValueSome inner -> JsonSerializer.Serialize(writer, inner, options)
        | ValueNone -> writer.WriteNullValue()

    override _.Read(json, _, options) =
        if json.TokenType = JsonTokenType.Null then
            ValueNone
        else
            ValueSome(JsonSerializer.Deserialize<'T>(&json, options))
