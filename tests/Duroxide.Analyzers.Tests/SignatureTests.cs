using Microsoft.CodeAnalysis;

namespace Duroxide.Analyzers.Tests;

/// <summary>What declared code may not take and give, and in which words that is told.</summary>
public sealed class SignatureTests
{
    [Theory]
    [InlineData("static Task<int> Run(int input) => Task.FromResult(input);", "it takes no OrchestrationContext")]
    [InlineData(
        "static Task Run(OrchestrationContext ctx, OrchestrationContext other) => Task.CompletedTask;",
        "it takes more than one OrchestrationContext"
    )]
    [InlineData("static int Run(OrchestrationContext ctx) => 1;", "it does not return a task")]
    [InlineData("static ValueTask<int> Run(OrchestrationContext ctx) => new(1);", "it returns a ValueTask")]
    [InlineData(
        "static async ValueTask<int> Run(OrchestrationContext<Unit, int> ctx) { await ctx.ScheduleTimer(default); return 1; }",
        "it returns a ValueTask"
    )]
    [InlineData(
        "static Task Run<T>(OrchestrationContext ctx, T input) => Task.CompletedTask;",
        "it has type parameters"
    )]
    [InlineData(
        "static Task Run(OrchestrationContext ctx, int a, int b) => Task.CompletedTask;",
        "more than one input: 'a', 'b'"
    )]
    [InlineData("static Task Run(OrchestrationContext ctx, ref int a) => Task.CompletedTask;", "by reference")]
    [InlineData(
        "static Task Run(OrchestrationContext ctx, ActivityContext other) => Task.CompletedTask;",
        "context of something else"
    )]
    [InlineData(
        "static Task Run(OrchestrationContext ctx, CancellationToken token, int a) => Task.CompletedTask;",
        "'token' is a CancellationToken, and none is given to an orchestration"
    )]
    [InlineData(
        "static Task Run(OrchestrationContext<string, Unit> ctx, int a) => Task.CompletedTask;",
        "type arguments of its context"
    )]
    [InlineData(
        "static Task Run(OrchestrationContext ctx, Own own) => Task.CompletedTask; class Own;",
        "the type 'Flow.Own' cannot be named outside"
    )]
    [InlineData(
        "[Obsolete] static Task<List<Gone>> Run(OrchestrationContext ctx) => Task.FromResult(new List<Gone>()); [Obsolete(\"\", true)] internal class Gone;",
        "the type 'Flow.Gone' is obsolete, and an error to use"
    )]
    [InlineData("static bool Run { [Orchestration] get => true; }", "it is no method that generated code can call")]
    public Task DUR1001_an_orchestration_has_a_signature_that_fits(string method, string why) =>
        RefusedAsync(
            "DUR1001",
            why,
            $"static partial class Flow {{ {(method.Contains("[Orch", StringComparison.Ordinal) ? "" : "[Orchestration] ")}{method} }}"
        );

    [Theory]
    [InlineData("static Task Run(ActivityContext ctx, int a, int b) => Task.CompletedTask;", "more than one input")]
    [InlineData("static Task Run(OrchestrationContext ctx) => Task.CompletedTask;", "context of something else")]
    [InlineData("static Task Run<T>(T input) => Task.CompletedTask;", "it has type parameters")]
    [InlineData("static ValueTask Run() => default;", "it returns a ValueTask")]
    [InlineData("static int Run(Span<int> numbers) => 1;", "cannot be named outside")]
    [InlineData(
        "[Obsolete] static int Run(Gone gone) => 1; [Obsolete(\"\", true)] internal class Gone;",
        "the type 'Flow.Gone' is obsolete"
    )]
    [InlineData("static Task<int> Run(params int[] numbers) => Task.FromResult(1);", "params")]
    [InlineData(
        "static async void Run(ActivityContext ctx, int x) => await Task.Delay(x);",
        "it is async and returns no task"
    )]
    public Task DUR1002_an_activity_has_a_signature_that_fits(string method, string why) =>
        RefusedAsync("DUR1002", why, $"static partial class Flow {{ [Activity] {method} }}");

    [Theory]
    [InlineData("partial class Flow { }", "no method 'RunAsync'")]
    [InlineData(
        "partial class Flow { public Task RunAsync(int a) => Task.CompletedTask; public Task RunAsync() => Task.CompletedTask; }",
        "several methods"
    )]
    public Task DUR1002_a_class_has_one_method_that_runs(string declared, string why) =>
        RefusedAsync("DUR1002", why, $"[Activity] {declared}");

    [Fact]
    public Task DUR1002_a_local_function_cannot_be_called() =>
        RefusedAsync(
            "DUR1002",
            "local function",
            "partial class Flow { void Outer() { [Activity] static int Run() => 1; } }"
        );

    [Fact]
    public Task DUR1002_a_method_in_two_parts_is_told_of_once() =>
        RefusedAsync(
            "DUR1002",
            "more than one input",
            "static partial class Flow { [Activity] internal static partial int Run(int a, int b); internal static partial int Run(int a, int b) => 1; }"
        );

    [Fact]
    public async Task It_stands_at_the_declared_code_and_leads_to_its_page()
    {
        const string code = "static partial class Flow\n{\n    [Activity] static int Run<T>() => 1;\n}";

        var told = await OnlyAsync(code);

        Assert.Equal("Run", code.Substring(told.Location.SourceSpan.Start, told.Location.SourceSpan.Length));
        Assert.Equal(DiagnosticSeverity.Error, told.Severity);
        Assert.EndsWith("docs/rules/DUR1002.md", told.Descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    static async Task RefusedAsync(string id, string why, string code)
    {
        var told = await OnlyAsync(code);

        Assert.Equal(id, told.Id);
        Assert.Contains(why, told.GetMessage(), StringComparison.Ordinal);
    }

    static async Task<Diagnostic> OnlyAsync(string code)
    {
        var project = Findings.Project("App", ("Code.cs", code), ("Usings.cs", Prelude.Usings));

        return Assert.Single(
            await Findings.OfAsync(project),
            found => found.Id.StartsWith("DUR1", StringComparison.Ordinal)
        );
    }
}
