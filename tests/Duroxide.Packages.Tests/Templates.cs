namespace Duroxide.Packages.Tests;

/// <summary>A project of each template, made by <c>dotnet new</c> in an empty folder and built with the packages alone.</summary>
public sealed class Templates(Packed packed) : IAsyncLifetime
{
    // What stands in a name and may not stand in a namespace is met as well.
    static readonly Dictionary<string, string> Names = new()
    {
        ["duroxide"] = "My.Own-Program",
        ["duroxide-fsharp"] = "My.FSharp",
        ["duroxide-worker"] = "My.Own-Worker",
        ["duroxide-web"] = "My.Own-Shop",
        ["duroxide-tests"] = "My.Own-Tests",
        ["duroxide-provider"] = "My.Own-Store",
    };

    // Names that programs of the templates use for something else.
    static readonly (string Template, string Name)[] Taken =
    [
        ("duroxide", "System"),
        ("duroxide-fsharp", "Order.Service"),
        ("duroxide-web", "Order"),
        ("duroxide-worker", "Code"),
        ("duroxide-tests", "Duroxide"),
    ];

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("duroxide-templates-");

    public async ValueTask InitializeAsync()
    {
        packed.Prepare(folder.FullName);
        var package = packed.Packages().Single(each => each.Id == "Duroxide.Templates").Path;
        await NewAsync("install", package);
        foreach (var (template, name) in Names.Select(each => (each.Key, each.Value)).Concat(Taken))
        {
            await MakeAsync(template, name);
        }
        var projects = Directory.EnumerateFiles(folder.FullName, "*.*proj", SearchOption.AllDirectories).Order();
        await File.WriteAllTextAsync(
            PathOf("all.slnx"),
            $"<Solution>{string.Concat(projects.Select(path => $"<Project Path=\"{path}\" />"))}</Solution>"
        );
        await Command.DotnetAsync(folder.FullName, "build", "all.slnx", "-c", "Release", "-warnaserror");
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The shortest names of all templates.</summary>
    public static IEnumerable<string> All => Names.Keys;

    /// <summary>Makes a project, and gives its folder.</summary>
    public async Task<string> MakeAsync(string template, string name)
    {
        await NewAsync(template, "-n", name, "-o", name);
        return PathOf(name);
    }

    /// <summary>Where a project of some name is.</summary>
    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Where the project of a template is.</summary>
    public string FolderOf(string template) => PathOf(Names[template]);

    /// <summary>What was built of a project, for <c>dotnet</c>.</summary>
    public static string ProgramIn(string project) =>
        Path.Combine(project, "bin", "Release", "net10.0", $"{Path.GetFileName(project)}.dll");

    Task NewAsync(params string[] arguments) =>
        Command.RunAsync(folder.FullName, "dotnet", ["new", .. arguments, "--debug:custom-hive", PathOf("hive")]);
}
