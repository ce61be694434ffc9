using System.Diagnostics;

namespace Duroxide.Packages.Tests;

/// <summary>Runs programs to their end and gives what they wrote.</summary>
static class Command
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs a program; another exit code than 0 is a failure with all that it wrote.</summary>
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var (code, told) = await StartAsync(folder, program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}\n{told}");
        return told;
    }

    /// <summary>Runs a program, whatever its exit code.</summary>
    public static async Task<string> RunToAnyEndAsync(string folder, string program, params string[] arguments) =>
        (await StartAsync(folder, program, arguments)).Told;

    /// <summary>How a program is started.</summary>
    public static ProcessStartInfo Describe(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A test runs inside `dotnet test`, whose choices for its own build are not meant for this one.
        foreach (var name in start.Environment.Keys.Where(IsBuildsOwn).ToList())
        {
            start.Environment.Remove(name);
        }
        return start;
    }

    static async Task<(int Code, string Told)> StartAsync(string folder, string program, string[] arguments)
    {
        using var process = Process.Start(Describe(folder, program, arguments))!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, await output + await error);
    }

    /// <summary>Runs the .NET command line, without leaving a build server behind.</summary>
    public static Task<string> DotnetAsync(string folder, string verb, params string[] arguments) =>
        RunAsync(folder, "dotnet", [verb, .. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false"]);

    static bool IsBuildsOwn(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("TESTINGPLATFORM_", StringComparison.OrdinalIgnoreCase)
        || variable is "DOTNET_CLI_TEST_COMMAND_WORKING_DIRECTORY";
}
