namespace Duroxide.FSharp

// To reflection null is a value like any other: the value of unit, of an empty option, of a case without fields.
#nowarn "3261"

open System
open System.Collections.Generic
open System.Runtime.CompilerServices
open System.Text.Json
open System.Text.Json.Serialization
open Microsoft.FSharp.Reflection

// One case as it stands in JSON. A lone field without a name of its own stands for itself.
type internal UnionCase =
    {
        Name: string
        Fields: (string * Type)[]
        IsBare: bool
        Read: obj -> obj[]
        Make: obj[] -> obj
    }

module internal UnionCase =
    let private isOptional (field: Type) =
        field.IsGenericType
        && (field.GetGenericTypeDefinition() = typedefof<option<_>>
            || field.GetGenericTypeDefinition() = typedefof<voption<_>>)

    let ofInfo (options: JsonSerializerOptions) (info: UnionCaseInfo) =
        let named (name: string) =
            match options.PropertyNamingPolicy with
            | null -> name
            | policy -> policy.ConvertName name

        let fields = info.GetFields()

        {
            Name = info.Name
            Fields = fields |> Array.map (fun field -> named field.Name, field.PropertyType)
            IsBare =
                fields.Length = 1
                && (fields[0].Name = "Item"
                    || info.DeclaringType.IsGenericType
                       && info.DeclaringType.GetGenericTypeDefinition() = typedefof<Result<_, _>>)
            Read = FSharpValue.PreComputeUnionReader(info, true)
            Make = FSharpValue.PreComputeUnionConstructor(info, true)
        }

    let place name case =
        case.Fields |> Array.tryFindIndex (fun (field, _) -> field = name)

    // A field that an older text does not have is none, if it may be.
    let absent (union: Type) case =
        case.Fields
        |> Array.map (fun (name, field) ->
            if isOptional field then
                ValueNone
            else
                ValueSome $"Case '{case.Name}' of {union.Name} lacks its field '{name}'.")

/// <summary>A union as JSON: a case without fields as its name, any other as an object with its name and its fields.</summary>
type internal UnionConverter<'T>(options: JsonSerializerOptions) =
    inherit JsonConverter<'T>()

    let union = typeof<'T>

    let cases =
        FSharpType.GetUnionCases(union, true) |> Array.map (UnionCase.ofInfo options)

    let tag = FSharpValue.PreComputeUnionTagReader(union, true)

    let names = Dictionary(cases |> Seq.map (fun case -> KeyValuePair(case.Name, case)))

    let find (name: string | null) =
        match name with
        | null -> raise (JsonException $"{union.Name} has no case without a name.")
        | name ->
            match names.TryGetValue name with
            | true, case -> case
            | _ ->
                let known = cases |> Seq.map _.Name |> String.concat ", "
                raise (JsonException $"{union.Name} has no case '{name}'. Its cases are {known}.")

    override _.HandleNull = true

    override _.Write(writer, value, options) =
        RuntimeHelpers.EnsureSufficientExecutionStack()
        let case = cases[tag (box value)]

        if case.Fields.Length = 0 then
            writer.WriteStringValue case.Name
        else
            let values = case.Read(box value)
            writer.WriteStartObject()
            writer.WritePropertyName case.Name

            if case.IsBare then
                JsonSerializer.Serialize(writer, values[0], snd case.Fields[0], options)
            else
                writer.WriteStartObject()

                for place in 0 .. values.Length - 1 do
                    let name, field = case.Fields[place]
                    writer.WritePropertyName name
                    JsonSerializer.Serialize(writer, values[place], field, options)

                writer.WriteEndObject()

            writer.WriteEndObject()

    override reader.Read(json, _, options) =
        RuntimeHelpers.EnsureSufficientExecutionStack()

        let made =
            match json.TokenType with
            | JsonTokenType.String ->
                let case = find (json.GetString())
                case.Make(reader.ReadNothing case)
            | JsonTokenType.StartObject ->
                json.Read() |> ignore

                if json.TokenType <> JsonTokenType.PropertyName then
                    raise (JsonException $"An empty object is no case of {union.Name}.")

                let case = find (json.GetString())
                json.Read() |> ignore
                let fields = reader.ReadFields(&json, case, options)
                json.Read() |> ignore

                if json.TokenType <> JsonTokenType.EndObject then
                    raise (JsonException $"A value of {union.Name} has one case.")

                case.Make fields
            | token -> raise (JsonException $"A value of {union.Name} is a text or an object, not {token}.")

        unbox<'T> made

    member private _.ReadNothing(case: UnionCase) : obj[] =
        for missing in UnionCase.absent union case do
            missing |> ValueOption.iter (fun why -> raise (JsonException why))

        Array.zeroCreate case.Fields.Length

    member private _.ReadFields(json: byref<Utf8JsonReader>, case: UnionCase, options: JsonSerializerOptions) : obj[] =
        if case.IsBare then
            [| JsonSerializer.Deserialize(&json, snd case.Fields[0], options) |]
        elif json.TokenType <> JsonTokenType.StartObject then
            raise (JsonException $"The fields of case '{case.Name}' of {union.Name} are an object.")
        else
            let values = Array.zeroCreate case.Fields.Length
            let missing = UnionCase.absent union case
            json.Read() |> ignore

            while json.TokenType = JsonTokenType.PropertyName do
                let place = UnionCase.place (string (json.GetString())) case
                json.Read() |> ignore

                match place with
                | Some place ->
                    values[place] <- JsonSerializer.Deserialize(&json, snd case.Fields[place], options)
                    missing[place] <- ValueNone
                | None -> json.Skip()

                json.Read() |> ignore

            for why in missing do
                why |> ValueOption.iter (fun why -> raise (JsonException why))

            values
