using Microsoft.CodeAnalysis;

namespace Duroxide.Generators.Tests;

/// <summary>Each rule: what is refused, where, and in which words.</summary>
public class DiagnosticTests
{
    // Why nothing is generated is told by the analyzers, as editors repair nothing that a generator tells of.
    [Theory]
    [InlineData("static class Flow { [Activity] static int Run() => 1; }")]
    [InlineData("class Outer { static partial class Flow { [Activity] static int Run() => 1; } }")]
    [InlineData("file static partial class Flow { [Activity] static int Run() => 1; }")]
    [InlineData("[PayloadJson] sealed class Json;")]
    [InlineData(
        "static partial class Flow { [Orchestration(Version = \"2\")] static Task Run(OrchestrationContext ctx) => Task.CompletedTask; }"
    )]
    [InlineData("static partial class Flow { [Orchestration] static Task<int> Run(int a) => Task.FromResult(a); }")]
    [InlineData("static partial class Flow { [Activity] static int Run(int a, int b) => 1; }")]
    [InlineData("[Activity] partial class Flow { }")]
    [InlineData("partial class Flow { void Outer() { [Activity] static int Run() => 1; } }")]
    public void Of_what_the_analyzers_tell_nothing_is_generated(string source)
    {
        var compiled = Compiled.From(source);

        Assert.Empty(compiled.Told);
        Assert.DoesNotContain(compiled.Files.Keys, file => file != "Duroxide.Registration.g.cs");
    }

    [Theory]
    [InlineData(" ", "is empty or blank")]
    [InlineData("duroxide:mine", "is reserved")]
    [InlineData("a\\0b", "holds a NUL")]
    [InlineData("a\\ud800b", "half of a surrogate pair")]
    public void DUR1005_a_name_can_be_stored(string name, string why) =>
        Refused("DUR1005", why, $"static partial class Flow {{ [Activity(\"{name}\")] static int Run() => 1; }}");

    [Fact]
    public void DUR1006_an_activity_is_declared_once() =>
        Refused(
            "DUR1006",
            "The activity 'same' is declared by 'Flow.One' already",
            "static partial class Flow { [Activity(\"same\")] static int One() => 1; [Activity(\"same\")] static int Two() => 2; }"
        );

    [Fact]
    public void DUR1006_a_version_is_declared_once() =>
        Refused(
            "DUR1006",
            "The orchestration 'same' in version 1.0.0 is declared by 'Flow.One' already. Give one of the two another name, or another version.",
            """
            static partial class Flow
            {
                [Orchestration("same")]
                static Task One(OrchestrationContext ctx) => Task.CompletedTask;
                [Orchestration("same", Version = "1.0.0")]
                static Task Two(OrchestrationContext ctx) => Task.CompletedTask;
                [Orchestration("same", Version = "1.1.0")]
                static Task Three(OrchestrationContext ctx) => Task.CompletedTask;
            }
            """
        );

    [Theory]
    [InlineData(
        "static partial class Flow { [Activity(\"a\")] static int Run() => 1; [Activity(\"b\")] static int Run(int b) => 2; }",
        "'RunHandle'"
    )]
    [InlineData(
        "static partial class Flow { [Activity(\"a\")] static int Run() => 1; } static partial class Other { [Activity(\"b\")] static int Run() => 2; }",
        "'Flow' has already"
    )]
    [InlineData(
        "static partial class Flow { [Activity] static int Info(string text) => 1; }",
        "OrchestrationContext has"
    )]
    [InlineData(
        "static partial class Flow { [Orchestration] static Task Within(OrchestrationContext ctx) => Task.CompletedTask; }",
        "DuroxideClient has"
    )]
    [InlineData(
        "static partial class Flow { static int RunHandle => 1; [Activity] static int Run() => 1; }",
        "'Flow' has"
    )]
    [InlineData(
        "class OrderInstance; static partial class Flow { [Orchestration] static Task Order(OrchestrationContext ctx) => Task.CompletedTask; }",
        "'OrderInstance', which the namespace has already"
    )]
    [InlineData(
        "namespace Acme; class PhoneCalls; static partial class Phone { [Activity] static int Run() => 1; }",
        "'PhoneCalls', which the namespace has already. Rename 'Phone'"
    )]
    [InlineData(
        "partial class Outer { public partial class Inner { [Activity] static int One() => 1; } } partial class OuterInner { [Activity] static int Two() => 1; }",
        "'OuterInnerCalls', which 'Outer.Inner' has already"
    )]
    [InlineData("partial class M { [Activity] static int MCalls() => 1; }", "is the name of the class around it")]
    [InlineData("partial class RunHandle { [Activity] static int Run() => 1; }", "'RunHandle'")]
    public void DUR1007_a_generated_name_is_free(string source, string why) => Refused("DUR1007", why, source);

    [Theory]
    [InlineData("abstract partial class Flow { [Activity] int Run() => 1; }", "is abstract")]
    [InlineData("partial class Flow { Flow() { } [Activity] int Run() => 1; }", "no constructor")]
    [InlineData(
        "partial class Flow { public Flow() { } public Flow(int a) { } [Activity] int Run() => 1; }",
        "several constructors"
    )]
    [InlineData(
        "partial class Flow(int a) { [Orchestration] public async Task<int> Run(OrchestrationContext ctx) { await ctx.ScheduleTimer(default); return a; } }",
        "Call an activity"
    )]
    [InlineData(
        "partial class Flow : IDisposable { public void Dispose() { } [Orchestration] public Task Run(OrchestrationContext ctx) => Task.CompletedTask; }",
        "it is disposable"
    )]
    [InlineData(
        "partial class Flow { public required int Tries { get; init; } [Activity] int Run() => Tries; }",
        "its member 'Tries' is required"
    )]
    [InlineData(
        "class Base { public required int tries; } partial class Flow : Base { [Activity] int Run() => tries; }",
        "its member 'tries' is required"
    )]
    [InlineData(
        "partial struct Flow(IServiceProvider services) { [Activity] int Run() => services.GetHashCode(); }",
        "it is a struct whose constructor takes services"
    )]
    public void DUR1008_an_object_can_be_made_for_each_run(string source, string why) =>
        Refused("DUR1008", why, source);

    [Fact]
    public void DUR1008_a_constructor_that_sets_what_is_required_can_be_called() =>
        Compiled
            .From(
                """
                partial class Flow
                {
                    public required int Tries { get; init; }
                    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Flow() => Tries = 3;
                    [Activity] int Run() => Tries;
                }
                """
            )
            .EnsureClean();

    [Fact]
    public void DUR1008_services_come_from_a_host()
    {
        const string source =
            "partial class Flow(IServiceProvider services) { [Activity] int Run() => services.GetHashCode(); }";

        Compiled.From(source).EnsureClean();
        Assert.Contains(
            "Reference the package Duroxide.Hosting",
            Assert.Single(Compiled.Without("Duroxide.Hosting", source).Told),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("[TakesEvent<int>(\"\")]", "the name is empty or blank")]
    [InlineData("[TakesEvent<int>(\"--\")]", "a name without a letter")]
    [InlineData("[TakesEvent<int>(\"a-b\"), TakesEvent<int>(\"a/b\")]", "the same methods as 'a-b'")]
    [InlineData("[KeepsValue<Own>(\"own\")]", "cannot be named outside")]
    [InlineData("[KeepsValue<int>(\"status\")]", "a method that each client has")]
    [InlineData("[Obsolete, TakesEvent<Gone>(\"gone\")]", "'Flow.Gone', which is obsolete")]
    public void DUR1009_an_event_a_queue_or_a_value_can_be_declared(string attributes, string why) =>
        Refused(
            "DUR1009",
            why,
            $"static partial class Flow {{ class Own; [Obsolete(\"\", true)] internal class Gone; [Orchestration] {attributes} static Task Run(OrchestrationContext ctx) => Task.CompletedTask; }}"
        );

    [Theory]
    [InlineData(
        "TakesEvent<int>",
        "static DurableTask<int> WaitForPaid(OrchestrationContext ctx, WaitOptions? options) => null!;",
        "'WaitForPaid', which 'Flow' has already"
    )]
    [InlineData("TakesMessages<int>", "static int ReceivePaid => 1;", "'ReceivePaid', which 'Flow' has already")]
    [InlineData(
        "KeepsValue<int>",
        "static void SetPaid(OrchestrationContext ctx, int value) { }",
        "'SetPaid', which 'Flow' has already"
    )]
    public void DUR1009_the_method_of_an_event_a_queue_or_a_value_is_free(
        string attribute,
        string member,
        string why
    ) =>
        Refused(
            "DUR1009",
            why,
            $"static partial class Flow {{ {member} [Orchestration, {attribute}(\"paid\")] static Task Run(OrchestrationContext ctx) => Task.CompletedTask; }}"
        );

    [Fact]
    public void DUR1009_methods_of_other_parameters_stand_beside_those_of_an_event() =>
        Compiled
            .From(
                """
                static partial class Flow
                {
                    static DurableTask<int> WaitForPaid(OrchestrationContext ctx, TimeSpan timeout) =>
                        WaitForPaid(ctx, new WaitOptions { Timeout = timeout });

                    [Orchestration, TakesEvent<int>("paid")]
                    static async Task Run(OrchestrationContext ctx) => await WaitForPaid(ctx, TimeSpan.FromDays(1));
                }
                """
            )
            .EnsureClean();

    [Fact]
    public void DUR1009_two_orchestrations_of_a_class_mean_the_same_by_a_name() =>
        Refused(
            "DUR1009",
            "another type in 'Flow.One'",
            """
            static partial class Flow
            {
                [Orchestration, TakesEvent<int>("paid")]
                static Task One(OrchestrationContext ctx) => Task.CompletedTask;
                [Orchestration, TakesEvent<string>("paid")]
                static Task Two(OrchestrationContext ctx) => Task.CompletedTask;
            }
            """
        );

    [Fact]
    public void A_finding_stands_at_the_declared_code_and_leads_to_its_page()
    {
        var told = Assert.Single(
            Compiled
                .From("static partial class Flow\n{\n    [Activity(\" \")] static int Run() => 1;\n}")
                .Result.Diagnostics
        );

        Assert.Equal("Run", told.Location.SourceTree is null ? TextAt(told) : "");
        Assert.EndsWith("docs/rules/DUR1005.md", told.Descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Fact]
    public void One_mistake_does_not_take_the_rest_away()
    {
        var compiled = Compiled.From(
            "static partial class Flow { [Activity] static int Good() => 1; [Activity(\" \")] static int Bad() => 1; [Activity] static int Worse(int a, int b) => 1; }"
        );

        Assert.Single(compiled.Told);
        Assert.Contains("GoodHandle", compiled.Files["Flow.g.cs"], StringComparison.Ordinal);
    }

    static string TextAt(Diagnostic told) =>
        "    [Activity(\" \")] static int Run() => 1;".Substring(
            told.Location.GetLineSpan().StartLinePosition.Character,
            told.Location.SourceSpan.Length
        );

    static void Refused(string id, string why, string source)
    {
        var told = Assert.Single(Compiled.From(source).Told.Distinct());
        Assert.StartsWith($"{id} ", told, StringComparison.Ordinal);
        Assert.Contains(why, told, StringComparison.Ordinal);
    }
}
