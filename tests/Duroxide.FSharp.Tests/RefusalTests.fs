module Duroxide.FSharp.Tests.RefusalTests

open System.Text.RegularExpressions
open Xunit

// What a block tries, line by line, and what the compiler is to call it.
let private attempts =
    [
        [ "let! x = Task.FromResult 1"; "return x" ], "A Task"
        [ "let! x = Task.Delay 1"; "return x" ], "A Task"
        [ "do! Task.Delay 1" ], "A Task"
        [ "do! Async.Sleep 1" ], "An Async"
        [ "let! x = async { return 1 }"; "return x" ], "An Async"
        [ "let! x = ValueTask<int> 1"; "return x" ], "A ValueTask"
        [ "do! ValueTask()" ], "A ValueTask"
        [ "return! Task.FromResult 1" ], "A Task"
        [ "return! async { return 1 }" ], "An Async"
        [ "match! Task.FromResult 1 with"; "| 1 -> return 1"; "| _ -> return 2" ], "A Task"
        [ "use! x = Task.FromResult(new System.IO.MemoryStream())"; "return x.Length" ], "A Task"
        [ "let! a = Timer.after day"; "and! b = Task.FromResult 1"; "return b" ], "A Task"
        [ "let! a = async { return 1 }"; "and! b = Timer.after day"; "return a" ], "An Async"
        [ "for _ in 1..2 do"; "    do! Task.Delay 1" ], "A Task"
        [ "while true do"; "    do! Async.Sleep 1" ], "An Async"
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

[<Fact>]
let ``What is not durable does not compile, and the compiler says why in our words`` () =
    let blocks = attempts |> List.mapi (fun number (lines, _) -> block number lines)
    let script = opening @ List.concat blocks @ [ outside ]
    let code, output = Compiler.compile script
    Assert.NotEqual(0, code)

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

        Assert.True(List.exists wanted said, $"Not refused as wanted: {lines}\n{output}")

    Assert.Contains($"({List.last starts},", output)

[<Fact>]
let ``What is durable compiles`` () =
    let lines =
        [
            "for name in [ \"a\"; \"b\" ] do"
            "    do! Timer.after day"
            "let! context = Orchestration.context"
            "do! context.ScheduleWait<unit> \"go\""
        ]

    let code, output = Compiler.compile (opening @ block 0 lines)
    Assert.True((code = 0), output)
