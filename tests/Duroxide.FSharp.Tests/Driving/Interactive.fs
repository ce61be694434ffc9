namespace Duroxide.FSharp.Tests

open System
open System.Diagnostics
open System.IO

/// The F# compiler at work on a script that references what was built.
module Interactive =
    let private assembly (name: string) =
        Path.Combine(AppContext.BaseDirectory, $"{name}.dll")

    let references =
        [ "Duroxide.Core"; "Duroxide"; "Duroxide.FSharp" ]
        |> List.map (fun name -> $"#r @\"{assembly name}\"")

    /// Runs `dotnet fsi` and gives its exit code and all that it wrote.
    let run (arguments: string list) =
        let start = ProcessStartInfo("dotnet", [ "fsi"; "--nologo"; "--quiet" ] @ arguments)

        start.RedirectStandardOutput <- true
        start.RedirectStandardError <- true
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] <- "1"
        start.Environment["DOTNET_NOLOGO"] <- "1"

        match Process.Start start with
        | null -> failwith "dotnet fsi did not start"
        | running ->
            use running = running
            let errors = running.StandardError.ReadToEndAsync()
            let output = running.StandardOutput.ReadToEnd()
            running.WaitForExit()
            running.ExitCode, output + errors.Result

    /// Writes a script with the references before it, and runs it.
    let runText (lines: string list) =
        let script = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.fsx")
        File.WriteAllLines(script, references @ lines)

        try
            run [ "--exec"; script ]
        finally
            File.Delete script
