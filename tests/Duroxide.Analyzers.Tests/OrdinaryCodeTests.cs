using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers.Tests;

/// <summary>
/// Rules that cry wolf are switched off. The libraries of this repository are ordinary asynchronous code, which does all that
/// orchestrations must not; the samples and the code of the guide are built with the analyzers, where a warning is an error.
/// </summary>
public sealed class OrdinaryCodeTests
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
    public void The_libraries_have_hundreds_of_asynchronous_methods() =>
        Assert.InRange(
            Projects
                .Select(row => Project(row.Data))
                .SelectMany(project => project.SyntaxTrees)
                .SelectMany(tree => tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes())
                .Count(IsAsynchronous),
            LeastMethods,
            int.MaxValue
        );

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
        node is MethodDeclarationSyntax method && method.Modifiers.Any(SyntaxKind.AsyncKeyword);
}
