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

    [Theory]
    [InlineData("if (n > 3 && ctx.Patched(\"new\")) { await LaterAsync(ctx); } ")]
    [InlineData("if (ctx.Patched(\"new\") && n > 3 && n < 9) { await LaterAsync(ctx); } ")]
    [InlineData("if (!(n < 4 || !ctx.Patched(\"new\"))) { await LaterAsync(ctx); } ")]
    [InlineData("if (!ctx.Patched(\"new\") || n > 3) { } else { await LaterAsync(ctx); } ")]
    [InlineData("if (ctx.Patched(\"new\") && ctx.Patched(\"newer\")) { await LaterAsync(ctx); } ")]
    [InlineData("if (ctx.Patched(\"new\") || ctx.Patched(\"newer\")) { await LaterAsync(ctx); } ")]
    [InlineData("var isNew = ctx.Patched(\"new\"); if (isNew) { await LaterAsync(ctx); } ")]
    [InlineData("var isNew = n > 3 && ctx.Patched(\"new\"); if (isNew) { await LaterAsync(ctx); } ")]
    [InlineData("var isNew = ctx.Patched(\"new\"); var isFar = isNew && n > 3; if (isFar) { await LaterAsync(ctx); } ")]
    [InlineData("bool isOld = !ctx.Patched(\"new\"); if (!isOld && n > 3) { await LaterAsync(ctx); } ")]
    [InlineData("_ = n > 3 && ctx.Patched(\"new\") ? 4 : 5;", "_ = 5;")]
    [InlineData(
        "if (n > 3 || ctx.Patched(\"new\")) { await LaterAsync(ctx); }",
        "if (n > 3) { await LaterAsync(ctx); }"
    )]
    [InlineData(
        "var isNew = ctx.Patched(\"new\"); if (n > 3 || isNew) { await LaterAsync(ctx); }",
        "if (n > 3) { await LaterAsync(ctx); }"
    )]
    [InlineData(
        "var isFar = n > 3 || ctx.Patched(\"new\"); if (isFar) { await LaterAsync(ctx); }",
        "var isFar = n > 3; if (isFar) { await LaterAsync(ctx); }"
    )]
    [InlineData(
        "if (n > 3 && !ctx.Patched(\"new\")) { await LaterAsync(ctx); } else { await NextAsync(ctx); }",
        "if (n > 3) { await LaterAsync(ctx); } else { await NextAsync(ctx); }"
    )]
    public void A_patch_beside_other_conditions_and_in_a_variable_leaves_the_print_of_the_code_before(
        string patched,
        string before = ""
    ) => Assert.Equal(BodyOf(before), BodyOf(patched));

    [Fact]
    public void What_is_asked_for_before_a_patch_counts() =>
        Assert.NotEqual(
            BodyOf(""),
            BodyOf("if (await FarAsync(ctx) && ctx.Patched(\"new\")) { await LaterAsync(ctx); }")
        );

    [Theory]
    [InlineData("if (n > 3 && ctx.Patched(\"new\")) { await LaterAsync(ctx); }", "n > 3", "n > 4")]
    [InlineData("if (n > 3 && ctx.Patched(\"new\")) { await LaterAsync(ctx); }", "LaterAsync", "NextAsync")]
    [InlineData("if (ctx.Patched(\"new\") || n > 3) { await LaterAsync(ctx); }", "LaterAsync", "NextAsync")]
    [InlineData("var isNew = ctx.Patched(\"new\"); if (isNew) { await LaterAsync(ctx); }", "LaterAsync", "NextAsync")]
    [InlineData("var isNew = ctx.Patched(\"new\"); if (isNew) { await LaterAsync(ctx); }", "(isNew)", "(!isNew)")]
    [InlineData("_ = n > 3 && ctx.Patched(\"new\") ? 4 : 5;", "4", "6")]
    public void The_new_way_of_each_of_these_has_a_print(string patched, string old, string now)
    {
        Assert.Matches("(?m)^    patch [0-9a-f]{8} new$", LockedWith(patched));
        Assert.NotEqual(PatchOf(patched), PatchOf(patched.Replace(old, now, StringComparison.Ordinal)));
    }

    [Fact]
    public void All_branches_over_a_variable_are_the_new_way_of_its_patch()
    {
        const string patched =
            "var isNew = ctx.Patched(\"new\"); if (isNew) { await LaterAsync(ctx); } if (isNew) { await NextAsync(ctx); }";

        Assert.Equal(BodyOf(""), BodyOf(patched));
        Assert.NotEqual(PatchOf(patched), PatchOf(patched.Replace("NextAsync", "LaterAsync")));
    }

    [Theory]
    [InlineData("var isNew = ctx.Patched(\"new\"); isNew = n > 3; if (isNew) { await LaterAsync(ctx); }")]
    [InlineData("var isNew = ctx.Patched(\"new\"); (isNew, _) = (n > 3, n); if (isNew) { await LaterAsync(ctx); }")]
    [InlineData(
        "var isNew = ctx.Patched(\"new\"); _ = bool.TryParse(\"\", out isNew); if (isNew) { await LaterAsync(ctx); }"
    )]
    public void A_variable_that_changes_is_no_patch(string code) => Assert.NotEqual(BodyOf(""), BodyOf(code));

    // The code that has the patch, behind a step that stays.
    static string LockedWith(string code) =>
        Locked(
            $$"""
            public static class Code
            {
                public static readonly Orchestration<int, int> Count = new("count", async (ctx, n) =>
                {
                    await NextAsync(ctx);
                    {{code}}
                    return n;
                });

                static async Task NextAsync(OrchestrationContext ctx) => await ctx.ScheduleTimer(TimeSpan.FromHours(1));

                static async Task LaterAsync(OrchestrationContext ctx) => await ctx.ScheduleTimer(TimeSpan.FromHours(2));

                static async Task<bool> FarAsync(OrchestrationContext ctx)
                {
                    await ctx.ScheduleTimer(TimeSpan.FromHours(3));
                    return true;
                }
            }
            """
        );

    static string BodyOf(string code) =>
        LockedWith(code).Split('\n').Single(line => line.StartsWith("    body", StringComparison.Ordinal));

    static string PatchOf(string code) =>
        LockedWith(code).Split('\n').Single(line => line.StartsWith("    patch", StringComparison.Ordinal));

    static Task VerifyAsync(string code) => Verify.CodeAsync(code, (LockFile.Name, Locked(Before)));

    static string Locked(string code) =>
        Locks.Of(Findings.Project("App", ("Code.cs", code), ("Usings.cs", Prelude.Usings))).Single().Content;
}
