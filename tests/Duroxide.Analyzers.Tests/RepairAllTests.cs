namespace Duroxide.Analyzers.Tests;

/// <summary>An editor repairs all that a rule finds at once, also side by side and one within the other.</summary>
public sealed class RepairAllTests
{
    [Theory]
    [InlineData(
        "var both = ({|DUR0001:DateTime.UtcNow|}, {|DUR0001:DateTimeOffset.Now|}, {|DUR0001:DateTime.Now|}.AddTicks({|DUR0001:DateTime.Today|}.Ticks));",
        "var both = (ctx.UtcNow.UtcDateTime, ctx.UtcNow, ctx.UtcNow.UtcDateTime.AddTicks(ctx.UtcNow.UtcDateTime.Date.Ticks));"
    )]
    [InlineData(
        "var ids = new[] { {|DUR0002:Guid.NewGuid()|}, {|DUR0002:Guid.NewGuid()|} };",
        "var ids = new[] { ctx.NewGuid(), ctx.NewGuid() };"
    )]
    [InlineData(
        "{|DUR0005:Console.WriteLine(\"a\")|}; {|DUR0005:Console.WriteLine(\"b\")|};",
        "ctx.Info(\"a\"); ctx.Info(\"b\");"
    )]
    [InlineData(
        "await {|DUR0008:Task.Delay(1)|}; await {|DUR0008:Task.Delay(TimeSpan.FromDays(1))|};",
        "await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(1)); await ctx.ScheduleTimer(TimeSpan.FromDays(1));"
    )]
    [InlineData(
        "{|DUR0009:Thread.Sleep(1)|}; {|DUR0009:Thread.Sleep(2)|};",
        "await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(1)); await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(2));"
    )]
    [InlineData(
        "{|DUR0009:Thread.Sleep(1)|}; Task.FromResult(1).{|DUR0009:Wait()|};",
        "await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(1)); await Task.FromResult(1);"
    )]
    [InlineData(
        "var sum = Task.FromResult(1).{|DUR0009:Result|} + Task.FromResult(Task.FromResult(2).{|DUR0009:Result|}).{|DUR0009:Result|};",
        "var sum = await Task.FromResult(1) + await Task.FromResult(await Task.FromResult(2));"
    )]
    [InlineData(
        "await Task.FromResult(await Task.FromResult(1).{|DUR0010:ConfigureAwait(false)|}).{|DUR0010:ConfigureAwait(false)|};",
        "await Task.FromResult(await Task.FromResult(1));"
    )]
    [InlineData(
        "await {|DUR0011:Task.WhenAny(ctx.ScheduleTimer(TimeSpan.Zero).AsTask())|}; await {|DUR0011:Task.WhenAny(ctx.ScheduleTimer(TimeSpan.MaxValue).AsTask())|};",
        "await ctx.Select(ctx.ScheduleTimer(TimeSpan.Zero)); await ctx.Select(ctx.ScheduleTimer(TimeSpan.MaxValue));"
    )]
    [InlineData(
        "await {|DUR0012:Task.WhenAll(ctx.ScheduleTimer(TimeSpan.Zero).AsTask())|}; await {|DUR0012:Task.WhenAll(ctx.ScheduleTimer(TimeSpan.MaxValue).AsTask())|};",
        "await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)); await ctx.Join(ctx.ScheduleTimer(TimeSpan.MaxValue));"
    )]
    [InlineData(
        "foreach (var one in {|DUR0014:new HashSet<int>()|}) { foreach (var other in {|DUR0014:new HashSet<string>()|}) { await ctx.ScheduleActivity(Shop.Mail, other); } }",
        "foreach (var one in new HashSet<int>().Order()) { foreach (var other in new HashSet<string>().Order(StringComparer.Ordinal)) { await ctx.ScheduleActivity(Shop.Mail, other); } }"
    )]
    [InlineData(
        "var text = order.Id.{|DUR0015:ToUpper()|}.{|DUR0015:ToLower()|}.{|DUR0015:StartsWith(order.Id.{|DUR0015:ToUpper()|})|};",
        "var text = order.Id.ToUpperInvariant().ToLowerInvariant().StartsWith(order.Id.ToUpperInvariant(), StringComparison.Ordinal);"
    )]
    [InlineData(
        "try { await ctx.ScheduleTimer(TimeSpan.Zero); } {|DUR0016:catch|} { try { await ctx.ScheduleTimer(TimeSpan.Zero); } {|DUR0016:catch|} (Exception) { } }",
        "try { await ctx.ScheduleTimer(TimeSpan.Zero); } catch (DurableException) { try { await ctx.ScheduleTimer(TimeSpan.Zero); } catch (DurableException) { } }"
    )]
    public Task All_in_an_orchestration_are_repaired(string before, string after) => Verify.RepairAsync(before, after);

    [Fact]
    public Task A_using_is_added_once() =>
        Verify.RepairCodeAsync(
            """
            public static class Code
            {
                public static Task<string> RunAsync(OrchestrationContext ctx, Order order) =>
                    Task.FromResult(order.Amount.{|DUR0015:ToString()|} + order.Amount.{|DUR0015:ToString("F")|});
            }
            """,
            """
            using System.Globalization;

            public static class Code
            {
                public static Task<string> RunAsync(OrchestrationContext ctx, Order order) =>
                    Task.FromResult(order.Amount.ToString(CultureInfo.InvariantCulture) + order.Amount.ToString("F", CultureInfo.InvariantCulture));
            }
            """
        );

    [Fact]
    public Task All_logs_are_repaired() =>
        Verify.RepairCodeAsync(
            Prelude.Members(
                """
                static async Task RunAsync(OrchestrationContext ctx, ILogger log)
                {
                    await ctx.ScheduleTimer(TimeSpan.Zero);
                    {|DUR0019:log|}.LogInformation("here");
                    {|DUR0019:log|}.LogInformation("there");
                }
                """
            ),
            Prelude.Members(
                """
                static async Task RunAsync(OrchestrationContext ctx, ILogger log)
                {
                    await ctx.ScheduleTimer(TimeSpan.Zero);
                    ctx.Logger.LogInformation("here");
                    ctx.Logger.LogInformation("there");
                }
                """
            )
        );

    [Fact]
    public Task All_tokens_are_passed() =>
        Verify.RepairCodeAsync(
            Prelude.Members(
                """
                static readonly Activity<string> Write = new(
                    "write",
                    async (act, text) => await {|DUR0021:File.WriteAllTextAsync(text, await {|DUR0021:File.ReadAllTextAsync(text)|})|}
                );
                """
            ),
            Prelude.Members(
                """
                static readonly Activity<string> Write = new(
                    "write",
                    async (act, text) => await File.WriteAllTextAsync(text, await File.ReadAllTextAsync(text, act.CancellationToken), act.CancellationToken)
                );
                """
            )
        );

    [Fact]
    public Task All_names_are_repaired() =>
        Verify.RepairAsync(
            """
            await ctx.ScheduleActivity<Order, Receipt>({|DUR0023:"shop/chargee"|}, order);
            await ctx.ScheduleActivity<string, string>({|DUR0023:"shop/mial"|}, order.Id);
            """,
            """
            await ctx.ScheduleActivity<Order, Receipt>("shop/charge", order);
            await ctx.ScheduleActivity<string, string>("shop/mail", order.Id);
            """
        );

    [Fact]
    public Task Each_new_step_goes_behind_a_patch_of_its_own()
    {
        var code = Prelude.Members(
            """
                static readonly Orchestration<string, int> One = new(
                    "one",
                    async (ctx, input) =>
                    {
                        FIRST
                        return 1;
                    }
                );

                static readonly Orchestration<string, int> Other = new(
                    "other",
                    async (ctx, input) =>
                    {
                        SECOND
                        return 2;
                    }
                );
            """
        );
        var released = With("", "");

        return Verify.RepairCodeAsync(
            With(
                "{|DUR0030:await ctx.ScheduleTimer(TimeSpan.Zero);|}",
                "{|DUR0030:await ctx.ScheduleTimer(TimeSpan.Zero);|}"
            ),
            With(Patched("change-1"), Patched("change-2")),
            With(Patched("change-2"), Patched("change-1")),
            (
                LockFile.Name,
                Locks.Of(Findings.Project("App", ("Code.cs", released), ("Usings.cs", Prelude.Usings))).Single().Content
            )
        );

        string With(string first, string second) => code.Replace("FIRST", first).Replace("SECOND", second);

        static string Patched(string name) =>
            $$"""
                if (ctx.Patched("{{name}}"))
                            {
                                await ctx.ScheduleTimer(TimeSpan.Zero);
                            }
                """;
    }
}
