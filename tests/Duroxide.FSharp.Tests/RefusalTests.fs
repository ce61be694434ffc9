module Duroxide.FSharp.Tests.RefusalTests

open System.Text.RegularExpressions
open Expecto

// What is not durable, and what the compiler is to call it: of a value, and of nothing.
let private ofValue =
    [
        (fun value -> $"Task.FromResult({value})"), "A Task"
        (fun value -> $"ValueTask<_>({value})"), "A ValueTask"
        (fun value -> $"async {{ return {value} }}"), "An Async"
    ]

let private ofNothing = [ "Task.Delay 1", "A Task"; "ValueTask()", "A ValueTask" ]

// The ways to bind something, line by line.
let private ways source =
    [
        [ $"let! x = {source}"; "return ignore x" ]
        [ $"return! {source}" ]
        [ $"match! {source} with"; "| x -> return ignore x" ]
        [ "let! a = Timer.after day"; $"and! b = {source}"; "return ignore (a, b)" ]
        [ $"let! a = {source}"; "and! b = Timer.after day"; "return ignore (a, b)" ]
        [ "for _ in 1..2 do"; $"    let! x = {source}"; "    ignore x" ]
    ]

// What a block tries, line by line, and what the compiler is to call it.
let private attempts =
    [
        for source, name in ofValue do
            for lines in ways (source "1") do
                lines, name

            [ "do! " + source "()" ], name
            [ "use! x = " + source "new System.IO.MemoryStream()"; "return x.Length" ], name

        for source, name in ofNothing do
            for lines in ways source do
                lines, name

            [ $"do! {source}" ], name
            [ "while true do"; $"    do! {source}" ], name

        [ "for x in stream do"; "    ignore x" ], "An asynchronous sequence"
    ]

let private opening =
    [
        "module Attempts"
        "open System"
        "open System.Threading.Tasks"
        "open Duroxide"
        "open Duroxide.FSharp"
        "let day = TimeSpan.FromDays 1."
        "let stream = Unchecked.defaultof<System.Collections.Generic.IAsyncEnumerable<int>>"
    ]

let private block number (lines: string list) =
    [ $"let attempt{number} () ="; "    orchestration {" ]
    @ (lines |> List.map (fun line -> $"        {line}"))
    @ [ "    }" ]

// A task cannot bind an orchestration either, in the compiler's own words.
let private outside =
    "let outside () = task { let! x = orchestration { return 1 } in return x }"

let tests =
    testList
        "Refusal"
        [
            test "What is not durable does not compile, and the compiler says why in our words" {
                let blocks = attempts |> List.mapi (fun number (lines, _) -> block number lines)
                let script = opening @ List.concat blocks @ [ outside ]
                let code, output = Compiler.compile script
                Expect.notEqual code 0 "exit code"

                let starts =
                    blocks
                    |> List.scan (fun line block -> line + List.length block) (opening.Length + 1)

                let said =
                    [
                        for found in
                            Regex.Matches(
                                output,
                                @"\((\d+),\d+\): error FS9101: (.+?) is not durable: an orchestration is run again"
                            ) -> int found.Groups[1].Value, found.Groups[2].Value
                    ]

                for (first, next), (lines, what) in List.zip (List.pairwise starts) attempts do
                    let wanted (line, name) =
                        line >= first && line < next && name = what

                    Expect.isTrue (List.exists wanted said) ($"Not refused as wanted: {lines}\n{output}")

                Expect.stringContains output ($"({List.last starts},") "what was said"
            }

            test "What is durable compiles" {
                let lines =
                    [
                        "for name in [ \"a\"; \"b\" ] do"
                        "    do! Timer.after day"
                        "let! context = Orchestration.context"
                        "do! context.ScheduleWait<unit> \"go\""
                    ]

                let code, output = Compiler.compile (opening @ block 0 lines)
                Expect.isTrue (code = 0) output
            }
        ]
