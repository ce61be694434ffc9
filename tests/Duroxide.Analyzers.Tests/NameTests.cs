namespace Duroxide.Analyzers.Tests;

public sealed class NameTests
{
    [Fact]
    public Task A_name_that_is_nearly_one_of_the_project_is_found() =>
        Verify.OrchestrationAsync(
            """
            await ctx.ScheduleActivity<Order, Receipt>({|DUR0023:"shop/chargee"|}, order);
            await ctx.ScheduleActivity<Order, Receipt>({|DUR0023:"shop/Charge"|}, order);
            """
        );

    [Fact]
    public Task A_library_may_call_what_others_define() =>
        Verify.OrchestrationAsync("""await ctx.ScheduleActivity<Order, Receipt>("bank/transfer", order);""");

    [Fact]
    public Task A_program_defines_all_that_it_calls() =>
        Verify.ProgramAsync(
            Prelude.Orchestration("""await ctx.ScheduleActivity<Order, Receipt>({|DUR0023:"bank/transfer"|}, order);""")
        );

    [Fact]
    public Task A_program_that_merges_a_library_may_call_what_is_in_there() =>
        Verify.ProgramAsync(
            Prelude.Members(
                """
                static Registry Compose(Registry bank) => new RegistryBuilder().Merge(bank).Add(Shop.Charge).Build();

                static async Task RunAsync(OrchestrationContext ctx, Order order) =>
                    await ctx.ScheduleActivity<Order, Receipt>("bank/transfer", order);
                """
            )
        );

    [Fact]
    public Task A_name_with_holes_fits_what_begins_and_ends_like_it() =>
        Verify.ProgramAsync(
            Prelude.Members(
                """
                static Activity<Order, string> Book(string what) => new($"book/{what}/now", (_, _) => Task.FromResult(what));

                static async Task RunAsync(OrchestrationContext ctx, Order order)
                {
                    await ctx.ScheduleActivity<Order, string>("book/flight/now", order);
                    await ctx.ScheduleActivity<Order, string>({|DUR0023:"book/flight/later"|}, order);
                }
                """
            )
        );

    [Fact]
    public Task Types_that_the_code_does_not_have_are_found() =>
        Verify.OrchestrationAsync(
            """
            await ctx.ScheduleActivity<string, Receipt>({|DUR0024:"shop/charge"|}, order.Id);
            await ctx.ScheduleActivity<Order, string>({|DUR0024:"shop/charge"|}, order);
            await ctx.ScheduleActivity<Order, Receipt>("shop/charge", order);
            await ctx.ScheduleActivity<Order, Payload>("shop/charge", order);
            """
        );

    [Fact]
    public Task A_start_by_name_is_held_against_the_orchestration() =>
        Verify.MembersAsync(
            """
            static readonly Orchestration<long, string> Count = new("count", (ctx, most) => Task.FromResult(""));

            static async Task StartAsync(DuroxideClient client)
            {
                await client.StartOrchestrationAsync("count", "count-1", 3);
                await client.StartOrchestrationAsync({|DUR0024:"count"|}, "count-2", "three");
                await client.StartOrchestrationAsync({|DUR0023:"counts"|}, "count-3", 3);
            }
            """
        );

    [Fact]
    public Task A_name_that_is_added_twice_is_found() =>
        Verify.MembersAsync(
            """
            static readonly Orchestration<string, string> One = new("one", (_, input) => Task.FromResult(input));

            static Orchestration<string, string> Other => new("one", (_, input) => Task.FromResult(input));

            static Registry Compose()
            {
                var again = new Activity<string, string>("shop/mail", (_, text) => Task.FromResult(text));
                return new RegistryBuilder()
                    .Add(Shop.Mail)
                    .Add({|DUR0025:again|})
                    .Add(One)
                    .Add({|DUR0025:Other|})
                    .Build();
            }
            """
        );

    [Fact]
    public Task Versions_in_their_order_are_left_alone_and_a_lower_one_is_told() =>
        Verify.MembersAsync(
            """
            static readonly Orchestration<string, string> One = new("one", (_, input) => Task.FromResult(input));

            static readonly Orchestration<string, string> Two = new("one", (_, input) => Task.FromResult(input));

            static Registry InOrder => new RegistryBuilder().Add(One).Add(Two, SemanticVersion.Parse("2.0.0")).Build();

            static Registry Forgotten =>
                new RegistryBuilder().Add(One, new SemanticVersion(1, 1, 0)).Add({|DUR0026:Two|}).Build();
            """
        );

    [Fact]
    public Task A_signal_that_nobody_waits_for_is_told() =>
        Verify.MembersAsync(
            """
            const string Queue = "numbers";

            static async Task RunAsync(OrchestrationContext ctx, Order order)
            {
                await ctx.ScheduleWait<string>("Answer");
                await ctx.ScheduleWait<string>($"answer-of-{order.Id}");
                await ctx.ReceiveMessage<int>(Queue);
                ctx.RaiseEvent("order-2", "Answer", "yes");
                ctx.RaiseEvent("order-2", {|DUR0027:"Anwser"|}, "yes");
                ctx.SendMessage("order-2", Queue, 1);
                ctx.SendMessage("order-2", {|DUR0027:"Answer"|}, 1);
            }

            static async Task SignalAsync(DuroxideClient client)
            {
                await client.RaiseEventAsync("order-1", "Answer", "yes");
                await client.RaiseEventAsync("order-1", "answer-of-17", "yes");
                await client.RaiseEventAsync("order-1", {|DUR0027:"Anwser"|}, "yes");
                await client.SendMessageAsync("order-1", Queue, 1);
                await client.SendMessageAsync("order-1", {|DUR0027:"Answer"|}, 1);
            }
            """
        );

    [Fact]
    public Task A_project_whose_waits_are_not_all_seen_is_not_told_of_signals() =>
        Verify.MembersAsync(
            """
            static async Task RunAsync(OrchestrationContext ctx, string name) => await ctx.ScheduleWait<string>(name);

            static async Task SignalAsync(DuroxideClient client) => await client.RaiseEventAsync("order-1", "Answer", "yes");
            """
        );

    [Fact]
    public Task A_name_is_replaced_by_the_one_that_was_meant() =>
        Verify.RepairAsync(
            """await ctx.ScheduleActivity<Order, Receipt>({|DUR0023:"shop/chargee"|}, order);""",
            """await ctx.ScheduleActivity<Order, Receipt>("shop/charge", order);"""
        );
}
