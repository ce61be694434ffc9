using System.Diagnostics;

namespace Duroxide.Samples.Tests;

/// <summary>A sample in the tests' folder, as a program to start.</summary>
static class SampleProgram
{
    /// <summary>How to start a sample.</summary>
    /// <remarks>
    /// One of the samples needs the web framework, so the tests have it too, and their folder lacks the assemblies that
    /// are part of it. Therefore every sample is started with the frameworks of the tests.
    /// </remarks>
    public static ProcessStartInfo Start(string sample, params IEnumerable<string> arguments) =>
        new(
            "dotnet",
            [
                "exec",
                "--runtimeconfig",
                File($"{typeof(SampleProgram).Assembly.GetName().Name}.runtimeconfig.json"),
                "--depsfile",
                File($"{typeof(SampleProgram).Assembly.GetName().Name}.deps.json"),
                File($"{sample}.dll"),
                .. arguments,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    /// <summary>The path of a file that came with the samples.</summary>
    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
