using Microsoft.CodeAnalysis;

namespace Duroxide.Analyzers.Tests;

/// <summary>Declared code for which nothing is generated is told of where editors can repair it.</summary>
public sealed class DeclarationTests
{
    [Theory]
    [InlineData(
        "static class Flow { [Activity] internal static int {|DUR1003:Run|}() => 1; }",
        "static partial class Flow { [Activity] internal static int Run() => 1; }"
    )]
    [InlineData(
        "/// <summary>Kept.</summary>\nclass Flow\n{\n    [Activity] internal static int {|DUR1003:Run|}() => 1;\n}",
        "/// <summary>Kept.</summary>\npartial class Flow\n{\n    [Activity] internal static int Run() => 1;\n}"
    )]
    [InlineData(
        "class Outer { internal class Flow { [Activity] internal static int {|DUR1003:Run|}() => 1; } }",
        "partial class Outer { internal partial class Flow { [Activity] internal static int Run() => 1; } }"
    )]
    [InlineData(
        "static class Flow { [Activity] internal static int {|DUR1003:One|}() => 1; [Activity] internal static int {|DUR1003:Two|}() => 2; }",
        "static partial class Flow { [Activity] internal static int One() => 1; [Activity] internal static int Two() => 2; }"
    )]
    [InlineData(
        "[Activity] record {|DUR1003:Flow|} { public int RunAsync() => 1; }",
        "[Activity] partial record Flow { public int RunAsync() => 1; }"
    )]
    [InlineData("[PayloadJson] sealed class {|DUR1003:Json|};", "[PayloadJson] sealed partial class Json;")]
    public Task A_class_is_made_partial(string before, string after) => Verify.RepairCodeAsync(before, after);

    [Theory]
    [InlineData(
        "partial class Outer { private static partial class Flow { [Activity] internal static int {|DUR1003:Run|}() => 1; } }",
        "partial class Outer { internal static partial class Flow { [Activity] internal static int Run() => 1; } }"
    )]
    [InlineData(
        "partial class Outer\n{\n    // Kept.\n    partial class Flow { [Activity] internal static int {|DUR1003:Run|}() => 1; }\n}",
        "partial class Outer\n{\n    // Kept.\n    internal partial class Flow { [Activity] internal static int Run() => 1; }\n}"
    )]
    [InlineData(
        "file static partial class Flow { [Activity] internal static int {|DUR1003:Run|}() => 1; }",
        "internal static partial class Flow { [Activity] internal static int Run() => 1; }"
    )]
    public Task A_class_is_made_internal(string before, string after) => Verify.RepairCodeAsync(before, after);

    [Theory]
    [InlineData("partial class Flow<T> { [Activity] internal static int {|DUR1003:Run|}() => 1; }")]
    [InlineData("partial interface IFlow { [Activity] internal static int {|DUR1003:Run|}() => 1; }")]
    public Task What_needs_another_place_is_only_told(string code) => Verify.RepairCodeAsync(code, code);

    [Theory]
    [InlineData("2", "2.0.0")]
    [InlineData("v2", "2.0.0")]
    [InlineData("1.4", "1.4.0")]
    [InlineData("01.2.3", "1.2.3")]
    public Task A_version_is_completed(string before, string after) =>
        Verify.RepairCodeAsync(Versioned($"{{|DUR1004:\"{before}\"|}}"), Versioned($"\"{after}\""));

    [Theory]
    [InlineData("")]
    [InlineData("1.0.99999999999")]
    [InlineData("1.2.3.4")]
    [InlineData("next")]
    public Task What_no_version_was_meant_by_is_only_told(string version) =>
        Verify.RepairCodeAsync(Versioned($"{{|DUR1004:\"{version}\"|}}"), Versioned($"{{|DUR1004:\"{version}\"|}}"));

    [Fact]
    public Task Declared_code_that_fits_is_left_alone() =>
        Verify.CodeAsync(
            """
            public static partial class Flow
            {
                [Orchestration("flow", Version = "1.2.3-beta.1")]
                public static Task RunAsync(OrchestrationContext ctx) => Task.CompletedTask;

                public sealed partial class Inner
                {
                    [Activity] internal int Run() => 1;
                }
            }
            """
        );

    [Fact]
    public async Task It_is_an_error_that_leads_to_its_page()
    {
        var found = Assert.Single(
            await Findings.OfAsync(Findings.Snippet("static class Flow { [Activity] internal static int Run() => 1; }"))
        );

        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.EndsWith("docs/rules/DUR1003.md", found.Descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.Contains("'Flow': 'Code' is not partial", found.GetMessage(), StringComparison.Ordinal);
    }

    static string Versioned(string version) =>
        $$"""
            static partial class Flow
            {
                [Orchestration("flow", Version = {{version}})]
                static Task RunAsync(OrchestrationContext ctx) => Task.CompletedTask;
            }
            """;
}
