using Microsoft.CodeAnalysis;

namespace Duroxide.Analyzers.Tests;

/// <summary>A durable.lock is edited, merged and cut off by people, and is held to what it says.</summary>
public sealed class LockFileTests
{
    const string Code = """
        public static class Code
        {
            public static readonly Activity<string, int> Send = new("send", (_, text) => Task.FromResult(text.Length));

            public static readonly Orchestration<string, int> Ship = new("ship", async (ctx, text) => await ctx.ScheduleActivity(Send, text));
        }
        """;

    static string Text => Locks.Of(Project(Code)).Single().Content;

    [Fact]
    public void A_project_without_the_file_is_asked_for_nothing() => Assert.Empty(Locks.Of(Project(Code), []));

    [Fact]
    public void A_project_with_activities_alone_has_a_lock() =>
        Assert.Contains(
            "activity send\n",
            Locks
                .Of(
                    Project(
                        Code.Remove(Code.IndexOf("    public static readonly Orch", StringComparison.Ordinal)) + "}"
                    )
                )
                .Single()
                .Content,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task The_file_as_it_is_written_breaks_no_rule() => Assert.Empty(await FoundAsync(Text));

    [Fact]
    public async Task The_ends_of_lines_and_the_order_do_not_matter()
    {
        var blocks = Text.Split("\n\n");
        var turned = string.Join("\n\n", blocks.Reverse().Select(block => block.TrimEnd('\n')));

        Assert.Empty(await FoundAsync(Text.ReplaceLineEndings("\r\n")));
        Assert.Empty(await FoundAsync(turned));
        Assert.Empty(await FoundAsync(Text.Replace("\n", "  \n", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_conflict_that_a_merge_left_is_told_line_by_line()
    {
        var merged = Text.Replace(
            "    output int\n",
            "<<<<<<< HEAD\n    output int\n=======\n    output text\n>>>>>>> other\n",
            StringComparison.Ordinal
        );

        var found = (await FoundAsync(merged)).Where(each => each.Id == "DUR0031").ToList();

        Assert.Equal(6, found.Count);
        Assert.All(found, each => Assert.Contains("a merge left it", each.GetMessage(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_cut_off_is_told_where_it_ends()
    {
        var cut = Text.Remove(Text.LastIndexOf("    output", StringComparison.Ordinal));

        var found = Assert.Single(await FoundAsync(cut), each => each.Id == "DUR0031");

        Assert.Contains("lines are missing", found.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(
            Text.Split('\n').ToList().FindIndex(line => line.StartsWith("orchestration", StringComparison.Ordinal)),
            found.Location.GetLineSpan().StartLinePosition.Line
        );
    }

    [Theory]
    [InlineData("activity send\n    input text\n    output int\n", "a second time")]
    [InlineData("activty send\n", "no line that")]
    [InlineData("    inputs text\n", "no line that")]
    [InlineData("{ }\n", "no line that")]
    public async Task A_line_that_cannot_be_relied_on_is_told(string line, string problem)
    {
        var found = Assert.Single(await FoundAsync($"{Text}\n{line}"));

        Assert.Equal("DUR0031", found.Id);
        Assert.Contains(problem, found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_nothing_in_it_breaks_no_rule() => Assert.Empty(await FoundAsync(""));

    [Theory]
    [InlineData(
        "new(\"ship\", async",
        "new(run: async (ctx, text) => await ctx.ScheduleActivity(Send, text), name: \"ship\"); // async"
    )]
    [InlineData(
        "async (ctx, text) => await ctx.ScheduleActivity(Send, text)",
        "RunAsync); private static partial Task<int> RunAsync(OrchestrationContext<string, int> ctx, string text); private static async partial Task<int> RunAsync(OrchestrationContext<string, int> ctx, string text) { return await ctx.ScheduleActivity(Send, text); } static int Of(int x) => (x"
    )]
    public void Code_has_its_prints_however_it_is_handed_over(string old, string now)
    {
        var code = Code.Replace("static class", "static partial class", StringComparison.Ordinal)
            .Replace(old, now, StringComparison.Ordinal);
        var project = Project(code);

        Assert.Empty(Findings.Errors(project));
        Assert.Matches(
            "orchestration ship @ 1.0.0\n    input text\n    output int\n    body [0-9a-f]{8}\n",
            Locks.Of(project).Single().Content
        );
    }

    [Fact]
    public async Task A_helper_that_is_handed_over_as_a_method_belongs_to_the_step()
    {
        const string code = """
            public static class Code
            {
                public static readonly Orchestration<int, int> Ship = new("ship", async (ctx, n) => await TwiceAsync(ctx, WaitAsync));

                static async Task<int> TwiceAsync(OrchestrationContext ctx, Func<OrchestrationContext, Task> run)
                {
                    await run(ctx);
                    await run(ctx);
                    return 2;
                }

                static async Task WaitAsync(OrchestrationContext ctx) => await ctx.ScheduleTimer(TimeSpan.FromHours(1));
            }
            """;

        var found = await Findings.OfAsync(
            Project(code.Replace("FromHours(1)", "FromHours(2)", StringComparison.Ordinal)),
            Locks.Of(Project(code))
        );

        Assert.Equal("DUR0030", Assert.Single(found).Id);
    }

    static Task<IReadOnlyList<Diagnostic>> FoundAsync(string file) =>
        Findings.OfAsync(Project(Code), new Text(LockFile.Name, file));

    static Microsoft.CodeAnalysis.CSharp.CSharpCompilation Project(string code) =>
        Findings.Project("App", ("Code.cs", code), ("Usings.cs", Prelude.Usings));
}
