using Duroxide.Packages.Tests;

[assembly: AssemblyFixture(typeof(Packed))]

namespace Duroxide.Packages.Tests;

/// <summary>All packages, packed once for all tests into a folder that goes with them.</summary>
public sealed class Packed : IAsyncLifetime
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("duroxide-packed-").FullName;

    public async ValueTask InitializeAsync() => await PackAsync(Folder);

    /// <summary>Packs every project of src, as it was built, into a folder.</summary>
    public static Task PackAsync(string folder) =>
        Command.DotnetAsync(
            Path.Combine(Built.Root, "tests", "Duroxide.Packages.Tests"),
            "msbuild",
            "Pack.targets",
            "-m",
            $"-p:Configuration={Built.Configuration}",
            $"-p:To={folder}"
        );

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Lets what is built in a folder have the packages, by the same SDK as this.</summary>
    public void Prepare(string folder)
    {
        File.Copy(Path.Combine(Built.Root, "global.json"), Path.Combine(folder, "global.json"));
        // The feeds of whoever runs this stay as they are; its package folder is not used, since a package of the same
        // version may lie there.
        File.WriteAllText(
            Path.Combine(folder, "nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><add key="packed" value="{Folder}" /></packageSources>
            </configuration>
            """
        );
    }

    public IReadOnlyList<Package> Packages() =>
        [.. Directory.EnumerateFiles(Folder, "*.nupkg").Order().Select(file => Package.Read(file))];
}
