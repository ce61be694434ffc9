using System.Diagnostics;

namespace Duroxide.Bench;

/// <summary>A build of this program, run as a process of its own.</summary>
/// <param name="Path">Its assembly.</param>
sealed record Build(string Path)
{
    const string FileName = "Duroxide.Bench.dll";

    /// <summary>The build that is running.</summary>
    public static Build This { get; } = new(typeof(Build).Assembly.Location);

    /// <summary>The build in a folder, or of an assembly.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static Build At(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        var file = Directory.Exists(full) ? System.IO.Path.Combine(full, FileName) : full;
        return File.Exists(file)
            ? new(file)
            : throw new FileNotFoundException(
                $"There is no {FileName} at '{path}'. Name the folder of a build, as made by: dotnet publish tests/Duroxide.Bench -c Release -o FOLDER"
            );
    }

    /// <summary>Runs it, and reads what it measured.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it printed.</exception>
    public async Task<IReadOnlyList<Result>> RunAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process =
            Process.Start(start) ?? throw new InvalidOperationException($"'dotnet {Path}' did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? ResultJson.Read(output.Split('\n'), Path)
            : throw new InvalidOperationException(
                $"'dotnet {string.Join(' ', start.ArgumentList)}' ended with {process.ExitCode}: {output}{await errors}"
            );
    }
}
