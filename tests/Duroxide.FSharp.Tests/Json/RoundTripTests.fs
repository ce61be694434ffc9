module Duroxide.FSharp.Tests.RoundTripTests

open Duroxide
open FsCheck
open FsCheck.FSharp
open Expecto

// Texts of letters that JSON can hold: half a surrogate pair is no text.
type private Texts =
    static member String() =
        ArbMap.defaults
        |> ArbMap.arbitrary<char>
        |> Arb.filter (System.Char.IsSurrogate >> not)
        |> Arb.array
        |> Arb.convert System.String (fun text -> text.ToCharArray())

let private holds (law: 'T -> bool) =
    let map = ArbMap.defaults |> ArbMap.mergeWith<Texts>

    let config = Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true)

    Check.One(config, Prop.forAll (ArbMap.arbitrary<'T> map) law)

let private comesBack<'T when 'T: equality> (value: 'T) =
    let text = JsonPayloadConverter.Default.Encode value
    let back = JsonPayloadConverter.Default.Decode<'T> text
    back = value && JsonPayloadConverter.Default.Encode back = text

let tests =
    testList
        "Round trip"
        [
            test "An order with everything in it comes back as it was" { holds comesBack<Order> }

            test "Generic and recursive unions come back as they were" {
                holds comesBack<Tree<Payment option>>
                holds comesBack<Choice<Weight, Result<Currency list, OrderId>, unit>>
            }

            test "Collections in collections come back as they were" {
                holds comesBack<Map<OrderId, Map<int, Set<Currency>>> list>
                holds comesBack<Map<Point * Currency, Payment[]> option>
            }

            test "Units of measure come back as they were" {
                holds comesBack<Parcel>
                holds comesBack<Map<int64<kg>, Weight * decimal<eur>>>
            }

            test "Options of what may be nothing come back as they were" {
                holds comesBack<int option option option>
                holds comesBack<(unit option * int voption option) list>
                holds comesBack<string option voption>
            }
        ]
