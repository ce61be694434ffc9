using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Duroxide.Analyzers.Tests;

/// <summary>What a project deploys, as its build says it.</summary>
static class Locks
{
    static readonly Text Empty = new(LockFile.Name, "");

    /// <summary>What a project with an empty file says.</summary>
    public static Text[] Of(Compilation project) => Of(project, Empty);

    /// <summary>What a project with these files says.</summary>
    public static Text[] Of(Compilation project, params Text[] files)
    {
        CSharpGeneratorDriver
            .Create(
                [new LockGenerator().AsSourceGenerator()],
                additionalTexts: files,
                parseOptions: (CSharpParseOptions)project.SyntaxTrees.First().Options
            )
            .RunGeneratorsAndUpdateCompilation(
                project,
                out var built,
                out var told,
                TestContext.Current.CancellationToken
            );
        // A generator that throws is told of here, and nowhere else.
        Assert.Empty(told);
        return
        [
            .. from attribute in built.Assembly.GetAttributes()
            where attribute.AttributeClass?.Name == nameof(AssemblyMetadataAttribute)
            where attribute.ConstructorArguments[0].Value is LockGenerator.Key
            select new Text(LockFile.Name, (string)attribute.ConstructorArguments[1].Value!),
        ];
    }
}
