using System.Text.RegularExpressions;

namespace Duroxide.Tidy;

public partial class LinkTests
{
    [Fact]
    public void Each_link_of_a_document_leads_somewhere() =>
        Finding.None(
            from document in Repository.Documents()
            from target in Targets(document)
            where !Path.Exists(target)
            select $"{Repository.NameOf(document)}: {Repository.NameOf(target)}",
            "These links lead nowhere:"
        );

    [Fact]
    public void Each_decision_stands_in_the_index() =>
        Finding.None(
            Repository
                .Sources("docs/decisions", ".md")
                .Except([Repository.PathOf("docs/decisions/README.md")])
                .Except(Targets(Repository.PathOf("docs/decisions/README.md")))
                .Select(Repository.NameOf),
            "docs/decisions/README.md does not name these pages:"
        );

    private static IEnumerable<string> Targets(string document) =>
        from Match match in Link().Matches(File.ReadAllText(document))
        let target = match.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal)
        select Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, target));

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
