namespace Duroxide.Analyzers.Tests;

public sealed class OuterStateTests
{
    [Fact]
    public Task A_variable_around_the_orchestration_that_it_changes_is_found() =>
        Verify.MembersAsync(
            """
            static Orchestration<string, int> Define(int start)
            {
                var count = 0;
                var names = new List<string>();
                return new("count", async (ctx, name) =>
                {
                    await ctx.ScheduleTimer(TimeSpan.Zero);
                    {|DUR0017:count|}++;
                    {|DUR0017:start|} = 3;
                    {|DUR0017:names|}.Add(name);
                    return count + names.Count;
                });
            }
            """
        );

    [Fact]
    public Task A_field_of_the_object_that_defines_the_orchestration_is_found() =>
        Verify.CodeAsync(
            """
            public sealed class Counting
            {
                int count;
                readonly List<string> names = [];

                public Orchestration<string, int> ByMethod => new("by-method", RunAsync);

                public Orchestration<string, int> ByLambda => new("by-lambda", (ctx, name) => Task.FromResult({|DUR0017:count|}++));

                async Task<int> RunAsync(OrchestrationContext ctx, string name)
                {
                    await ctx.ScheduleTimer(TimeSpan.Zero);
                    {|DUR0017:names|}.Add(name);
                    return {|DUR0017:count|} += 1;
                }
            }
            """
        );

    [Fact]
    public Task Variables_and_objects_of_its_own_may_change() =>
        Verify.CodeAsync(
            """
            public sealed class Tally
            {
                public int Count { get; private set; }

                public async Task StepAsync(OrchestrationContext ctx)
                {
                    await ctx.ScheduleTimer(TimeSpan.Zero);
                    Count++;
                }
            }

            public static class Code
            {
                public static readonly Orchestration<string, int> Orchestration = new("tally", async (ctx, name) =>
                {
                    var tally = new Tally();
                    var names = new List<string> { name };
                    var sum = 0;
                    await ctx.ScheduleWait<int>("go", new() { Timeout = TimeSpan.FromDays(1) });
                    await tally.StepAsync(ctx);
                    await ctx.Join(ctx.Branch(AddAsync));
                    return sum + names.Count;

                    async Task AddAsync()
                    {
                        await ctx.ScheduleTimer(TimeSpan.Zero);
                        names.Add(name);
                        sum++;
                        name = "";
                    }
                });
            }
            """
        );

    [Fact]
    public Task Outer_variables_may_be_read() =>
        Verify.MembersAsync(
            """
            static Orchestration<string, string> Define(string greeting, Activity<string, string> say) =>
                new("greet", async (ctx, name) => await ctx.ScheduleActivity(say, greeting + name));
            """
        );
}
