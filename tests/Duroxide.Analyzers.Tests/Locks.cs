using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Duroxide.Analyzers.Tests;

/// <summary>What a project deploys, as its build says it.</summary>
static class Locks
{
    /// <summary>The file, or none for a project that deploys no orchestration.</summary>
    public static Text[] Of(Compilation project)
    {
        CSharpGeneratorDriver
            .Create(
                [new LockGenerator().AsSourceGenerator()],
                parseOptions: (CSharpParseOptions)project.SyntaxTrees.First().Options
            )
            .RunGeneratorsAndUpdateCompilation(project, out var built, out _, TestContext.Current.CancellationToken);
        return
        [
            .. from attribute in built.Assembly.GetAttributes()
            where attribute.AttributeClass?.Name == nameof(AssemblyMetadataAttribute)
            where attribute.ConstructorArguments[0].Value is LockGenerator.Key
            select new Text(LockFile.Name, (string)attribute.ConstructorArguments[1].Value!),
        ];
    }
}
