namespace Duroxide.Analyzers.Tests;

public sealed class StaticStateTests
{
    [Fact]
    public Task A_static_field_that_is_read_or_written_is_found() =>
        Verify.MembersAsync(
            """
            static int count;

            static async Task<int> RunAsync(OrchestrationContext ctx, string input)
            {
                {|DUR0006:count|}++;
                await ctx.ScheduleTimer(TimeSpan.Zero);
                return {|DUR0006:count|};
            }
            """
        );

    [Fact]
    public Task A_static_property_that_can_be_set_is_found() =>
        Verify.MembersAsync(
            """
            static string Region { get; set; } = "eu";

            static Task<string> RunAsync(OrchestrationContext ctx, string input) => Task.FromResult({|DUR0006:Region|});
            """
        );

    [Fact]
    public Task A_static_collection_that_is_changed_is_found_and_one_that_is_read_is_not() =>
        Verify.MembersAsync(
            """
            static readonly Dictionary<string, int> Prices = [];

            static readonly int[] Steps = [1, 2, 3];

            static Task<int> RunAsync(OrchestrationContext ctx, string input)
            {
                {|DUR0006:Prices.Add("tea", 3)|};
                {|DUR0006:Prices|}["coffee"] = 4;
                {|DUR0006:Steps|}[0] = 2;
                return Task.FromResult(Prices["tea"] + Steps[1]);
            }
            """.Replace("{|DUR0006:Prices.Add(\"tea\", 3)|}", "{|DUR0006:Prices|}.{|DUR0006:Add(\"tea\", 3)|}")
        );

    [Fact]
    public Task Constants_and_what_is_set_once_are_left_alone() =>
        Verify.MembersAsync(
            """
            const int Most = 3;

            static readonly TimeSpan Patience = TimeSpan.FromDays(1);

            static string Region { get; } = "eu";

            static async Task<string> RunAsync(OrchestrationContext ctx, string input)
            {
                await ctx.ScheduleTimer(Patience * Most);
                return Region + string.Empty;
            }
            """
        );
}
