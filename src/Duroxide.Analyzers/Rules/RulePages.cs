using System.Reflection;

namespace Duroxide.Analyzers;

/// <summary>Where the page of a rule is read: in the repository and at the commit that this assembly was built from.</summary>
static class RulePages
{
    const string Folder = "docs/rules";

    static readonly Assembly Built = typeof(RulePages).Assembly;

    static readonly string Root = RootOf(
        Built
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == "RepositoryUrl")
            ?.Value,
        Built.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
    );

    public static string Of(string id) => $"{Root}/{id}.md";

    /// <summary>A clone without a public address gives the path within it.</summary>
    public static string RootOf(string? repository, string? version)
    {
        if (string.IsNullOrEmpty(repository))
        {
            return Folder;
        }
        var address = repository!.EndsWith(".git", StringComparison.Ordinal)
            ? repository.Substring(0, repository.Length - ".git".Length)
            : repository;
        var commit = version?.IndexOf('+') is { } plus and >= 0 ? version.Substring(plus + 1) : "HEAD";
        return $"{address}/blob/{commit}/{Folder}";
    }
}
