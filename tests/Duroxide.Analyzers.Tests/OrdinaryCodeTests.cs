using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers.Tests;

/// <summary>
/// Rules that cry wolf are switched off. The files of Ordinary are written as applications are, and the libraries of this
/// repository are ordinary asynchronous code, too: both do all that orchestrations must not. The samples and the code of the guide
/// are built with the analyzers, where a warning is an error.
/// </summary>
public sealed partial class OrdinaryCodeTests
{
    const int LeastMethods = 200;

    // What generators would add is missing here.
    static readonly string[] Generated = ["CS8795", "CS0762", "CS0534", "CS0117", "CS7036"];

    public static TheoryData<string> Projects =>
        [
            "Duroxide.Core",
            "Duroxide.Hosting",
            "Duroxide.PostgreSql",
            "Duroxide.Providers",
            "Duroxide.Runtime",
            "Duroxide.Sqlite",
        ];

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Nothing_is_found_in_a_library(string name)
    {
        var project = Project(name);

        var errors = Findings.Errors(project).Where(error => !Generated.Any(error.Contains)).Take(5);

        Assert.True(!errors.Any(), string.Join('\n', errors));
        var found = await Findings.OfAsync(project);
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task Nothing_is_found_in_an_application()
    {
        var project = Application();

        Assert.Equal([], Findings.Errors(project));
        Assert.Equal([], (await Findings.OfAsync(project)).Select(found => found.ToString()));
    }

    // A corpus that the analyzers pass over would prove nothing: made orchestrations, its methods break most rules.
    [Fact]
    public async Task The_same_code_in_orchestrations_breaks_most_rules()
    {
        var project = Findings.Project(
            "Replayed",
            Ordinary().Select(file => (file.Path, Declaration().Replace(file.Text, "[Orchestration] "))).Concat(Around)
        );

        var broken = (await Findings.OfAsync(project)).Select(found => found.Id);

        Assert.Equal(
            [],
            Enumerable.Range(1, 19).Except([12, 17, 18]).Select(number => $"DUR{number:0000}").Except(broken)
        );
    }

    [Fact]
    public void An_application_has_hundreds_of_asynchronous_methods() =>
        Assert.InRange(Methods(Application()), LeastMethods, int.MaxValue);

    [Fact]
    public void The_libraries_have_hundreds_of_asynchronous_methods() =>
        Assert.InRange(Projects.Select(row => Project(row.Data)).Sum(Methods), LeastMethods, int.MaxValue);

    static readonly (string Path, string Text)[] Around = [("Usings.cs", Prelude.Usings), ("Shop.cs", Prelude.Shop)];

    static CSharpCompilation Application() => Findings.Project("Application", Ordinary().Concat(Around));

    static IEnumerable<(string Path, string Text)> Ordinary() =>
        Directory
            .EnumerateFiles(Clone.PathOf("tests/Duroxide.Analyzers.Tests/Ordinary"), "*.cs.txt")
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));

    static int Methods(CSharpCompilation project) =>
        project
            .SyntaxTrees.SelectMany(tree => tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes())
            .Count(IsAsynchronous);

    static CSharpCompilation Project(string name) =>
        Findings.Project(
            name,
            [
                .. Sources(name).Select(file => (file, File.ReadAllText(file))),
                (
                    "Implicit.cs",
                    """
                    global using System;
                    global using System.Collections.Generic;
                    global using System.IO;
                    global using System.Linq;
                    global using System.Net.Http;
                    global using System.Threading;
                    global using System.Threading.Tasks;
                    """
                ),
            ]
        );

    // Without what builds leave there.
    static IEnumerable<string> Sources(string name)
    {
        var folder = Clone.PathOf("src", name);
        return Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);
    }

    static bool IsAsynchronous(SyntaxNode node) =>
        node switch
        {
            MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
            LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.AsyncKeyword),
            AnonymousFunctionExpressionSyntax function => function.AsyncKeyword != default,
            _ => false,
        };

    [GeneratedRegex(@"(?<=^ +)(?=((public|static) )*async (Task|ValueTask|IAsyncEnumerable))", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
