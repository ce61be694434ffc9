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
        new("dotnet", ["exec", .. Program(sample), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    /// <summary>The path of a file that came with the samples.</summary>
    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, name);

    // One that starts itself again cannot know of the tests' frameworks, so it is not copied here and runs in its own folder.
    static IEnumerable<string> Program(string sample)
    {
        var tests = typeof(SampleProgram).Assembly.GetName().Name!;
        return System.IO.File.Exists(File($"{sample}.dll"))
            ?
            [
                "--runtimeconfig",
                File($"{tests}.runtimeconfig.json"),
                "--depsfile",
                File($"{tests}.deps.json"),
                File($"{sample}.dll"),
            ]
            :
            [
                File($"{sample}.dll")
                    .Replace(Path.Combine("tests", tests), Path.Combine("samples", sample), StringComparison.Ordinal),
            ];
    }
}
