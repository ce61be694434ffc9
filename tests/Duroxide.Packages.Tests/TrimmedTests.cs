namespace Duroxide.Packages.Tests;

/// <summary>What the trimmer leaves of a program still does what it did.</summary>
[Collection(Built.Output)]
public sealed class TrimmedTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("duroxide-trimmed-");

    public void Dispose() => folder.Delete(recursive: true);

    // .ci/run does the same by NativeAOT, which needs a linker that not every machine has.
    [Theory]
    [InlineData("HelloWorld", "Hello, reader! Hello, world!\n")]
    [InlineData("Native", "order-1 is paid: 25.30\n")]
    [InlineData("Generated", "order-1: 33.30 asked for, 33.30 paid by Card\n")]
    public async Task A_trimmed_program_runs(string sample, string output)
    {
        await Command.DotnetAsync(
            Path.Combine(Built.Root, "samples", sample),
            "publish",
            "-c",
            Built.Configuration,
            "-r",
            Built.RuntimeIdentifier,
            "-p:PublishTrimmed=true",
            "-o",
            folder.FullName
        );

        Assert.Equal(output, await Command.RunAsync(folder.FullName, Path.Combine(folder.FullName, sample)));
    }
}
