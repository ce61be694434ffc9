using System.Diagnostics;

namespace Duroxide.Samples.Tests;

/// <summary>Runs a sample as a program of its own, as its readers do.</summary>
static class SampleProcess
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Runs a sample to its end; one that fails, or does not end, fails the test with what it wrote.</summary>
    /// <param name="sample">The name of its project.</param>
    /// <param name="folder">The folder in which it runs, and keeps its state.</param>
    /// <param name="arguments">What is passed to it.</param>
    /// <returns>The lines it wrote.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(
        string sample,
        TestFolder folder,
        params IEnumerable<string> arguments
    )
    {
        var start = SampleProgram.Start(sample, arguments);
        start.WorkingDirectory = folder.Path;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Longest);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
        Assert.True(process.ExitCode == 0, $"{sample} ended with {process.ExitCode}:\n{await output}\n{await errors}");
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
