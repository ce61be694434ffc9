using System.Reflection;

namespace Duroxide.Packages.Tests;

/// <summary>The clone that this was built from, and how.</summary>
static class Built
{
    public static string Configuration { get; } = Metadata("Configuration");

    public static string RuntimeIdentifier { get; } = Metadata("RuntimeIdentifier");

    public static string Root { get; } = FindRoot();

    /// <summary>The names of the projects that are packed.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)).Order()];

    static string Metadata(string key) =>
        typeof(Built)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;

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
