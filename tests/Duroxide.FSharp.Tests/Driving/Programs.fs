namespace Duroxide.FSharp.Tests

open System
open System.Diagnostics
open System.IO
open System.Reflection

/// Programs, run as people run them.
module Programs =
    let private longest = TimeSpan.FromMinutes 4.

    /// Runs `dotnet` and gives its exit code and all that it wrote.
    let dotnet (arguments: string list) =
        let start = ProcessStartInfo("dotnet", arguments)
        start.RedirectStandardOutput <- true
        start.RedirectStandardError <- true
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] <- "1"
        start.Environment["DOTNET_NOLOGO"] <- "1"

        match Process.Start start with
        | null -> failwith "dotnet did not start"
        | running ->
            use running = running
            let errors = running.StandardError.ReadToEndAsync()
            let output = running.StandardOutput.ReadToEndAsync()

            if not (running.WaitForExit longest) then
                running.Kill true

            running.WaitForExit()
            running.ExitCode, output.Result + errors.Result

    /// Gives a folder that is gone afterwards.
    let inFolder (act: string -> 'T) =
        let folder = Directory.CreateTempSubdirectory "duroxide-fsharp-"

        try
            act folder.FullName
        finally
            folder.Delete true

/// The very compiler that built these tests.
module Compiler =
    let private path =
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        |> Seq.find (fun metadata -> metadata.Key = "Compiler")
        |> _.Value
        |> string

    // All that the tests themselves can use.
    let private references =
        (string (AppContext.GetData "TRUSTED_PLATFORM_ASSEMBLIES")).Split Path.PathSeparator
        |> Array.map (fun reference -> $"-r:{reference}")

    /// Compiles a file of these lines; gives the exit code and what the compiler says.
    let compile (lines: string list) =
        Programs.inFolder (fun folder ->
            let source = Path.Combine(folder, "Attempts.fs")
            let output = Path.Combine(folder, "Attempts.dll")
            let arguments = Path.Combine(folder, "arguments.rsp")
            File.WriteAllLines(source, lines)

            File.WriteAllLines(
                arguments,
                [
                    yield! [ "--noframework"; "--targetprofile:netcore"; "--target:library"; "--nologo" ]
                    yield! references
                    $"--out:{output}"
                    source
                ]
            )

            Programs.dotnet [ "exec"; path; $"@{arguments}" ])
