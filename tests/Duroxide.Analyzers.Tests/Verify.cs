using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace Duroxide.Analyzers.Tests;

/// <summary>Runs all analyzers and all repairs over code in which <c>{|DUR0001:…|}</c> marks what must be found, and nothing else.</summary>
static class Verify
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [.. Instances<DiagnosticAnalyzer>(typeof(CodeAnalyzer).Assembly)];

    public static ImmutableArray<CodeFixProvider> Repairs { get; } =
    [.. Instances<CodeFixProvider>(typeof(Fixes.ClockRepair).Assembly)];

    /// <summary>Statements of an orchestration.</summary>
    public static Task OrchestrationAsync(string statements) => CodeAsync(Prelude.Orchestration(statements));

    /// <summary>Members of a class.</summary>
    public static Task MembersAsync(string members) => CodeAsync(Prelude.Members(members));

    /// <summary>A whole file.</summary>
    public static Task CodeAsync(string code, params (string Name, string Content)[] files)
    {
        var test = Made(code);
        test.TestState.AdditionalFiles.AddRange(files.Select(file => (file.Name, SourceText.From(file.Content))));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A whole file of a program, which defines all that it calls.</summary>
    public static Task ProgramAsync(string code)
    {
        var test = Made(code);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        test.TestState.Sources.Add(("Program.cs", "Console.WriteLine();"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Statements of an orchestration, before and after the one repair that is offered.</summary>
    public static Task RepairAsync(string before, string after) =>
        RepairCodeAsync(Prelude.Orchestration(before), Prelude.Orchestration(after));

    /// <summary>A whole file, before and after the one repair that is offered.</summary>
    public static Task RepairCodeAsync(string before, string after, params (string Name, string Content)[] files)
    {
        var test = Made(before);
        test.TestState.AdditionalFiles.AddRange(files.Select(file => (file.Name, SourceText.From(file.Content))));
        test.FixedState.Sources.Add(("Code.cs", after));
        test.FixedState.Sources.Add(("Usings.cs", Prelude.Usings));
        test.FixedState.Sources.Add(("Shop.cs", Prelude.Shop));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    static Test Made(string code)
    {
        var test = new Test();
        test.TestState.Sources.Add(("Code.cs", code));
        test.TestState.Sources.Add(("Usings.cs", Prelude.Usings));
        test.TestState.Sources.Add(("Shop.cs", Prelude.Shop));
        test.TestState.AdditionalReferences.AddRange(Prelude.References);
        return test;
    }

    static IEnumerable<T> Instances<T>(Assembly assembly) =>
        from type in assembly.GetTypes()
        where !type.IsAbstract && type.IsAssignableTo(typeof(T))
        select (T)Activator.CreateInstance(type)!;

    sealed class Test : CodeFixTest<DefaultVerifier>
    {
        public Test()
        {
            ReferenceAssemblies = new("net10.0");
            TestBehaviors = TestBehaviors.SkipSuppressionCheck | TestBehaviors.SkipGeneratedCodeCheck;
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        }

        public override string Language => LanguageNames.CSharp;

        public override Type SyntaxKindType => typeof(SyntaxKind);

        protected override string DefaultFileExt => "cs";

        protected override CompilationOptions CreateCompilationOptions() =>
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            );

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp13);

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => Analyzers;

        protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => Repairs;
    }
}
