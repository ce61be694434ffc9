namespace Duroxide.Analyzers.Tests;

/// <summary>A repair that names a type lets its file use the type's namespace, where it does not yet.</summary>
public sealed class UsingTests
{
    [Theory]
    [InlineData(
        "static class Flow { static async Task RunAsync(Duroxide.OrchestrationContext ctx) { try { await ctx.ScheduleWait<int>(\"paid\"); } {|DUR0016:catch|} { } } }",
        "static class Flow { static async Task RunAsync(Duroxide.OrchestrationContext ctx) { try { await ctx.ScheduleWait<int>(\"paid\"); } catch (DurableException) { } } }"
    )]
    [InlineData(
        "static partial class Flow { [Duroxide.Orchestration] static Task {|DUR1001:Run|}() => Task.CompletedTask; }",
        "static partial class Flow { [Duroxide.Orchestration] static Task Run(OrchestrationContext ctx) => Task.CompletedTask; }"
    )]
    [InlineData(
        "static partial class Flow { [Duroxide.Orchestration] static Task {|DUR1001:Run|}(Duroxide.OrchestrationContext<string, int> ctx) => Task.CompletedTask; }",
        "static partial class Flow { [Duroxide.Orchestration] static Task Run(Duroxide.OrchestrationContext<Unit, Unit> ctx) => Task.CompletedTask; }"
    )]
    public Task Of_what_Duroxide_has(string before, string after) =>
        Verify.RepairAloneAsync(
            $"using System.Threading.Tasks;\n\n{before}",
            $"using System.Threading.Tasks;\nusing Duroxide;\n\n{after}"
        );

    [Theory]
    [InlineData(
        "static class Flow { static async Task RunAsync(OrchestrationContext ctx) => await {|DUR0008:Task.Delay(5)|}; }",
        "static class Flow { static async Task RunAsync(OrchestrationContext ctx) => await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(5)); }"
    )]
    public Task Of_what_the_framework_has(string before, string after) =>
        Verify.RepairAloneAsync(
            $"using System.Threading.Tasks;\nusing Duroxide;\n\n{before}",
            $"using System.Threading.Tasks;\nusing Duroxide;\nusing System;\n\n{after}"
        );

    [Fact]
    public Task Of_several_in_a_file_that_is_using_nothing() =>
        Verify.RepairAloneAsync(
            """
            static class Flow
            {
                static async System.Threading.Tasks.Task RunAsync(
                    Duroxide.OrchestrationContext ctx,
                    System.Collections.Generic.HashSet<string> names
                )
                {
                    foreach (var name in {|DUR0014:names|})
                    {
                        await ctx.ScheduleWait<int>(name);
                    }
                }
            }
            """,
            """
            using System;
            using System.Linq;

            static class Flow
            {
                static async System.Threading.Tasks.Task RunAsync(
                    Duroxide.OrchestrationContext ctx,
                    System.Collections.Generic.HashSet<string> names
                )
                {
                    foreach (var name in names.Order(StringComparer.Ordinal))
                    {
                        await ctx.ScheduleWait<int>(name);
                    }
                }
            }
            """
        );

    [Fact]
    public Task Also_where_a_type_of_the_project_has_a_name_of_that_namespace() =>
        Verify.RepairAloneAsync(
            Counting("", "{|DUR0014:numbers|}"),
            Counting("using System.Linq;\n", "numbers.Order()")
        );

    static string Counting(string added, string numbers) =>
        $$"""
            using System.Collections.Generic;
            using System.Threading.Tasks;
            using Duroxide;
            {{added}}
            class Enumerable
            {
                static async Task RunAsync(OrchestrationContext ctx, HashSet<int> numbers)
                {
                    foreach (var number in {{numbers}})
                    {
                        await ctx.ScheduleTimer(System.TimeSpan.FromDays(number));
                    }
                }
            }
            """;
}
