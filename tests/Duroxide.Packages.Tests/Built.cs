using System.Reflection;

namespace Duroxide.Packages.Tests;

/// <summary>The clone that this was built from, and how.</summary>
static class Built
{
    public static string Configuration { get; } = Metadata("Configuration");

    public static string RuntimeIdentifier { get; } = Metadata("RuntimeIdentifier");

    public static string Root => Clone.Root;

    /// <summary>The names of the projects that are packed.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)).Order()];

    static string Metadata(string key) =>
        typeof(Built)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;
}
