namespace Duroxide.FSharp.Tests

open System

// Shapes of data that orchestrations pass around.

type Currency =
    | Euro
    | Pound

type OrderId = OrderId of string

type Line =
    {
        Article: string
        Count: int
        Price: decimal
    }

[<Struct>]
type Point = { X: int; Y: int }

type Payment =
    | Cash
    | Card of number: string * expires: DateOnly
    | Voucher of OrderId
    | Split of Payment list

[<Struct>]
type Weight =
    | Unknown
    | Grams of grams: int

[<Measure>]
type kg

[<Measure>]
type eur

/// What is measured, as keys, in lists and in options.
type Parcel =
    {
        Mass: decimal<kg>
        Price: decimal<eur / kg>
        Parts: int<kg> list
        Limits: Map<int<kg>, decimal<eur> option>
    }

type Tree<'T> =
    | Leaf
    | Node of Tree<'T> * 'T * Tree<'T>

// The second field came with a later version.
type Renamed = Renamed of name: string * before: string option

type Order =
    {
        Id: OrderId
        Currency: Currency
        Lines: Line list
        Payment: Payment option
        Notes: Map<string, string>
        Rates: Map<Currency, decimal>
        Tags: Set<string>
        Weight: Weight voption
        Corner: Point * Point
        Raw: struct (int * string)
        Maybe: int option option
        Nothing: unit
        Outcome: Result<int, string>
        Tree: Tree<int>
        Anonymous: {| Name: string; Age: int |}
    }
