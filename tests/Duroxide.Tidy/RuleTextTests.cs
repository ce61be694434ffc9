using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace Duroxide.Tidy;

/// <summary>What fails when code runs names the rule that finds the same in the editor.</summary>
public partial class RuleTextTests
{
    private const string Page = "docs/errors.md";
    private const string Rules = "docs/rules";

    // They tell of rules themselves.
    private static readonly string[] OfRules =
    [
        "Duroxide.Analyzers",
        "Duroxide.Analyzers.Fixes",
        "Duroxide.Generators",
    ];

    private static readonly string[] Rows = File.ReadAllLines(Repository.PathOf(Page));

    [Fact]
    public void A_rule_that_is_broken_when_code_runs_is_named_by_a_text() =>
        Finding.None(
            from page in Directory.EnumerateFiles(Repository.PathOf(Rules), "DUR*.md")
            where File.ReadAllText(page).Contains("\n## When it runs\n", StringComparison.Ordinal)
            let rule = Path.GetFileNameWithoutExtension(page)
            where !Named.Value.Contains(rule)
            select rule,
            "These rules have something to say of code that runs, and no text of an error or of the log names them as (DUR0001):"
        );

    [Fact]
    public void A_rule_that_a_text_names_has_a_page() =>
        Finding.None(
            from rule in Named.Value
            where !File.Exists(Repository.PathOf($"{Rules}/{rule}.md"))
            select rule,
            $"Texts name these rules, which have no page in {Rules}:"
        );

    [Fact]
    public void The_row_of_a_text_leads_to_the_rules_that_the_text_names() =>
        Finding.None(
            from error in ErrorTexts.All()
            from rule in RulesIn(error.Text)
            let beginning = ErrorTexts.Beginning(error.Text)
            where !Rows.Any(row => Plain(row).Contains(beginning, StringComparison.Ordinal) && IsLinked(row, rule))
            select $"{error.Where}: {beginning} ({rule})",
            $"{Page} has no link to the rule in the row of these texts:"
        );

    private static Lazy<IReadOnlySet<string>> Named { get; } =
        new(() =>
            (
                from tree in Syntax.TreesOf("src")
                where !OfRules.Contains(Repository.NameOf(tree.FilePath).Split(Path.DirectorySeparatorChar)[1])
                from token in tree.GetRoot().DescendantTokens()
                where token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
                from rule in RulesIn(token.ValueText)
                select rule
            ).ToHashSet()
        );

    private static IEnumerable<string> RulesIn(string text) =>
        InParentheses().Matches(text).SelectMany(match => Id().Matches(match.Value)).Select(match => match.Value);

    private static bool IsLinked(string row, string rule) =>
        row.Contains($"[{rule}](rules/{rule}.md)", StringComparison.Ordinal);

    private static string Plain(string row) => row.Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\(DUR\d{4}(, DUR\d{4})*\)")]
    private static partial Regex InParentheses();

    [GeneratedRegex(@"DUR\d{4}")]
    private static partial Regex Id();
}
