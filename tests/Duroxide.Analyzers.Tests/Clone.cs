namespace Duroxide.Analyzers.Tests;

/// <summary>The files of the clone that this was built from.</summary>
static class Clone
{
    static readonly string Root = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The C# files of a folder, without what builds leave there.</summary>
    public static IReadOnlyList<string> Sources(string folder) =>
        [
            .. Directory
                .EnumerateFiles(PathOf(folder), "*.cs", SearchOption.AllDirectories)
                .Where(file => !Path.GetRelativePath(Root, file).Split('/').Any(part => part is "bin" or "obj"))
                .Order(StringComparer.Ordinal),
        ];

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Duroxide.Functional.sln")))
        {
            folder =
                folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no clone.");
        }
        return folder.FullName;
    }
}
