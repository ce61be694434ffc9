using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Duroxide.Generators.Tests;

/// <summary>Source that was compiled with the generators.</summary>
sealed class Compiled
{
    static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(path => IsOfPrograms(Path.GetFileNameWithoutExtension(path)))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ]
    );

    Compiled(CSharpCompilation before, GeneratorDriver driver)
    {
        Driver = driver.RunGeneratorsAndUpdateCompilation(before, out var after, out _);
        Before = before;
        After = after;
        Result = Driver.GetRunResult();
    }

    public GeneratorDriver Driver { get; }

    public CSharpCompilation Before { get; }

    public Compilation After { get; }

    public GeneratorDriverRunResult Result { get; }

    /// <summary>What the generators complain of, by id and message.</summary>
    public IReadOnlyList<string> Told => [.. Result.Diagnostics.Select(each => $"{each.Id} {each.GetMessage()}")];

    /// <summary>The generated files that hold code of the program, by name.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Result
            .Results.SelectMany(each => each.GeneratedSources)
            .Where(each => !each.HintName.Contains("Embedded", StringComparison.Ordinal))
            .ToDictionary(each => each.HintName, each => each.SourceText.ToString());

    /// <summary>Compiles a source that begins with the usings of each test.</summary>
    public static Compiled From(params string[] sources) => new(Compilation(sources, leaveOut: null), NewDriver());

    /// <summary>Compiles without one of our assemblies.</summary>
    public static Compiled Without(string assembly, string source) => new(Compilation([source], assembly), NewDriver());

    /// <summary>Compiles again after an edit, with what the driver remembers.</summary>
    public Compiled Edited(int file, string source) =>
        new(
            Before.ReplaceSyntaxTree(Before.SyntaxTrees[file], Before.SyntaxTrees[file].WithChangedText(Text(source))),
            Driver
        );

    /// <summary>Lets only programs pass that compile, with generated code that the compiler has nothing to say of.</summary>
    public Compiled EnsureClean()
    {
        var told = Told.Concat(
                After
                    .GetDiagnostics()
                    .Where(each => each.Severity == DiagnosticSeverity.Error || IsInGenerated(each))
                    .Select(each => $"{each}\n{each.Location.SourceTree}")
            )
            .ToList();
        Assert.True(told.Count == 0, string.Join("\n", told));
        return this;
    }

    // Of a partial type without one it is told at any of its parts.
    const string MissingComment = "CS1591";

    static bool IsInGenerated(Diagnostic told) =>
        told.Severity > DiagnosticSeverity.Hidden
        && told.Id != MissingComment
        && told.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;

    static CSharpCompilation Compilation(string[] sources, string? leaveOut) =>
        CSharpCompilation.Create(
            "Program",
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(Text(source), Parsing, $"File{index}.cs")),
            References.Value.Where(each => Path.GetFileNameWithoutExtension(each.Display) != leaveOut),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );

    // A global using stands before all others.
    static Microsoft.CodeAnalysis.Text.SourceText Text(string source) =>
        Microsoft.CodeAnalysis.Text.SourceText.From(
            source.StartsWith("global using", StringComparison.Ordinal)
                ? source
                : $"using System;\nusing System.Collections.Generic;\nusing System.Threading;\nusing System.Threading.Tasks;\nusing Duroxide;\n{source}"
        );

    static CSharpGeneratorDriver NewDriver() =>
        CSharpGeneratorDriver.Create(
            [new DeclarationGenerator().AsSourceGenerator(), new PayloadGenerator().AsSourceGenerator()],
            parseOptions: Parsing,
            driverOptions: new GeneratorDriverOptions(
                IncrementalGeneratorOutputKind.None,
                trackIncrementalGeneratorSteps: true
            )
        );

    // The generator itself is no part of a program.
    static bool IsOfPrograms(string assembly) =>
        !assembly.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        && !assembly.StartsWith("Duroxide.Generators", StringComparison.Ordinal)
        && !assembly.StartsWith("xunit", StringComparison.Ordinal);
}
