using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Duroxide.Analyzers.Tests;

/// <summary>What all rules find in a project.</summary>
static class Findings
{
    static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    static readonly CSharpCompilationOptions Library = new(
        OutputKind.DynamicallyLinkedLibrary,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable
    );

    /// <summary>A project of the texts of its files, with the assemblies of this process but its own.</summary>
    public static CSharpCompilation Project(string name, params IEnumerable<(string Path, string Text)> files) =>
        CSharpCompilation.Create(
            name,
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Language, file.Path)),
            Prelude.References.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != name),
            Library
        );

    /// <summary>A snippet with what stands around it.</summary>
    public static CSharpCompilation Snippet(string members) =>
        Project(
            "Snippet",
            ("Code.cs", Prelude.Members(members)),
            ("Usings.cs", Prelude.Usings),
            ("Shop.cs", Prelude.Shop)
        );

    public static async Task<IReadOnlyList<Diagnostic>> OfAsync(Compilation project, params AdditionalText[] texts)
    {
        var analyzed = project.WithAnalyzers(Verify.Analyzers, new AnalyzerOptions([.. texts]));
        var found = await analyzed.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(each => each.Location.SourceSpan.Start)];
    }

    public static IEnumerable<string> Errors(Compilation project) =>
        from diagnostic in project.GetDiagnostics(TestContext.Current.CancellationToken)
        where diagnostic.Severity == DiagnosticSeverity.Error
        select diagnostic.ToString();
}
