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
    public static Task RepairCodeAsync(string before, string after, params (string Name, string Content)[] files) =>
        RepairCodeAsync(before, after, after, files);

    /// <summary>A whole file, before, after repairs one by one from its start on, and after all of them at once.</summary>
    public static Task RepairCodeAsync(
        string before,
        string oneByOne,
        string together,
        params (string Name, string Content)[] files
    )
    {
        var test = Made(before);
        test.TestState.AdditionalFiles.AddRange(files.Select(file => (file.Name, SourceText.From(file.Content))));
        Add(test.FixedState, oneByOne);
        Add(test.BatchFixedState, together);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A whole file of a project that is using nothing everywhere, before and after its repairs.</summary>
    public static Task RepairAloneAsync(string before, string after)
    {
        var test = new Test { TestCode = before, FixedCode = after };
        test.TestState.AdditionalReferences.AddRange(Prelude.References);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    static Test Made(string code)
    {
        var test = new Test();
        Add(test.TestState, code);
        test.TestState.AdditionalReferences.AddRange(Prelude.References);
        return test;
    }

    static void Add(SolutionState state, string code)
    {
        state.Sources.Add(("Code.cs", code));
        state.Sources.Add(("Usings.cs", Prelude.Usings));
        state.Sources.Add(("Shop.cs", Prelude.Shop));
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
