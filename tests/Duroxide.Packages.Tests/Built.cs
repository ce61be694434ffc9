using System.Reflection;

namespace Duroxide.Packages.Tests;

/// <summary>The clone that this was built from, and how.</summary>
static class Built
{
    /// <summary>The collection of the tests that use what was built where it was built, one after the other.</summary>
    public const string Output = "The clone's own output";

    public static string Configuration { get; } = Metadata("Configuration");

    public static string RuntimeIdentifier { get; } = Metadata("RuntimeIdentifier");

    public static string Root => Clone.Root;

    /// <summary>The names of the projects that are packed: all but those that another one's package brings.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        .. Directory
            .EnumerateDirectories(Path.Combine(Root, "src"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.*proj"))
            .Where(project => !File.ReadAllText(project).Contains("<IsPackable>false<", StringComparison.Ordinal))
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Order(),
    ];

    static string Metadata(string key) =>
        typeof(Built)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;
}
