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
                {|DUR0006:Prices|}.Add("tea", 3);
                {|DUR0006:Prices|}["coffee"] = 4;
                {|DUR0006:Steps|}[0] = 2;
                return Task.FromResult(Prices["tea"] + Steps[1]);
            }
            """
        );

    [Fact]
    public Task A_static_that_gets_its_next_value_from_itself_is_told_once() =>
        Verify.MembersAsync(
            """
            static int count;

            static int Count { get; set; }

            static Task RunAsync(OrchestrationContext ctx, string input)
            {
                {|DUR0006:count|} = count + 1;
                {|DUR0006:Count|} += Count * 2;
                return Task.CompletedTask;
            }
            """
        );

    [Fact]
    public Task A_static_property_whose_collection_is_changed_is_told_once_and_one_that_is_made_anew_is_not() =>
        Verify.MembersAsync(
            """
            static List<int> Kept { get; } = [];

            static List<int> Made => [];

            static Task<List<int>> RunAsync(OrchestrationContext ctx, string input)
            {
                {|DUR0006:Kept|}.Add(1);
                Made.Add(1);
                return Task.FromResult(Kept);
            }
            """
        );

    [Fact]
    public Task A_context_that_is_kept_is_told_as_such_and_not_as_state() =>
        Verify.MembersAsync(
            """
            static OrchestrationContext? {|DUR0018:latest|};

            static OrchestrationContext? {|DUR0018:Latest|} { get; set; }

            static async Task RunAsync(OrchestrationContext ctx, string input)
            {
                latest = ctx;
                Latest = latest;
                await Latest.ScheduleTimer(TimeSpan.Zero);
            }
            """
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
