namespace Duroxide.Props

open System
open System.Collections.Generic
open FsCheck
open FsCheck.FSharp
open Expecto
open Duroxide
open Duroxide.Core
open Duroxide.Runtime

module ``Stored payloads`` =
    let private holds generator (property: 'a -> bool) =
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess true,
            Prop.forAll (Arb.fromGen generator) property
        )

    let private memory (bytes: byte array) = ReadOnlyMemory bytes

    let private decode batches =
        batches
        |> List.map (ValueList.ToValueList >> WireCodec.EncodeEvents >> memory)
        |> fun payloads -> WireCodec.DecodeEvents(InstanceId "law", payloads |> ResizeArray)

    let private returns (encode: 'a -> byte array) (decode: InstanceId * ReadOnlyMemory<byte> -> 'a) value =
        decode (InstanceId "law", memory (encode value)) = value

    /// The cases that a value holds, at any depth.
    let rec private cases (value: obj | null) : Type list =
        match value with
        | null -> []
        | value when value.GetType().Assembly <> typeof<Fact>.Assembly -> []
        | value ->
            value.GetType()
            :: [
                for property in value.GetType().GetProperties() do
                    if property.GetIndexParameters().Length = 0 && property.PropertyType.IsClass then
                        yield! cases (property.GetValue value)
            ]

    let private isStored (case: Type) =
        case.IsNested
        && case.BaseType = case.DeclaringType
        && case.DeclaringType <> typeof<OrchestrationAction>

    let tests =
        testList
            "Stored payloads"
            [
                testCase "Encoding, then decoding a history is identity"
                <| fun () -> holds Stored.history (fun batches -> List.ofSeq (decode batches) = List.concat batches)

                testCase "Encoding, then decoding a delivery is identity"
                <| fun () -> holds Stored.delivery (returns WireCodec.EncodeDelivery WireCodec.DecodeDelivery)

                testCase "Encoding, then decoding a header is identity"
                <| fun () -> holds Stored.header (returns WireCodec.EncodeHeader WireCodec.DecodeHeader)

                testCase "Encoding, then decoding an ending is identity"
                <| fun () -> holds Stored.ending (returns WireCodec.EncodeEnding WireCodec.DecodeEnding)

                testCase "Encoding, then decoding the work of an activity is identity"
                <| fun () -> holds Stored.work (returns WireCodec.EncodeActivityWork WireCodec.DecodeActivityWork)

                testCase "The generators reach every case of every stored union"
                <| fun () ->
                    let facts = Gen.sampleWithSize 10 3000 Stored.fact |> Seq.map box
                    let deliveries = Gen.sampleWithSize 10 300 Stored.delivery |> Seq.map box
                    let reached = Seq.append facts deliveries |> Seq.collect cases |> HashSet

                    let missed =
                        typeof<Fact>.Assembly.GetExportedTypes()
                        |> Array.filter (fun case -> isStored case && not (reached.Contains case))

                    Expect.isEmpty missed "every case is generated"
            ]
