namespace Duroxide.FSharp

// Where JSON says null, null is a value of the type: the value of unit, or of an empty option.
#nowarn "3261"

open System.Text.Json
open System.Text.Json.Serialization

/// <summary>A map whose keys are no texts as JSON: an array of pairs, in the order of the keys.</summary>
type internal PairsConverter<'Key, 'Value when 'Key: comparison>() =
    inherit JsonConverter<Map<'Key, 'Value>>()

    override _.Write(writer, map, options) =
        writer.WriteStartArray()

        for KeyValue(key, value) in map do
            writer.WriteStartArray()
            JsonSerializer.Serialize(writer, key, options)
            JsonSerializer.Serialize(writer, value, options)
            writer.WriteEndArray()

        writer.WriteEndArray()

    override _.Read(json, _, options) =
        let mutable map = Map.empty

        let expect (token: JsonTokenType) (found: JsonTokenType) =
            if found <> token then
                raise (JsonException $"A map whose keys are no texts is an array of pairs, not {found}.")

        expect JsonTokenType.StartArray json.TokenType
        json.Read() |> ignore

        while json.TokenType <> JsonTokenType.EndArray do
            expect JsonTokenType.StartArray json.TokenType
            json.Read() |> ignore
            let key = JsonSerializer.Deserialize<'Key>(&json, options)
            json.Read() |> ignore
            let value = JsonSerializer.Deserialize<'Value>(&json, options)
            json.Read() |> ignore
            expect JsonTokenType.EndArray json.TokenType
            json.Read() |> ignore
            map <- Map.add key value map

        map
