namespace Duroxide.Analyzers.Tests;

public sealed class SwallowTests
{
    const string Call = "await ctx.ScheduleActivity(Shop.Charge, order);";

    [Theory]
    [InlineData("{|DUR0016:catch|} { }")]
    [InlineData("{|DUR0016:catch|} (Exception) { ctx.Info(\"never mind\"); }")]
    [InlineData("catch (DurableException failed) { ctx.Info(failed.Message); } {|DUR0016:catch|} (Exception) { }")]
    public Task A_catch_of_everything_that_tells_nobody_is_found(string handler) =>
        Verify.OrchestrationAsync($"try {{ {Call} }} {handler}");

    [Theory]
    [InlineData("catch (ActivityFailedException) { }")]
    [InlineData("catch (Exception) { ctx.Info(\"sorry\"); throw; }")]
    [InlineData("catch (Exception wrong) { ctx.Info(wrong.Message); }")]
    [InlineData("catch (Exception wrong) when (wrong is ActivityFailedException) { }")]
    [InlineData("finally { }")]
    public Task What_is_told_or_meant_is_left_alone(string handler) =>
        Verify.OrchestrationAsync($"try {{ {Call} }} {handler}");

    [Fact]
    public Task A_catch_of_everything_around_what_is_not_awaited_is_left_alone() =>
        Verify.OrchestrationAsync("try { _ = order.Id[100]; } catch { }");
}
