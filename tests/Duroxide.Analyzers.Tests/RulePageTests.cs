using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Duroxide.Analyzers.Tests;

/// <summary>Each rule has a page, and its code is what the rule finds and does not find.</summary>
public sealed partial class RulePageTests
{
    static readonly IReadOnlyList<DiagnosticDescriptor> Rules =
    [
        .. Verify
            .Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Distinct()
            .Where(rule => rule.Id.StartsWith("DUR0", StringComparison.Ordinal))
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    public static TheoryData<string> Ids => [.. Rules.Select(rule => rule.Id)];

    [Fact]
    public void Ids_run_without_a_gap() =>
        Assert.Equal(
            Enumerable.Range(1, Rules.Count).Select(number => $"DUR{number:0000}"),
            Rules.Select(rule => rule.Id)
        );

    [Fact]
    public void The_table_has_each_rule_as_it_is() =>
        Assert.Equal(
            Rules.Select(rule =>
                $"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.Category.Split('.')[1]} | {Severity(rule)} | {(Repaired.Contains(rule.Id) ? "yes" : "")} |"
            ),
            File.ReadLines(Clone.PathOf("docs/rules/README.md"))
                .Where(line => line.StartsWith("| [DUR0", StringComparison.Ordinal))
        );

    // `dotnet format` does not run a second one over a file that the first has changed.
    [Fact]
    public void Each_rule_has_one_repair_at_most() =>
        Assert.Distinct(Verify.Repairs.SelectMany(repair => repair.FixableDiagnosticIds));

    [Fact]
    public void Each_page_of_these_rules_is_of_one() =>
        Assert.Equal(
            Rules.Select(rule => rule.Id),
            Pages().Where(page => page.StartsWith("DUR0", StringComparison.Ordinal))
        );

    [Fact]
    public void Each_page_stands_in_the_index() =>
        Assert.Equal(
            Pages(),
            Row()
                .Matches(File.ReadAllText(Clone.PathOf("docs/rules/README.md")))
                .Select(match => match.Groups["id"].Value)
        );

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_is_named_after_its_rule_and_the_rule_leads_to_it(string id)
    {
        var rule = Rules.Single(each => each.Id == id);

        Assert.StartsWith($"# {id}: {rule.Title}\n", Page(id), StringComparison.Ordinal);
        Assert.EndsWith($"docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_why_what_to_write_and_how_to_silence_it(string id) =>
        Assert.Equal(
            ["Why", "Wrong", "Right", "To silence it"],
            Heading().Matches(Page(id)).Select(match => match.Groups["text"].Value).Except(["Repair", "When it runs"])
        );

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_tells_of_a_repair_where_there_is_one(string id) =>
        Assert.Equal(Repaired.Contains(id), Page(id).Contains("## Repair\n", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_wrong_code_of_a_page_breaks_its_rule(string id)
    {
        var (project, deployed) = Example(id, "Wrong");

        Assert.Empty(Findings.Errors(project));
        Assert.Contains(id, (await Findings.OfAsync(project, deployed)).Select(found => found.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_right_code_of_a_page_breaks_none(string id)
    {
        var (project, deployed) = Example(id, "Right");

        Assert.Empty(Findings.Errors(project));
        Assert.Empty(await Findings.OfAsync(project, deployed));
    }

    [Theory]
    [InlineData(null, null, "docs/rules")]
    [InlineData("", "1.2.3", "docs/rules")]
    [InlineData("https://example.net/d.git", "1.2.3+abc", "https://example.net/d/blob/abc/docs/rules")]
    [InlineData("https://example.net/d", "1.2.3", "https://example.net/d/blob/HEAD/docs/rules")]
    public void Pages_are_those_of_the_repository_and_the_commit(string? repository, string? version, string pages) =>
        Assert.Equal(pages, RulePages.RootOf(repository, version));

    static HashSet<string> Repaired { get; } = [.. Verify.Repairs.SelectMany(repair => repair.FixableDiagnosticIds)];

    static IEnumerable<string> Pages() =>
        Directory
            .EnumerateFiles(Clone.PathOf("docs/rules"), "DUR*.md")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

    static string Severity(DiagnosticDescriptor rule) =>
        rule.DefaultSeverity == DiagnosticSeverity.Info ? "suggestion" : "warning";

    static string Page(string id) => File.ReadAllText(Clone.PathOf($"docs/rules/{id}.md"));

    // The right code of a page is what is deployed. A page about the file has two of them, of one code.
    static (CSharpCompilation Project, Text[] Deployed) Example(string id, string heading) =>
        id == LockRules.Damaged.Id
            ? (Findings.Snippet(Refund), [new Text(LockFile.Name, Block(id, heading))])
            : (Findings.Snippet(Block(id, heading)), Locks.Of(Findings.Snippet(Block(id, "Right"))));

    const string Refund =
        "static readonly Activity<Order, Receipt> Refund = new(\"shop/refund\", (_, order) => Task.FromResult(new Receipt(order.Id)));";

    static string Block(string id, string heading) =>
        Code().Matches(Page(id)).Single(match => match.Groups["heading"].Value == heading).Groups["code"].Value;

    [GeneratedRegex(@"^\| \[(?<id>DUR\d+)\]\(\k<id>\.md\) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^## (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(
        @"^## (?<heading>\w+)\n\n```(csharp|text)\n(?<code>.*?)^```$",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Code();
}
