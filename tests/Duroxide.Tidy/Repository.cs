using System.Reflection;

namespace Duroxide.Tidy;

/// <summary>The files of this repository, as a reader sees them: no build output, no package folders.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["bin", "obj", ".git", "paket-files", "artifacts", "TestResults"];

    public static string Root => Clone.Root;

    public static IEnumerable<string> Projects => Directory.EnumerateDirectories(PathOf("src")).Order();

    public static IEnumerable<string> Sources(string folder, params string[] extensions) =>
        Walk(PathOf(folder)).Where(file => extensions.Contains(Path.GetExtension(file)));

    public static IEnumerable<string> Code(params string[] extensions) =>
        new[] { "src", "tests", "props", "samples" }.SelectMany(folder => Sources(folder, extensions));

    /// <summary>What people read: the pages at the root and in docs, and the readmes of packages and samples.</summary>
    public static IEnumerable<string> Documents() =>
        Directory
            .EnumerateFiles(Root, "*.md")
            .Concat(Sources("docs", ".md"))
            .Concat(Sources("src", ".md"))
            .Concat(Sources("samples", ".md"));

    public static IEnumerable<string> AllFiles() => Walk(Root);

    public static string PathOf(string relative) => Clone.PathOf(relative);

    public static string NameOf(string file) => Path.GetRelativePath(Root, file);

    public static IReadOnlyList<Assembly> Assemblies() =>
        [.. Projects.Select(project => Assembly.Load(Path.GetFileName(project)))];

    private static IEnumerable<string> Walk(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Concat(
                Directory
                    .EnumerateDirectories(folder)
                    .Where(child => !Generated.Contains(Path.GetFileName(child)))
                    .SelectMany(Walk)
            )
            .Order(StringComparer.Ordinal);
}
