namespace Duroxide.Analyzers.Tests;

/// <summary>A repair keeps the code compiling, or is not offered.</summary>
public sealed class SoundRepairTests
{
    const string Mail = "{ await ctx.ScheduleActivity(Shop.Mail, name); }";
    const string Charge = "await ctx.ScheduleActivity(Shop.Charge, order);";

    [Theory]
    [InlineData("var upper = order?.Id?.{|DUR0015:ToUpper()|};", "var upper = order?.Id?.ToUpperInvariant();")]
    [InlineData("var upper = (order?.Id)!.{|DUR0015:ToLower()|};", "var upper = (order?.Id)!.ToLowerInvariant();")]
    public Task A_null_conditional_call_is_repaired_by_its_name(string before, string after) =>
        Verify.RepairAsync(before, after);

    [Theory]
    [InlineData("decimal? amount = order.Amount; var text = amount.{|DUR0015:ToString()|};")]
    [InlineData("var day = {|DUR0015:DateOnly.Parse(s: order.Id)|};")]
    public Task A_culture_is_passed_only_where_the_call_takes_one(string code) => Verify.RepairAsync(code, code);

    [Theory]
    [InlineData("var names = new[] { order }.{|DUR0015:OrderBy(each => (each.Amount, each.Id))|};")]
    [InlineData("var last = new[] { order }.{|DUR0015:Max(each => each.Id)|};")]
    [InlineData("var compared = {|DUR0015:string.Compare(order.Id, \"a\", true)|};")]
    [InlineData("var isFirst = order.Id.{|DUR0015:StartsWith(value: \"a\")|};")]
    public Task A_comparison_is_passed_only_where_the_call_takes_one(string code) => Verify.RepairAsync(code, code);

    [Fact]
    public Task A_culture_is_passed_behind_what_is_passed_already() =>
        Verify.RepairCodeAsync(
            """
            public static class Code
            {
                public static string? Run(OrchestrationContext ctx, decimal? amount) => amount?.{|DUR0015:ToString("F")|};
            }
            """,
            """
            using System.Globalization;

            public static class Code
            {
                public static string? Run(OrchestrationContext ctx, decimal? amount) => amount?.ToString("F", CultureInfo.InvariantCulture);
            }
            """
        );

    [Theory]
    [InlineData("await Task.FromResult(new HashSet<string>())", "")]
    [InlineData("known ?? new HashSet<string>()", "HashSet<string>? known = null; ")]
    [InlineData("known.Count == 0 ? known : new HashSet<string>()", "var known = new HashSet<string>(); ")]
    public Task What_is_sorted_stands_in_parentheses_where_it_must(string unordered, string before) =>
        Verify.RepairAsync(
            $"{before}foreach (var name in {{|DUR0014:{unordered}|}}) {Mail}",
            $"{before}foreach (var name in ({unordered}).Order(StringComparer.Ordinal)) {Mail}"
        );

    [Theory]
    [InlineData("ISet<string> known = new HashSet<string>(); ", "(HashSet<string>){|DUR0014:known|}")]
    [InlineData("ISet<string> known = new HashSet<string>(); ", "({|DUR0014:known|} as IEnumerable<string>)")]
    [InlineData("var known = new Dictionary<string, string>(); ", "(IEnumerable<string>)({|DUR0014:known.Values|})")]
    [InlineData("var known = new { Names = new HashSet<string>() }; ", "{|DUR0014:known?.Names|}")]
    public Task What_a_cast_or_a_question_mark_would_take_apart_is_not_sorted(string before, string unordered) =>
        Verify.RepairAsync(
            $"{before}foreach (var name in {unordered}) {Mail}",
            $"{before}foreach (var name in {unordered}) {Mail}"
        );

    [Fact]
    public Task What_may_be_missing_is_not_sorted() =>
        Verify.RepairAsync(
            "HashSet<string>? known = null; var all = {|DUR0014:known|}?.Select(name => ctx.ScheduleActivity(Shop.Mail, name));",
            "HashSet<string>? known = null; var all = {|DUR0014:known|}?.Select(name => ctx.ScheduleActivity(Shop.Mail, name));"
        );

    [Theory]
    [InlineData("catch (DurableException failed) { ctx.Info(failed.Message); } {|DUR0016:catch|} (Exception) { }")]
    [InlineData("catch (DurableException) { throw; } {|DUR0016:catch|} { }")]
    public Task What_is_caught_before_is_not_caught_again(string handler) =>
        Verify.RepairAsync($"try {{ {Charge} }} {handler}", $"try {{ {Charge} }} {handler}");

    [Fact]
    public Task What_is_caught_before_in_part_is_caught() =>
        Verify.RepairAsync(
            $"try {{ {Charge} }} catch (DurableException failed) when (failed.Message == \"\") {{ }} {{|DUR0016:catch|}} (Exception) {{ }}",
            $"try {{ {Charge} }} catch (DurableException failed) when (failed.Message == \"\") {{ }} catch (DurableException) {{ }}"
        );

    [Theory]
    [InlineData("{|DUR0009:lock|} (order) { ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).{|DUR0009:Wait()|}; }")]
    [InlineData("{|DUR0009:lock|} (order) { {|DUR0009:Thread.Sleep(10)|}; }")]
    [InlineData("try { _ = order.Id; } catch (Exception) when (Task.FromResult(true).{|DUR0009:Result|}) { throw; }")]
    [InlineData("var all = from id in new[] { order.Id } where Task.FromResult(true).{|DUR0009:Result|} select id;")]
    public Task Nothing_is_awaited_where_an_await_may_not_stand(string code) => Verify.RepairAsync(code, code);

    [Fact]
    public Task In_a_lambda_within_a_query_it_is_awaited() =>
        Verify.RepairAsync(
            "var all = from id in new[] { 1 } select (Func<Task>)(async () => {|DUR0009:Thread.Sleep(id)|});",
            "var all = from id in new[] { 1 } select (Func<Task>)(async () => await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(id)));"
        );
}
