module Duroxide.FSharp.Tests.JsonTests

open System
open System.Text.Json
open Duroxide
open Duroxide.FSharp
open Xunit

let private write (value: 'T) =
    JsonPayloadConverter.Default.Encode value

let private read<'T> (text: string) =
    JsonPayloadConverter.Default.Decode<'T> text

let private refused<'T> (text: string) =
    Assert.Throws<JsonException>(fun () -> read<'T> text |> ignore).Message

[<Fact>]
let ``Unions stand in JSON by the names of their cases`` () =
    Assert.Equal("\"Euro\"", write Euro)
    Assert.Equal("""{"OrderId":"17"}""", write (OrderId "17"))
    Assert.Equal("""{"Card":{"number":"4711","expires":"2027-01-31"}}""", write (Card("4711", DateOnly(2027, 1, 31))))
    Assert.Equal("""{"Split":["Cash",{"Voucher":{"OrderId":"1"}}]}""", write (Split [ Cash; Voucher(OrderId "1") ]))
    Assert.Equal("""{"Grams":{"grams":3}}""", write (Grams 3))
    Assert.Equal("""{"Node":{"item1":"Leaf","item2":1,"item3":"Leaf"}}""", write (Node(Leaf, 1, Leaf)))
    Assert.Equal("""{"Ok":1}""", write (Ok 1: Result<int, string>))
    Assert.Equal("""{"Error":"no"}""", write (Error "no": Result<int, string>))

[<Fact>]
let ``Maps, lists, options and units look as one expects`` () =
    Assert.Equal("""{"a":1,"b":2}""", write (Map [ "b", 2; "a", 1 ]))
    Assert.Equal("""[["Euro",1],["Pound",2]]""", write (Map [ Pound, 2; Euro, 1 ]))
    Assert.Equal("[1,2]", write [ 1; 2 ])
    Assert.Equal("3", write (Some 3))
    Assert.Equal("null", write (None: int option))
    Assert.Equal("[null]", write (Some None: int option option))
    Assert.Equal("null", write ())

[<Fact>]
let ``A field that an older text lacks is none if it may be`` () =
    Assert.Equal<Renamed>(Renamed("a", None), read """{"Renamed":{"name":"a"}}""")

    Assert.Equal("Case 'Card' of Payment lacks its field 'expires'.", refused<Payment> """{"Card":{"number":"4711"}}""")

[<Fact>]
let ``A field that a newer text has is passed over`` () =
    Assert.Equal<Weight>(Grams 3, read """{"Grams":{"more":{"than":[1]},"grams":3}}""")

[<Fact>]
let ``What fits no case says so`` () =
    Assert.Equal(
        "Payment has no case 'Cheque'. Its cases are Cash, Card, Voucher, Split.",
        refused<Payment> "\"Cheque\""
    )

    Assert.Contains("is a text or an object, not Number", refused<Payment> "1")
    Assert.Contains("is a text or an object, not Null", refused<Payment> "null")
    Assert.Contains("An empty object is no case", refused<Payment> "{}")
    Assert.Contains("has one case", refused<Weight> """{"Grams":{"grams":3},"Unknown":{}}""")
    Assert.Contains("are an object", refused<Payment> """{"Card":"4711"}""")
    Assert.Contains("lacks its field", refused<Payment> "\"Card\"")

[<Fact>]
let ``Options of one's own take the converter`` () =
    let options = JsonSerializerOptions()
    options.Converters.Add(FSharpJsonConverter())
    Assert.Equal("""{"Grams":{"grams":3}}""", JsonSerializer.Serialize(Grams 3, options))

[<CLIMutable>]
type Settable = { mutable X: int; Y: string }

type Chain =
    | End
    | Link of Chain

type private Hidden = { Secret: int }

let private chain length =
    Seq.fold (fun rest _ -> Link rest) End (seq { 1..length })

let private refusal (value: 'T) =
    Assert.ThrowsAny<exn>(fun () -> write value |> ignore).Message

[<Fact>]
let ``Numbers of any length keep all their digits`` () =
    let large = 12345678901234567890I
    Assert.Equal("12345678901234567890", write large)
    Assert.Equal(large, read (write large))
    Assert.Equal<Result<bigint, string>>(Ok large, read (write (Ok large: Result<bigint, string>)))
    Assert.Equal<Map<bigint, int>>(Map [ large, 1; 2I, 3 ], read (write (Map [ large, 1; 2I, 3 ])))
    Assert.Equal<bigint list option>(Some [ large ], read (write (Some [ large ])))

[<Fact>]
let ``A mutable field is written once`` () =
    Assert.Equal("""{"x":1,"y":"y"}""", write { X = 1; Y = "y" })
    Assert.Equal({ X = 1; Y = "y" }, read """{"x":1,"y":"y","x@":1}""")
    Assert.Equal(5, (read<int ref>(write (ref 5))).Value)
    Assert.DoesNotContain("@", write (ref 5))

[<Fact>]
let ``Some null is refused, since it would come back as None`` () =
    Assert.Contains("would come back as None", refusal (Some(null: string | null)))
    Assert.Contains("would come back as ValueNone", refusal (ValueSome(null: string | null)))
    Assert.Equal("\"a\"", write (Some "a"))
    Assert.Equal<string option>(None, read "null")
    Assert.Equal<string voption>(ValueSome "a", read (write (ValueSome "a")))

[<Fact>]
let ``Half a surrogate pair within a union is refused`` () =
    Assert.Contains("half of a surrogate pair", refusal (OrderId(string (char 0xd83d))))

[<Fact>]
let ``A chain of cases may have two hundred and fifty links`` () =
    Assert.Equal(chain 250, read (write (chain 250)))
    Assert.Contains("a case of an F# union takes two", refusal (chain 600))

[<Fact>]
let ``A private record is refused, since JSON sees nothing of it`` () =
    Assert.Contains("read back without any of its values", refusal { Secret = 1 })
