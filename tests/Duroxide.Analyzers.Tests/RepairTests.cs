namespace Duroxide.Analyzers.Tests;

/// <summary>What the editor makes of the code.</summary>
public sealed class RepairTests
{
    [Theory]
    [InlineData("var now = {|DUR0001:DateTime.UtcNow|};", "var now = ctx.UtcNow.UtcDateTime;")]
    [InlineData("var now = {|DUR0001:DateTime.Today|};", "var now = ctx.UtcNow.UtcDateTime.Date;")]
    [InlineData("var now = {|DUR0001:DateTimeOffset.Now|};", "var now = ctx.UtcNow;")]
    [InlineData("var now = TimeProvider.System.{|DUR0001:GetUtcNow()|};", "var now = ctx.UtcNow;")]
    [InlineData("var id = {|DUR0002:Guid.NewGuid()|};", "var id = ctx.NewGuid();")]
    [InlineData("{|DUR0005:Console.WriteLine($\"hello {order.Id}\")|};", "ctx.Info($\"hello {order.Id}\");")]
    [InlineData("await {|DUR0008:Task.Delay(10)|};", "await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(10));")]
    [InlineData(
        "await {|DUR0008:Task.Delay(TimeSpan.FromDays(1))|};",
        "await ctx.ScheduleTimer(TimeSpan.FromDays(1));"
    )]
    [InlineData(
        "var wait = {|DUR0008:Task.Delay(10)|};",
        "var wait = ctx.ScheduleTimer(TimeSpan.FromMilliseconds(10)).AsTask();"
    )]
    [InlineData("{|DUR0009:Thread.Sleep(10)|};", "await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(10));")]
    [InlineData(
        "var all = ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).{|DUR0009:Result|}.Length;",
        "var all = (await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero))).Length;"
    )]
    [InlineData(
        "ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).{|DUR0009:Wait()|};",
        "await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero));"
    )]
    [InlineData(
        "ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).GetAwaiter().{|DUR0009:GetResult()|};",
        "await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero));"
    )]
    [InlineData(
        "await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).{|DUR0010:ConfigureAwait(false)|};",
        "await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero));"
    )]
    [InlineData(
        "await {|DUR0011:Task.WhenAny(ctx.ScheduleTimer(TimeSpan.Zero).AsTask(), ctx.ScheduleTimer(TimeSpan.MaxValue).AsTask())|};",
        "await ctx.Select(ctx.ScheduleTimer(TimeSpan.Zero), ctx.ScheduleTimer(TimeSpan.MaxValue));"
    )]
    [InlineData(
        "await {|DUR0012:Task.WhenAll(ctx.ScheduleTimer(TimeSpan.Zero).AsTask(), ctx.ScheduleWait<int>(\"a\").AsTask())|};",
        "await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero), ctx.ScheduleWait<int>(\"a\"));"
    )]
    [InlineData(
        "var all = await {|DUR0012:Task.WhenAll(new[] { \"a\" }.Select(text => ctx.ScheduleActivity(Shop.Mail, text).AsTask()))|};",
        "var all = await ctx.Join(new[] { \"a\" }.Select(text => ctx.ScheduleActivity(Shop.Mail, text)));"
    )]
    [InlineData(
        "foreach (var name in {|DUR0014:new HashSet<string>()|}) { await ctx.ScheduleActivity(Shop.Mail, name); }",
        "foreach (var name in new HashSet<string>().Order(StringComparer.Ordinal)) { await ctx.ScheduleActivity(Shop.Mail, name); }"
    )]
    [InlineData(
        "foreach (var pair in {|DUR0014:new Dictionary<int, string>()|}) { await ctx.ScheduleActivity(Shop.Mail, pair.Value); }",
        "foreach (var pair in new Dictionary<int, string>().OrderBy(entry => entry.Key)) { await ctx.ScheduleActivity(Shop.Mail, pair.Value); }"
    )]
    [InlineData(
        "try { await ctx.ScheduleActivity(Shop.Charge, order); } {|DUR0016:catch|} (Exception) { }",
        "try { await ctx.ScheduleActivity(Shop.Charge, order); } catch (DurableException) { }"
    )]
    [InlineData(
        "try { await ctx.ScheduleActivity(Shop.Charge, order); } {|DUR0016:catch|} { }",
        "try { await ctx.ScheduleActivity(Shop.Charge, order); } catch (DurableException) { }"
    )]
    public Task An_orchestration_is_repaired(string before, string after) => Verify.RepairAsync(before, after);

    [Fact]
    public Task A_using_is_added_where_the_repair_needs_it() =>
        Verify.RepairCodeAsync(
            """
            public static class Code
            {
                public static Task<string> RunAsync(OrchestrationContext ctx, Order order) =>
                    Task.FromResult(order.Amount.{|DUR0015:ToString()|});
            }
            """,
            """
            using System.Globalization;

            public static class Code
            {
                public static Task<string> RunAsync(OrchestrationContext ctx, Order order) =>
                    Task.FromResult(order.Amount.ToString(CultureInfo.InvariantCulture));
            }
            """
        );

    [Fact]
    public Task The_context_is_called_by_its_name() =>
        Verify.RepairCodeAsync(
            Prelude.Members(
                """
                static readonly Orchestration<string, Guid> Named = new(
                    "named",
                    (orchestration, _) => Task.FromResult({|DUR0002:Guid.NewGuid()|})
                );
                """
            ),
            Prelude.Members(
                """
                static readonly Orchestration<string, Guid> Named = new(
                    "named",
                    (orchestration, _) => Task.FromResult(orchestration.NewGuid())
                );
                """
            )
        );

    [Fact]
    public Task A_logger_is_replaced_by_the_contexts() =>
        Verify.RepairCodeAsync(
            Prelude.Members(
                """
                static async Task RunAsync(OrchestrationContext ctx, ILogger log)
                {
                    await ctx.ScheduleTimer(TimeSpan.Zero);
                    {|DUR0019:log|}.LogInformation("here");
                }
                """
            ),
            Prelude.Members(
                """
                static async Task RunAsync(OrchestrationContext ctx, ILogger log)
                {
                    await ctx.ScheduleTimer(TimeSpan.Zero);
                    ctx.Logger.LogInformation("here");
                }
                """
            )
        );

    [Fact]
    public Task The_token_of_an_activity_is_passed_on() =>
        Verify.RepairCodeAsync(
            Prelude.Members(
                """
                static readonly Activity<string> Write = new(
                    "write",
                    async (ctx, text) => await {|DUR0021:File.WriteAllTextAsync(text, text)|}
                );
                """
            ),
            Prelude.Members(
                """
                static readonly Activity<string> Write = new(
                    "write",
                    async (ctx, text) => await File.WriteAllTextAsync(text, text, ctx.CancellationToken)
                );
                """
            )
        );

    [Fact]
    public Task What_lies_behind_a_call_is_not_repaired_at_the_call() =>
        Verify.RepairCodeAsync(
            Prelude.Members(
                """
                static DateTime Stamp() => DateTime.UtcNow;

                static Task<DateTime> RunAsync(OrchestrationContext ctx, int input) => Task.FromResult({|DUR0001:Stamp()|});
                """
            ),
            Prelude.Members(
                """
                static DateTime Stamp() => DateTime.UtcNow;

                static Task<DateTime> RunAsync(OrchestrationContext ctx, int input) => Task.FromResult({|DUR0001:Stamp()|});
                """
            )
        );
}
