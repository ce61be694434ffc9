using Microsoft.CodeAnalysis;

namespace Duroxide.Analyzers.Tests;

/// <summary>The code is held against what is deployed, which the build of the deployed code said.</summary>
public sealed class LockTests
{
    const string Before = """
        public sealed record Parcel(string Id, int Weight);

        public static class Code
        {
            public static readonly Activity<Parcel, string> Send = new("parcels/send", (_, parcel) => Task.FromResult(parcel.Id));

            public static readonly Orchestration<Parcel, string> Ship = new("parcels/ship", async (ctx, parcel) =>
            {
                await ctx.ScheduleTimer(TimeSpan.FromHours(1));
                return await HandOverAsync(ctx, parcel);
            });

            static async Task<string> HandOverAsync(OrchestrationContext ctx, Parcel parcel) =>
                await ctx.ScheduleActivity(Send, parcel);
        }
        """;

    [Fact]
    public void A_lock_is_lines_that_people_read() =>
        Assert.Matches(
            """
            ^# What is deployed[^\n]*

            activity parcels/send
                input \{id: text, weight: int\}
                output text

            orchestration parcels/ship @ 1\.0\.0
                input \{id: text, weight: int\}
                output text
                body [0-9a-f]{8} [0-9a-f]{8}
            $
            """.ReplaceLineEndings("\n"),
            Locked(Before)
        );

    [Fact]
    public void What_is_written_is_read()
    {
        var read = LockFile.Read(Locked(Before).Split('\n')).Select(each => each.Released);

        Assert.Equal(Locked(Before), LockFile.Write(read));
    }

    [Fact]
    public Task The_same_code_breaks_no_rule() => VerifyAsync(Before);

    [Theory]
    [InlineData(
        "await ctx.ScheduleTimer(TimeSpan.FromHours(1));",
        "// Wait.\nawait ctx.ScheduleTimer( TimeSpan.FromHours(1) );"
    )]
    [InlineData("return await Hand", "ctx.Info(\"handed over\"); ctx.SetCustomStatus(\"gone\"); return await Hand")]
    [InlineData(
        "return await Hand",
        "if (ctx.Patched(\"twice\")) { await ctx.ScheduleTimer(TimeSpan.Zero); } return await Hand"
    )]
    [InlineData(
        "await ctx.ScheduleTimer(TimeSpan.FromHours(1));",
        "if (!ctx.Patched(\"later\")) { await ctx.ScheduleTimer(TimeSpan.FromHours(1)); }"
    )]
    [InlineData("TimeSpan.FromHours(1)", "(ctx.Patched(\"later\") ? TimeSpan.FromHours(2) : TimeSpan.FromHours(1))")]
    [InlineData(
        "await ctx.ScheduleTimer(TimeSpan.FromHours(1));",
        "if (ctx.Patched(\"later\")) { await ctx.ScheduleTimer(TimeSpan.FromHours(2)); } else { await ctx.ScheduleTimer(TimeSpan.FromHours(1)); }"
    )]
    public Task What_changes_nothing_for_those_who_run_is_left_alone(string old, string now) =>
        VerifyAsync(Before.Replace(old, now));

    [Fact]
    public Task A_step_that_has_changed_is_found() =>
        VerifyAsync(
            Before.Replace(
                "await ctx.ScheduleTimer(TimeSpan.FromHours(1));",
                "{|DUR0030:await ctx.ScheduleTimer(TimeSpan.FromHours(2));|}"
            )
        );

    [Fact]
    public Task A_helper_that_has_changed_is_found_in_the_step_that_calls_it() =>
        VerifyAsync(
            Before
                .Replace(
                    "return await HandOverAsync(ctx, parcel);",
                    "{|DUR0030:return await HandOverAsync(ctx, parcel);|}"
                )
                .Replace(
                    "await ctx.ScheduleActivity(Send, parcel);",
                    "await ctx.ScheduleActivity(Send, parcel, new() { Tag = \"van\" });"
                )
        );

    [Fact]
    public Task A_renamed_name_is_found_and_given_back() =>
        RepairAsync(Before.Replace("\"parcels/send\"", "{|DUR0028:\"parcels/post\"|}"), Before);

    [Theory]
    [InlineData("[Activity({|DUR0028:\"parcels/post\"|})]", "[Activity(\"parcels/send\")]")]
    [InlineData("[{|DUR0028:Activity|}]", "[Activity(\"parcels/send\")]")]
    public Task A_renamed_name_of_an_attribute_is_given_back(string renamed, string kept)
    {
        const string declared = "static partial class Code { [Activity(\"parcels/send\")] static int Send() => 1; }";
        return Verify.RepairCodeAsync(
            declared.Replace("[Activity(\"parcels/send\")]", renamed, StringComparison.Ordinal),
            declared.Replace("[Activity(\"parcels/send\")]", kept, StringComparison.Ordinal),
            (LockFile.Name, Locked(declared))
        );
    }

    [Fact]
    public Task A_version_stays_behind_a_name_that_is_written_out()
    {
        const string declared = """
            static partial class Code
            {
                [Orchestration("Ship", Version = "2.0.0")]
                static Task ShipAsync(OrchestrationContext ctx) => Task.CompletedTask;
            }
            """;
        return Verify.RepairCodeAsync(
            declared
                .Replace(
                    "[Orchestration(\"Ship\", Version = \"2.0.0\")]",
                    "[{|DUR0028:Orchestration(Version = \"2.0.0\")|}]"
                )
                .Replace("ShipAsync", "SendAsync"),
            declared.Replace("ShipAsync", "SendAsync"),
            (LockFile.Name, Locked(declared))
        );
    }

    [Fact]
    public Task A_new_step_is_put_behind_a_patch() =>
        RepairAsync(
            Before.Replace(
                "        return await HandOver",
                "        {|DUR0030:await ctx.ScheduleActivity(Send, parcel);|}\n        return await HandOver"
            ),
            Before.Replace(
                "        return await HandOver",
                "        if (ctx.Patched(\"change-1\"))\n        {\n            await ctx.ScheduleActivity(Send, parcel);\n        }\n        return await HandOver"
            )
        );

    [Theory]
    [InlineData("long Weight, string Note)", new[] { "activity", "orchestration" })]
    [InlineData("string Weight)", new[] { "activity", "orchestration" })]
    [InlineData("int Weight, string? Note)", new[] { "activity" })]
    [InlineData("int Weight, int Size = 3)", new[] { "activity" })]
    [InlineData("int Weight) { public string Note { get; init; } = \"\"; }", new[] { "activity" })]
    [InlineData("long Weight)", new string[0])]
    [InlineData("int? Weight = 3)", new string[0])]
    public async Task An_input_that_has_changed_is_found(string now, string[] whose)
    {
        var found = await Findings.OfAsync(
            Findings.Project(
                "App",
                ("Code.cs", Before.Replace("int Weight);", now.EndsWith(')') ? $"{now};" : now)),
                ("Usings.cs", Prelude.Usings)
            ),
            Lock()
        );

        Assert.All(found, each => Assert.Equal("DUR0029", each.Id));
        Assert.Equal(whose, found.Select(each => each.GetMessage().Split(' ')[4]));
    }

    [Fact]
    public async Task A_name_that_is_gone_is_told_at_its_line()
    {
        var code =
            "public static class Code { public static readonly Activity<Order, string> Send = new(\"other\", (_, order) => Task.FromResult(order.Id)); }";
        var found = await Findings.OfAsync(
            Findings.Project("App", ("Code.cs", code), ("Usings.cs", Prelude.Usings), ("Shop.cs", Prelude.Shop)),
            Lock()
        );

        Assert.Equal(
            [("DUR0028", 2), ("DUR0028", 6)],
            found.Select(each => (each.Id, each.Location.GetLineSpan().StartLinePosition.Line))
        );
    }

    [Fact]
    public void A_version_of_the_registry_and_attributes_stand_in_the_lock()
    {
        var text = Locked(
            """
            public static class Code
            {
                static readonly Orchestration<string, int> One = new("one", (_, _) => Task.FromResult(1));
                static readonly Orchestration<string, int> Two = new("one", (_, _) => Task.FromResult(2));

                public static Registry Registry => new RegistryBuilder().Add(One).Add(Two, SemanticVersion.Parse("2.0.0")).Build();

                [Orchestration("three", Version = "3.1.0")]
                public static Task<int?> Three(OrchestrationContext ctx, List<DayOfWeek> days) => Task.FromResult<int?>(3);

                [Activity]
                public static void CleanAsync(Dictionary<string, (int, bool)> what) { }
            }
            """
        );

        Assert.Contains("orchestration one @ 1.0.0\n", text, StringComparison.Ordinal);
        Assert.Contains("orchestration one @ 2.0.0\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "orchestration three @ 3.1.0\n    input [choice]\n    output int?\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "activity Clean\n    input {*: (int, flag)}\n    output nothing\n",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_a_generator_adds_is_not_in_the_lock_and_changes_nothing()
    {
        const string code = """
            public sealed partial record Parcel(string Id);

            public static partial class Code
            {
                public static readonly Orchestration<Parcel, string> Ship = new("parcels/ship", async (ctx, parcel) =>
                {
                    await WaitAsync(ctx, Hours);
                    await PauseAsync(ctx);
                    return parcel.Id;
                });

                static Task WaitAsync(OrchestrationContext ctx, double hours) => ctx.ScheduleTimer(TimeSpan.FromHours(hours));
            }
            """;
        const string generated = """
            public sealed partial record Parcel { public required string Note { get; init; } }

            public static partial class Code
            {
                const double Hours = 1;

                static async Task PauseAsync(OrchestrationContext ctx) => await ctx.ScheduleTimer(TimeSpan.FromHours(1));
            }
            """;

        var found = await Findings.OfAsync(
            Findings.Project(
                "App",
                ("Code.cs", code),
                ("obj/Code.g.cs", generated.Insert(0, "// <auto-generated/>\n#nullable enable\n")),
                ("Usings.cs", Prelude.Usings)
            ),
            new Text(LockFile.Name, Locked(code))
        );

        Assert.Empty(found);
    }

    [Fact]
    public async Task Code_of_another_project_is_not_looked_into()
    {
        var library = Findings.Project(
            "Library",
            (
                "Library.cs",
                """
                public sealed record Parcel(string Id);

                public static class Library
                {
                    public static readonly Activity<Parcel, string> Send = new("parcels/send", (_, parcel) => Task.FromResult(parcel.Id));

                    public static async Task WaitAsync(OrchestrationContext ctx) => await ctx.ScheduleTimer(TimeSpan.FromHours(1));
                }
                """
            ),
            ("Usings.cs", Prelude.Usings)
        );
        var app = Findings.Project(
            "App",
            (
                "Code.cs",
                """
                public static class Code
                {
                    public static readonly Orchestration<Parcel, string> Ship = new("parcels/ship", async (ctx, parcel) =>
                    {
                        await Library.WaitAsync(ctx);
                        return parcel.Id;
                    });

                    public static Registry Registry => new RegistryBuilder().Add(Library.Send).Add(Ship).Build();
                }
                """
            ),
            ("Usings.cs", Prelude.Usings)
        );
        // A build sees the other project as an assembly, and an editor as its source.
        using var assembly = new MemoryStream();
        Assert.True(library.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken).Success);
        var built = app.AddReferences(MetadataReference.CreateFromImage(assembly.ToArray()));
        var edited = app.AddReferences(library.ToMetadataReference());

        Assert.Equal(Locks.Of(built).Single().Content, Locks.Of(edited).Single().Content);
        Assert.Empty(await Findings.OfAsync(edited, Locks.Of(built).Single()));
    }

    [Fact]
    public Task New_steps_between_which_a_line_of_the_log_stands_go_behind_one_patch() =>
        RepairAsync(
            Before.Replace(
                "        return await HandOver",
                "        {|DUR0030:await ctx.ScheduleActivity(Send, parcel);|}\n        ctx.Info(\"sent\");\n        await ctx.ScheduleTimer(TimeSpan.FromHours(3));\n        return await HandOver"
            ),
            Before.Replace(
                "        return await HandOver",
                "        if (ctx.Patched(\"change-1\"))\n        {\n            await ctx.ScheduleActivity(Send, parcel);\n            ctx.Info(\"sent\");\n            await ctx.ScheduleTimer(TimeSpan.FromHours(3));\n        }\n        return await HandOver"
            )
        );

    [Fact]
    public void A_payload_that_holds_itself_within_its_type_arguments_has_a_shape_with_an_end() =>
        Assert.Contains(
            "orchestration flow @ 1.0.0\n",
            Locked(
                """
                record Tree<T>(T Value, Tree<Tree<T>>? Within);

                static class Code
                {
                    static readonly Orchestration<Tree<int>, int> Flow = new("flow", (_, _) => Task.FromResult(1));
                }
                """
            ),
            StringComparison.Ordinal
        );

    static Task VerifyAsync(string code) => Verify.CodeAsync(code, (LockFile.Name, Locked(Before)));

    static Task RepairAsync(string before, string after) =>
        Verify.RepairCodeAsync(before, after, (LockFile.Name, Locked(Before)));

    static Text Lock() => new(LockFile.Name, Locked(Before));

    static string Locked(string code) =>
        Locks.Of(Findings.Project("App", ("Code.cs", code), ("Usings.cs", Prelude.Usings))).Single().Content;
}
