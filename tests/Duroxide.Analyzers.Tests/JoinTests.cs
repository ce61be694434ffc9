namespace Duroxide.Analyzers.Tests;

/// <summary>A join is told where handles could be joined, and only there.</summary>
public sealed class JoinTests
{
    const string One = "ctx.ScheduleTimer(TimeSpan.Zero).AsTask()";

    [Theory]
    [InlineData($"await {{|DUR0012:Task.WhenAll({One}, {One})|}};")]
    [InlineData($"await {{|DUR0012:Task.WhenAll(new[] {{ {One} }})|}};")]
    [InlineData($"await {{|DUR0012:Task.WhenAll([{One}, {One}])|}};")]
    [InlineData($"await {{|DUR0012:Task.WhenAll(new[] {{ 1, 2 }}.Select(_ => {One}).ToList())|}};")]
    [InlineData($"var one = {One}; var all = new[] {{ one, {One} }}; await {{|DUR0012:Task.WhenAll(all)|}};")]
    [InlineData($"var all = new List<Task>(); all.Add({One}); await {{|DUR0012:Task.WhenAll(all)|}};")]
    public Task Handles_that_were_made_tasks_are_found(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("await Task.WhenAll(ChargeAsync(ctx, order), MailAsync());")]
    [InlineData($"await Task.WhenAll({One}, ChargeAsync(ctx, order));")]
    [InlineData("await Task.WhenAll(new[] { order, order }.Select(each => ChargeAsync(ctx, each)));")]
    [InlineData($"var all = new List<Task> {{ {One} }}; all.Add(MailAsync()); await Task.WhenAll(all);")]
    [InlineData("var all = new List<Task>(); all.Add(MailAsync()); await Task.WhenAll(all);")]
    [InlineData("var all = new List<Task>(); await Task.WhenAll(all);")]
    public Task Tasks_of_helpers_are_joined_as_they_are(string code) =>
        Verify.MembersAsync(
            $$"""
            static async Task<Receipt> ChargeAsync(OrchestrationContext ctx, Order order) =>
                await ctx.ScheduleActivity(Shop.Charge, order);

            static async Task RunAsync(OrchestrationContext ctx, Order order)
            {
                {{code}}

                async Task MailAsync() => await ctx.ScheduleActivity(Shop.Mail, order.Id);
            }
            """
        );
}
