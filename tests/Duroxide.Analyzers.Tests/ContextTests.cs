namespace Duroxide.Analyzers.Tests;

public sealed class ContextTests
{
    [Fact]
    public Task A_context_or_a_handle_in_an_activity_is_found() =>
        Verify.MembersAsync(
            """
            static async Task RunAsync(OrchestrationContext ctx, string input)
            {
                var timer = ctx.ScheduleTimer(TimeSpan.Zero);
                var activity = new Activity<string, string>("late", async (act, text) =>
                {
                    await {|DUR0020:timer|};
                    return {|DUR0020:ctx|}.Instance.Value + act.Instance.Value;
                });
                await ctx.ScheduleActivity(activity, input);
            }
            """
        );

    [Fact]
    public Task A_context_in_a_static_field_is_found() =>
        Verify.MembersAsync(
            """
            static OrchestrationContext? {|DUR0018:latest|};

            static OrchestrationContext? {|DUR0018:Latest|} { get; set; }
            """
        );

    [Fact]
    public Task A_context_that_an_older_object_keeps_is_found() =>
        Verify.CodeAsync(
            """
            public sealed class Keeper
            {
                OrchestrationContext? context;

                public Task RunAsync(OrchestrationContext ctx, string input)
                {
                    {|DUR0018:context|} = ctx;
                    return Task.CompletedTask;
                }
            }
            """
        );

    [Fact]
    public Task An_object_that_is_made_with_its_context_may_keep_it() =>
        Verify.CodeAsync(
            """
            public sealed class Flow
            {
                readonly OrchestrationContext context;

                public Flow(OrchestrationContext context) => this.context = context;

                public async Task RunAsync() => await context.ScheduleTimer(TimeSpan.Zero);
            }
            """
        );
}
