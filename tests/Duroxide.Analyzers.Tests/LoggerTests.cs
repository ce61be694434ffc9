namespace Duroxide.Analyzers.Tests;

public sealed class LoggerTests
{
    [Fact]
    public Task A_logger_that_is_not_the_contexts_is_found() =>
        Verify.CodeAsync(
            """
            public sealed class Shopping(ILogger<Shopping> log)
            {
                async Task RunAsync(OrchestrationContext ctx, string input)
                {
                    await ctx.ScheduleTimer(TimeSpan.Zero);
                    {|DUR0019:log|}.LogInformation("here");
                    ctx.Logger.LogInformation("here");
                }
            }
            """
        );
}
