namespace Duroxide.Analyzers.Tests;

public sealed class OrderTests
{
    [Theory]
    [InlineData("HashSet<string>", "names")]
    [InlineData("IReadOnlySet<string>", "names")]
    [InlineData("ImmutableHashSet<string>", "names")]
    [InlineData("ConcurrentBag<string>", "names")]
    [InlineData("Dictionary<string, int>", "names.Keys")]
    [InlineData("ConcurrentDictionary<int, string>", "names.Values")]
    public Task A_loop_that_asks_for_something_is_found(string type, string collection) =>
        Verify.MembersAsync(
            $$"""
            static async Task RunAsync(OrchestrationContext ctx, {{type}} names)
            {
                foreach (var name in {|DUR0014:{{collection}}|})
                {
                    await ctx.ScheduleActivity(Shop.Mail, name);
                }
            }
            """
        );

    [Fact]
    public Task A_fan_out_by_a_query_is_found() =>
        Verify.MembersAsync(
            """
            static async Task RunAsync(OrchestrationContext ctx, HashSet<string> names) =>
                await ctx.Join({|DUR0014:names|}.Where(name => name != "").Select(name => ctx.ScheduleActivity(Shop.Mail, name)));
            """
        );

    [Theory]
    [InlineData("HashSet<string> names", "foreach (var name in names) { ctx.Logger.LogInformation(\"a\"); }")]
    [InlineData(
        "HashSet<string> names",
        "foreach (var name in names) { ctx.Info(name); ctx.Trace(TraceLevel.Debug, name); }"
    )]
    [InlineData("HashSet<string> names", "var longest = names.Max(name => name.Length);")]
    [InlineData(
        "HashSet<string> names",
        "foreach (var name in names.Order(StringComparer.Ordinal)) { await ctx.ScheduleActivity(Shop.Mail, name); }"
    )]
    [InlineData(
        "SortedSet<string> names",
        "foreach (var name in names) { await ctx.ScheduleActivity(Shop.Mail, name); }"
    )]
    [InlineData("List<string> names", "foreach (var name in names) { await ctx.ScheduleActivity(Shop.Mail, name); }")]
    [InlineData("Dictionary<string, int> names", "await ctx.ScheduleActivity(Shop.Mail, names.Count.ToString());")]
    public Task What_is_ordered_or_decides_nothing_is_left_alone(string names, string code) =>
        Verify.MembersAsync(
            $$"""
            static async Task RunAsync(OrchestrationContext ctx, {{names}})
            {
                await ctx.ScheduleTimer(TimeSpan.Zero);
                {{code}}
            }
            """
        );
}
