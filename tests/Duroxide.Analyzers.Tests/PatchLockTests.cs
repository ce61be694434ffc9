namespace Duroxide.Analyzers.Tests;

/// <summary>A patch that was released is code that instances replay, as long as one of them took its new way.</summary>
public sealed class PatchLockTests
{
    const string Before = """
        public static class Code
        {
            public static readonly Orchestration<int, int> Count = new("count", async (ctx, n) =>
            {
                if (ctx.Patched("later"))
                {
                    await ctx.ScheduleTimer(TimeSpan.FromHours(1));
                }
                await NextAsync(ctx);
                return n;
            });

            static async Task NextAsync(OrchestrationContext ctx)
            {
                await ctx.ScheduleTimer(TimeSpan.FromHours(!ctx.Patched("longer") ? 2 : 3));
            }
        }
        """;

    [Fact]
    public void A_patch_stands_in_the_lock_also_one_of_a_helper() =>
        Assert.Matches(
            "body [0-9a-f]{8} [0-9a-f]{8}\n    patch [0-9a-f]{8} later\n    patch [0-9a-f]{8} longer\n$",
            Locked(Before)
        );

    [Fact]
    public void What_is_written_of_patches_is_read() =>
        Assert.Equal(
            Locked(Before),
            LockFile.Write(LockFile.Read(Locked(Before).Split('\n')).Select(each => each.Released))
        );

    [Fact]
    public Task The_same_patches_break_no_rule() => VerifyAsync(Before);

    [Fact]
    public Task The_new_way_of_a_released_patch_may_not_change() =>
        VerifyAsync(
            Before
                .Replace("if (ctx.Patched(\"later\"))", "{|DUR0030:if (ctx.Patched(\"later\"))")
                .Replace("TimeSpan.FromHours(1));\n        }", "TimeSpan.FromHours(4));\n        }|}")
        );

    [Fact]
    public Task The_new_way_of_a_patch_within_a_helper_may_not_change() =>
        VerifyAsync(Before.Replace("!ctx.Patched(\"longer\") ? 2 : 3", "{|DUR0030:!ctx.Patched(\"longer\") ? 2 : 5|}"));

    [Fact]
    public Task A_released_patch_that_is_taken_out_again_is_found() =>
        VerifyAsync(
            Before
                .Replace(
                    "        if (ctx.Patched(\"later\"))\n        {\n            await ctx.ScheduleTimer(TimeSpan.FromHours(1));\n        }\n",
                    ""
                )
                .Replace("\"count\"", "{|DUR0030:\"count\"|}")
        );

    [Fact]
    public Task A_released_patch_that_gets_another_name_is_found() =>
        VerifyAsync(
            Before.Replace("Patched(\"later\")", "Patched(\"sooner\")").Replace("\"count\"", "{|DUR0030:\"count\"|}")
        );

    [Fact]
    public Task A_patch_that_ends_is_one_change_of_the_body() =>
        VerifyAsync(
            Before.Replace(
                "        if (ctx.Patched(\"later\"))\n        {\n            await ctx.ScheduleTimer(TimeSpan.FromHours(1));\n        }\n",
                "        {|DUR0030:ctx.DeprecatePatch(\"later\");|}\n        await ctx.ScheduleTimer(TimeSpan.FromHours(1));\n"
            )
        );

    [Theory]
    [InlineData("if (ctx.Patched(\"later\"))", "if ((ctx.Patched(\"later\")))")]
    [InlineData("if (ctx.Patched(\"later\"))", "if (!ctx.Patched(\"later\")) { } else")]
    [InlineData(
        "await NextAsync(ctx);",
        "if (ctx.Patched(\"new\")) { await NextAsync(ctx); }\n        await NextAsync(ctx);"
    )]
    public Task Another_way_to_write_a_patch_and_a_new_one_are_no_change(string old, string now) =>
        VerifyAsync(Before.Replace(old, now));

    static Task VerifyAsync(string code) => Verify.CodeAsync(code, (LockFile.Name, Locked(Before)));

    static string Locked(string code) =>
        Locks.Of(Findings.Project("App", ("Code.cs", code), ("Usings.cs", Prelude.Usings))).Single().Content;
}
