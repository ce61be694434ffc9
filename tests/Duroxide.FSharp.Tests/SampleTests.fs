module Duroxide.FSharp.Tests.SampleTests

open System
open System.IO
open Expecto

let private folder = DirectoryInfo AppContext.BaseDirectory

// The tests and the samples are built side by side.
let private samples =
    Path.GetFullPath(Path.Combine(folder.FullName, "../../../../../samples"))

let private built (sample: string) =
    let configuration =
        match folder.Parent with
        | null -> failwith "The tests do not stand in a build folder."
        | parent -> parent.Name

    Path.Combine(samples, sample, "bin", configuration, folder.Name, $"{sample}.dll")

let private runs (arguments: string list) =
    let code, output = Programs.dotnet arguments
    Expect.isTrue (code = 0) output
    output.Split('\n', StringSplitOptions.RemoveEmptyEntries ||| StringSplitOptions.TrimEntries)

let tests =
    testList
        "Sample"
        [
            test "The tour shows what its document says" {
                Expect.sequenceEqual
                    (runs [ built "Tour.FSharp" ])
                    [|
                        "basket: 60M"
                        "both: 80M"
                        "retried: 3"
                        "as-value: \"failed: attempt 1 failed\""
                        "compensated: \"undone for 50\""
                        "approval: \"nobody answered\""
                        "parent: 60M"
                        "buyer: true"
                        "caller: 30M"
                        "adding: 6"
                        "caller began"
                        "asked for something else"
                        "got 30"
                        "ended"
                        "expenses/approve: Approved \"director\""
                        "Venice: no car"
                        "Venice: no hotel"
                        "Venice: no flight"
                        "trips/book: \"not booked: There are no cars in Venice.\""
                        "chat: [\"good morning\"; \"Why do you say 'good morning'?\"; \"it rains\"; \"Tell me more.\"]"
                        "cellar: 25 readings from 10 to 16 degrees"
                    |]
                    "how often it ran"
            }

            test "A script runs a workflow" {
                Expect.sequenceEqual
                    (runs [ "fsi"; "--exec"; Path.Combine(samples, "Script/hello.fsx") ])
                    [| "Hello, script!"; "Good night, script, sleep for 8 hours." |]
                    "how often it ran"
            }
        ]
