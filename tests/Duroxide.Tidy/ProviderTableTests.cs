using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Tidy;

/// <summary>docs/providers.md tells of each behaviour of the reference's stores which test proves it here.</summary>
public partial class ProviderTableTests
{
    /// <summary>How many behaviours each group of the reference's suite has.</summary>
    private static readonly (string Group, int Count)[] Reference =
    [
        ("Atomicity", 4),
        ("Errors", 5),
        ("Creation", 4),
        ("Lock", 11),
        ("Lock expiry", 13),
        ("Multi-execution", 5),
        ("Queues", 8),
        ("Management", 15),
        ("Polling", 5),
        ("Poison", 9),
        ("Cancellation", 16),
        ("Deletion", 13),
        ("Prune", 4),
        ("Bulk delete", 4),
        ("Capability", 20),
        ("Sessions", 33),
        ("Custom status", 7),
        ("Tags", 10),
        ("KV", 35),
    ];

    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs/providers.md"));

    [Fact]
    public void Each_of_the_221_behaviours_has_its_row_in_order() =>
        Assert.Equal(
            Reference.SelectMany(group => Enumerable.Range(1, group.Count).Select(number => $"{group.Group} {number}")),
            Rows().Select(row => row.Behaviour)
        );

    [Fact]
    public void There_are_221_of_them() => Assert.Equal(221, Reference.Sum(group => group.Count));

    [Fact]
    public void Each_row_names_a_test() =>
        Finding.None(
            Rows().Where(row => !Test().IsMatch(row.Proof)).Select(row => row.Behaviour),
            "These rows of docs/providers.md name no test:"
        );

    [Fact]
    public void Each_test_that_is_named_exists()
    {
        var tests = Tests().ToHashSet();
        Finding.None(
            Test().Matches(Document).Select(match => match.Groups["test"].Value).Where(test => !tests.Contains(test)),
            "docs/providers.md names these tests, which do not exist:"
        );
    }

    [Fact]
    public void Each_group_of_the_package_is_named()
    {
        var groups = Repository
            .Sources("src/Duroxide.Testing.Conformance", ".cs")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name.EndsWith("Conformance", StringComparison.Ordinal))
            .Except(["ProviderConformance", "CompletenessConformance", "LackConformance"])
            .Select(name => name[..^"Conformance".Length]);
        Finding.None(
            groups.Where(group => !Document.Contains($"*{group}*") && !Document.Contains($"`{group}Conformance.")),
            "docs/providers.md does not tell when to turn these groups green:"
        );
    }

    private static IEnumerable<(string Behaviour, string Proof)> Rows() =>
        Row().Matches(Document).Select(match => (match.Groups["behaviour"].Value, match.Groups["proof"].Value));

    private static IEnumerable<string> Tests() =>
        from tree in Syntax.TreesOf("src", "tests")
        from method in tree.All<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(list => list.Attributes).Any(IsOfTest)
        let type = method.Parent as ClassDeclarationSyntax
        where type is not null
        select $"{type.Identifier.Text}.{method.Identifier.Text}";

    private static bool IsOfTest(AttributeSyntax attribute) => attribute.Name.ToString() is "Fact" or "Theory";

    [GeneratedRegex(@"^\| (?<behaviour>[A-Z][\w -]* \d+) \|[^|]*\|(?<proof>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<test>\w+\.\w+_\w+)`")]
    private static partial Regex Test();
}
