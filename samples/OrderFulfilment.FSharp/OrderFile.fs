/// Reads the orders of the C# sample.
module OrderFulfilment.FSharp.OrderFile

open System
open System.Globalization
open System.IO
open System.Text.RegularExpressions

let private item (text: string) =
    match text.Split(' ', StringSplitOptions.RemoveEmptyEntries) with
    | [| quantity; sku |] -> { Sku = sku; Quantity = int quantity }
    | _ -> invalidArg (nameof text) $"'{text}' does not read like '2 MUG-BLUE'"

let private order (line: string) =
    // Only streets stand in quotes, and no street is needed here.
    match Regex.Replace(line, "\"[^\"]*\"", "").Split ',' with
    | [| id; customer; email; _; _; _; country; items; total; card |] ->
        {
            Id = OrderId id
            Customer = customer
            Email = email
            Country = country
            Items = items.Split ';' |> Array.map item |> List.ofArray
            Total = Decimal.Parse(total, CultureInfo.InvariantCulture)
            Card = card
        }
    | fields -> invalidArg (nameof line) $"{fields.Length} fields instead of 10: {line}"

let read (path: string) =
    File.ReadLines path |> Seq.skip 1 |> Seq.map order |> List.ofSeq
