namespace Duroxide.Packages.Tests;

/// <summary>Two clones of the commit in hand, in folders and on branches of their own, each packed as a build server does.</summary>
public sealed class Clones : IAsyncLifetime
{
    /// <summary>What is packed: it comes with a library in C# below it.</summary>
    public const string Project = "Duroxide.FSharp";

    /// <summary>Where they say that they came from.</summary>
    public const string Remote = "https://github.com/example/duroxide";

    // The compiler of F# leaves room for the path of the folder, so its length must not differ.
    static readonly string[] Names = ["one", "two"];

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("duroxide-clones-");

    /// <summary>The folders of the clones.</summary>
    public IReadOnlyList<string> Folders => [.. Names.Select(name => Path.Combine(folder.FullName, name))];

    /// <summary>Where a clone has its packages.</summary>
    public static string PackedIn(string clone) => Path.Combine(clone, "packed");

    public async ValueTask InitializeAsync()
    {
        foreach (var clone in Folders)
        {
            var name = Path.GetFileName(clone);
            await Command.RunAsync(folder.FullName, "git", "clone", "-q", "--local", Clone.Root, name);
            await Command.RunAsync(clone, "git", "checkout", "-q", "-b", $"branch-{name}");
            await Command.RunAsync(clone, "git", "remote", "set-url", "origin", $"{Remote}.git");
            await Command.DotnetAsync(
                clone,
                "pack",
                Path.Combine("src", Project),
                "-c",
                "Release",
                "-o",
                PackedIn(clone),
                "-p:ContinuousIntegrationBuild=true"
            );
        }
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
