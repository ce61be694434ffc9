using Duroxide.Packages.Tests;

[assembly: AssemblyFixture(typeof(Packed))]

namespace Duroxide.Packages.Tests;

/// <summary>All packages, packed once for all tests into a folder that goes with them.</summary>
public sealed class Packed : IAsyncLifetime
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("duroxide-packed-").FullName;

    public async ValueTask InitializeAsync() =>
        await Command.DotnetAsync(
            Path.Combine(Built.Root, "tests", "Duroxide.Packages.Tests"),
            "msbuild",
            "Pack.targets",
            "-m",
            $"-p:Configuration={Built.Configuration}",
            $"-p:To={Folder}"
        );

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    public IReadOnlyList<Package> Packages() =>
        [.. Directory.EnumerateFiles(Folder, "*.nupkg").Order().Select(file => Package.Read(file))];
}
