module Duroxide.FSharp.Tests.JsonTests

open System
open System.Text.Json
open Duroxide
open Duroxide.FSharp
open Expecto

let private write (value: 'T) =
    JsonPayloadConverter.Default.Encode value

let private read<'T> (text: string) =
    JsonPayloadConverter.Default.Decode<'T> text

let private refused<'T> (text: string) =
    try
        read<'T> text |> ignore
        failtest $"read: {text}"
    with :? JsonException as refusal ->
        refusal.Message

[<CLIMutable>]
type Settable = { mutable X: int; Y: string }

type Chain =
    | End
    | Link of Chain

type private Hidden = { Secret: int }

let private chain length =
    Seq.fold (fun rest _ -> Link rest) End (seq { 1..length })

let private refusal (value: 'T) =
    try
        failtest $"written: {write value}"
    with
    | :? AssertException -> reraise ()
    | refusal -> refusal.Message

let tests =
    testList
        "Json"
        [
            test "Unions stand in JSON by the names of their cases" {
                Expect.equal (write Euro) "\"Euro\"" "text"
                Expect.equal (write (OrderId "17")) """{"OrderId":"17"}""" "text"

                Expect.equal
                    (write (Card("4711", DateOnly(2027, 1, 31))))
                    """{"Card":{"number":"4711","expires":"2027-01-31"}}"""
                    "text"

                Expect.equal
                    (write (Split [ Cash; Voucher(OrderId "1") ]))
                    """{"Split":["Cash",{"Voucher":{"OrderId":"1"}}]}"""
                    "text"

                Expect.equal (write (Grams 3)) """{"Grams":{"grams":3}}""" "text"

                Expect.equal
                    (write (Node(Leaf, 1, Leaf)))
                    """{"Node":{"item1":"Leaf","item2":1,"item3":"Leaf"}}"""
                    "text"

                Expect.equal (write (Ok 1: Result<int, string>)) """{"Ok":1}""" "text"
                Expect.equal (write (Error "no": Result<int, string>)) """{"Error":"no"}""" "text"
            }

            test "Maps, lists, options and units look as one expects" {
                Expect.equal (write (Map [ "b", 2; "a", 1 ])) """{"a":1,"b":2}""" "text"
                Expect.equal (write (Map [ Pound, 2; Euro, 1 ])) """[["Euro",1],["Pound",2]]""" "text"
                Expect.equal (write [ 1; 2 ]) "[1,2]" "text"
                Expect.equal (write (Some 3)) "3" "text"
                Expect.equal (write (None: int option)) "null" "text"
                Expect.equal (write (Some None: int option option)) "[null]" "text"
                Expect.equal (write ()) "null" "text"
            }

            test "A field that an older text lacks is none if it may be" {
                Expect.equal (read """{"Renamed":{"name":"a"}}""") (Renamed("a", None)) "value"

                Expect.equal
                    (refused<Payment> """{"Card":{"number":"4711"}}""")
                    "Case 'Card' of Payment lacks its field 'expires'."
                    "value"
            }

            test "A field that a newer text has is passed over" {
                Expect.equal (read """{"Grams":{"more":{"than":[1]},"grams":3}}""") (Grams 3) "value"
            }

            test "What fits no case says so" {
                Expect.equal
                    (refused<Payment> "\"Cheque\"")
                    "Payment has no case 'Cheque'. Its cases are Cash, Card, Voucher, Split."
                    "cheque"

                Expect.stringContains (refused<Payment> "1") "is a text or an object, not Number" "value"
                Expect.stringContains (refused<Payment> "null") "is a text or an object, not Null" "value"
                Expect.stringContains (refused<Payment> "{}") "An empty object is no case" "payment"

                Expect.stringContains
                    (refused<Weight> """{"Grams":{"grams":3},"Unknown":{}}""")
                    "has one case"
                    "unknown"

                Expect.stringContains (refused<Payment> """{"Card":"4711"}""") "are an object" "value"
                Expect.stringContains (refused<Payment> "\"Card\"") "lacks its field" "card"
            }

            test "Options of one's own take the converter" {
                let options = JsonSerializerOptions()
                options.Converters.Add(FSharpJsonConverter())
                Expect.equal (JsonSerializer.Serialize(Grams 3, options)) """{"Grams":{"grams":3}}""" "value"
            }

            test "Numbers of any length keep all their digits" {
                let large = 12345678901234567890I
                Expect.equal (write large) "12345678901234567890" "text"
                Expect.equal (read (write large)) large "text"
                Expect.equal (read (write (Ok large: Result<bigint, string>))) (Ok large) "text"
                Expect.equal (read (write (Map [ large, 1; 2I, 3 ]))) (Map [ large, 1; 2I, 3 ]) "text"
                Expect.equal (read (write (Some [ large ]))) (Some [ large ]) "text"
            }

            test "A mutable field is written once" {
                Expect.equal (write { X = 1; Y = "y" }) """{"x":1,"y":"y"}""" "text"
                Expect.equal (read """{"x":1,"y":"y","x@":1}""") ({ X = 1; Y = "y" }) "value"
                Expect.equal ((read<int ref>(write (ref 5))).Value) 5 "text"
                Expect.isFalse ((write (ref 5)).Contains '@') "text"
            }

            test "Some null is refused, since it would come back as None" {
                Expect.stringContains (refusal (Some(null: string | null))) "would come back as None" "value"
                Expect.stringContains (refusal (ValueSome(null: string | null))) "would come back as ValueNone" "value"
                Expect.equal (write (Some "a")) "\"a\"" "text"
                Expect.equal (read "null") None "value"
                Expect.equal (read (write (ValueSome "a"))) (ValueSome "a") "text"
            }

            test "Half a surrogate pair within a union is refused" {
                Expect.stringContains (refusal (OrderId(string (char 0xd83d)))) "half of a surrogate pair" "value"
            }

            test "A chain of cases may have two hundred and fifty links" {
                Expect.equal (read (write (chain 250))) (chain 250) "text"
                Expect.stringContains (refusal (chain 600)) "a case of an F# union takes two" "value"
            }

            test "A private record is refused, since JSON sees nothing of it" {
                Expect.stringContains (refusal { Secret = 1 }) "read back without any of its values" "value"
            }
        ]
