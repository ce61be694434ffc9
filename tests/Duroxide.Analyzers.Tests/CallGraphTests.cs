namespace Duroxide.Analyzers.Tests;

/// <summary>What lies behind calls is reported at the call, whatever kind of call it is.</summary>
public sealed class CallGraphTests
{
    [Theory]
    [InlineData("Stamp()", "static DateTime Stamp() => DateTime.Now;")]
    [InlineData(
        "Stamp()",
        "static DateTime Stamp() => Inner(); static DateTime Inner() => Innermost(); static DateTime Innermost() => DateTime.Now;"
    )]
    [InlineData("Today", "static DateTime Today => DateTime.Now;")]
    [InlineData("Today", "static DateTime Today { get { return DateTime.Now; } }")]
    [InlineData("new Stamped()", "sealed class Stamped { readonly DateTime at = DateTime.Now; }")]
    [InlineData(
        "new Stamped()",
        "sealed class Stamped { public Stamped() { At = DateTime.Now; } public DateTime At { get; } }"
    )]
    [InlineData("(Func<DateTime>){|DUR0001:Stamp|}", "static DateTime Stamp() => DateTime.Now;", true)]
    public Task A_clock_is_found_behind_it(string call, string helper, bool isMarked = false) =>
        Verify.MembersAsync(
            $$"""
            {{helper}}

            static Task<object> RunAsync(OrchestrationContext ctx, string input) =>
                Task.FromResult((object)({{(isMarked ? call : $"{{|DUR0001:{call}|}}")}}));
            """
        );

    [Fact]
    public Task A_local_function_and_a_lambda_of_an_orchestration_are_its_code() =>
        Verify.OrchestrationAsync(
            """
            DateTime Stamp() => {|DUR0001:DateTime.Now|};
            var stamps = new[] { 1 }.Select(_ => {|DUR0001:DateTime.Now|});
            Stamp();
            """
        );

    [Fact]
    public Task A_local_function_around_an_orchestration_is_followed() =>
        Verify.MembersAsync(
            """
            static Orchestration<string, string> Define()
            {
                return new("stamps", async (ctx, input) =>
                {
                    await ctx.ScheduleTimer(TimeSpan.Zero);
                    return {|DUR0001:Stamp()|};
                });

                string Stamp() => DateTime.Now.Ticks.ToString();
            }
            """
        );

    [Fact]
    public Task An_async_iterator_is_followed() =>
        Verify.MembersAsync(
            """
            static async IAsyncEnumerable<int> CountAsync()
            {
                await Task.Delay(10);
                yield return 1;
            }

            static async Task RunAsync(OrchestrationContext ctx, string input)
            {
                await foreach (var number in {|DUR0008:CountAsync()|}) { }
            }
            """
        );

    [Fact]
    public Task An_operator_and_a_conversion_are_followed() =>
        Verify.CodeAsync(
            """
            public readonly struct Stamp
            {
                public static Stamp operator +(Stamp one, Stamp two) { _ = DateTime.Now; return one; }
                public static implicit operator Stamp(int number) { _ = Guid.NewGuid(); return default; }
            }

            public static class Code
            {
                public static Task<Stamp> RunAsync(OrchestrationContext ctx, Stamp stamp)
                {
                    Stamp other = {|DUR0002:1|};
                    return Task.FromResult({|DUR0001:stamp + other|});
                }
            }
            """
        );

    [Fact]
    public Task An_enumerator_and_a_disposal_are_followed() =>
        Verify.CodeAsync(
            """
            public sealed class Stamps : IDisposable
            {
                public IEnumerator<int> GetEnumerator() { _ = DateTime.Now; yield break; }
                public void Dispose() => File.Delete("a");
            }

            public static class Code
            {
                public static Task RunAsync(OrchestrationContext ctx, Stamps stamps)
                {
                    {|DUR0001:foreach (var stamp in stamps) { }|}
                    {|DUR0005:using (stamps) { }|}
                    return Task.CompletedTask;
                }
            }
            """
        );

    [Fact]
    public Task All_implementations_of_an_interface_are_followed() =>
        Verify.CodeAsync(
            """
            public interface ICalendar { DateTime Today { get; } }

            public sealed class FixedCalendar : ICalendar { public DateTime Today => default; }

            public sealed class SystemCalendar : ICalendar { public DateTime Today => DateTime.Today; }

            public static class Code
            {
                public static Task<DateTime> RunAsync(OrchestrationContext ctx, ICalendar calendar) =>
                    Task.FromResult(calendar.{|DUR0001:Today|});
            }
            """
        );

    [Fact]
    public Task An_override_is_followed() =>
        Verify.CodeAsync(
            """
            public class Calendar { public virtual DateTime Today() => default; }

            public class SystemCalendar : Calendar { public override DateTime Today() => DateTime.Today; }

            public static class Code
            {
                public static Task<DateTime> RunAsync(OrchestrationContext ctx, Calendar calendar) =>
                    Task.FromResult(calendar.{|DUR0001:Today()|});
            }
            """
        );

    [Fact]
    public Task An_interface_whose_tasks_nobody_here_completes_is_foreign() =>
        Verify.CodeAsync(
            """
            public interface IOrders { Task<int> CountAsync(); }

            public static class Code
            {
                public static async Task<int> RunAsync(OrchestrationContext ctx, IOrders orders) =>
                    await orders.{|DUR0013:CountAsync()|};
            }
            """
        );

    [Fact]
    public Task Each_rule_is_told_once_for_a_call() =>
        Verify.MembersAsync(
            """
            static void Work() { _ = DateTime.Now; _ = DateTime.UtcNow; Console.WriteLine(); }

            static Task RunAsync(OrchestrationContext ctx, string input)
            {
                {|DUR0001:{|DUR0005:Work()|}|};
                return Task.CompletedTask;
            }
            """
        );

    [Fact]
    public Task Helpers_that_call_each_other_have_an_end() =>
        Verify.MembersAsync(
            """
            static int Even(int n) => n == 0 ? DateTime.Now.Day : Odd(n - 1);

            static int Odd(int n) => n == 0 ? 1 : Even(n - 1);

            static Task<int> RunAsync(OrchestrationContext ctx, int input) => Task.FromResult({|DUR0001:Odd(input)|});
            """
        );

    [Fact]
    public Task A_helper_with_the_context_is_reported_in_itself() =>
        Verify.MembersAsync(
            """
            static DateTime Stamp(OrchestrationContext ctx) => {|DUR0001:DateTime.Now|};

            static Task<DateTime> RunAsync(OrchestrationContext ctx, int input) => Task.FromResult(Stamp(ctx));
            """
        );

    [Fact]
    public Task A_method_of_an_object_that_is_made_with_the_context_is_orchestration_code() =>
        Verify.CodeAsync(
            """
            public sealed class Flow(OrchestrationContext ctx)
            {
                int steps;

                public async Task<int> RunAsync()
                {
                    await ctx.ScheduleTimer(TimeSpan.Zero);
                    steps += {|DUR0001:DateTime.Now|}.Day;
                    return steps;
                }
            }
            """
        );

    [Fact]
    public Task What_is_marked_deterministic_is_neither_looked_into_nor_reported() =>
        Verify.CodeAsync(
            """
            public static class Code
            {
                [Deterministic]
                static DateTime Stamp() => DateTime.Now;

                [Deterministic]
                static DateTime Today => DateTime.Today;

                public static Task<DateTime> RunAsync(OrchestrationContext ctx, int input) =>
                    Task.FromResult(Stamp() + (Today - Trusted.Stamp()));
            }

            [Deterministic]
            public static class Trusted
            {
                public static DateTime Stamp() => DateTime.Now;
            }
            """
        );

    [Fact]
    public Task Activities_that_an_orchestration_names_are_not_its_code() =>
        Verify.MembersAsync(
            """
            static Activity<string, DateTime> Clock => new("clock", (_, _) => Task.FromResult(DateTime.Now));

            static async Task<DateTime> RunAsync(OrchestrationContext ctx, string input) =>
                await ctx.ScheduleActivity(Clock, input);
            """
        );

    [Fact]
    public Task The_attributes_of_the_generators_mark_code_too() =>
        Verify.CodeAsync(
            """
            public static partial class Code
            {
                [Orchestration("orders/stamp")]
                public static Task<DateTime> Stamp(OrchestrationContext ctx) => Task.FromResult({|DUR0001:DateTime.Now|});

                [Activity("orders/clock")]
                public static Task<DateTime> Clock(string input) => Task.FromResult(DateTime.Now);

                static async Task RunAsync(OrchestrationContext ctx, string input)
                {
                    await ctx.ScheduleTimer(TimeSpan.Zero);
                    await {|DUR0001:Clock(input)|};
                }
            }

            [Activity("orders/other-clock")]
            public sealed partial class OtherClock
            {
                public Task<DateTime> RunAsync(string input) => Task.FromResult(DateTime.Now);
            }
            """
        );
}
