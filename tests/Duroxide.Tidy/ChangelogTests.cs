using System.Text.RegularExpressions;

namespace Duroxide.Tidy;

/// <summary>Whoever upgrades has instances that run, and reads of each version what it means for them.</summary>
public partial class ChangelogTests
{
    private const string Instances = "### For running instances";

    [Fact]
    public void Each_version_says_what_it_means_for_running_instances()
    {
        var versions = Versions(File.ReadAllText(Repository.PathOf("CHANGELOG.md"))).ToList();

        Assert.NotEmpty(versions);
        Finding.None(
            versions.Where(version => !Says(version.Text)).Select(version => version.Name),
            $"These versions of CHANGELOG.md have no text under '{Instances}'; where it means nothing for them, say so:"
        );
    }

    [Fact]
    public void A_version_that_says_nothing_is_found()
    {
        const string text = $"""
            # Changelog

            ## Unreleased

            {Instances}

            - They go on.

            ### Changes

            ## 0.2.0

            {Instances}

            ### Changes

            - More.

            ## 0.1.0

            - The first.
            """;

        Assert.Equal(
            ["0.2.0", "0.1.0"],
            Versions(text).Where(version => !Says(version.Text)).Select(version => version.Name)
        );
    }

    private static bool Says(string version) => Said().IsMatch(version);

    private static IEnumerable<(string Name, string Text)> Versions(string changelog) =>
        from part in Heading().Split(changelog).Skip(1)
        let end = $"{part}\n".IndexOf('\n', StringComparison.Ordinal)
        select (part[..end].Trim(), part[end..]);

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    // Something else than the next heading.
    [GeneratedRegex(@"^### For running instances\s+[^#\s]", RegexOptions.Multiline)]
    private static partial Regex Said();
}
