namespace Duroxide.Analyzers.Tests;

/// <summary>To read what a task gave blocks nobody where the task has ended.</summary>
public sealed class EndedTaskTests
{
    const string Both = "var one = Task.FromResult(1); var other = Task.FromResult(2); ";

    [Theory]
    [InlineData("var first = await {|DUR0011:Task.WhenAny(one, other)|}; var number = first.Result;")]
    [InlineData("var number = (await {|DUR0011:Task.WhenAny(one, other)|}).Result;")]
    [InlineData("var first = await {|DUR0011:Task.WhenAny(one, other)|}; var number = first == one ? one.Result : 0;")]
    [InlineData("await Task.WhenAll(one, other); var number = one.Result + other.GetAwaiter().GetResult();")]
    [InlineData("await one; if (order.Amount > 1) { var number = one.Result; one.Wait(); }")]
    [InlineData("var all = new[] { one, other }; await Task.WhenAll(all); var sum = all.Sum(each => each.Result);")]
    [InlineData("var all = new[] { one, other }; await Task.WhenAll(all); var number = all[0].Result;")]
    [InlineData("var all = new[] { one }; await Task.WhenAll(all); foreach (var each in all) { _ = each.Result; }")]
    [InlineData("var number = one.IsCompletedSuccessfully ? one.Result : 0;")]
    public Task A_task_that_has_ended_may_be_read(string code) => Verify.OrchestrationAsync(Both + code);

    [Theory]
    [InlineData("var first = await {|DUR0011:Task.WhenAny(one, other)|}; var number = other.{|DUR0009:Result|};")]
    [InlineData("if (order.Amount > 1) { await one; } var number = one.{|DUR0009:Result|};")]
    [InlineData("var number = one.{|DUR0009:Result|}; await one;")]
    [InlineData("Func<Task> later = async () => await one; var number = one.{|DUR0009:Result|};")]
    [InlineData("var all = new[] { one, other }; await one; var sum = all.Sum(each => each.{|DUR0009:Result|});")]
    [InlineData("var number = one.IsCompleted ? other.{|DUR0009:Result|} : 0;")]
    [InlineData("var number = !one.IsCompleted ? one.{|DUR0009:Result|} : 0;")]
    public Task One_that_may_not_have_ended_is_found(string code) => Verify.OrchestrationAsync(Both + code);
}
