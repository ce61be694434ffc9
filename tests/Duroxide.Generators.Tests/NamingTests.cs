namespace Duroxide.Generators.Tests;

/// <summary>Names of the author that generated code could take for something else.</summary>
public class NamingTests
{
    [Fact]
    public void An_input_named_as_the_instance_does_not_take_its_place()
    {
        var compiled = Compiled
            .From(
                "static partial class Orders { [Orchestration] static Task<string> Fulfil(OrchestrationContext ctx, string id) => Task.FromResult(id); }"
            )
            .EnsureClean();

        Assert.Contains(
            "client.StartOrchestrationAsync(Orders.FulfilHandle, id, input, options, cancellationToken)",
            compiled.Files["Orders.g.cs"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_input_named_as_its_class_does_not_hide_it() =>
        Compiled
            .From(
                "static partial class order { [Orchestration] static Task<string> Fulfil(OrchestrationContext ctx, string order) => Task.FromResult(order); }"
            )
            .EnsureClean();

    [Fact]
    public void A_signal_that_classes_of_a_namespace_share_has_one_call()
    {
        var compiled = Compiled
            .From(
                """
                namespace Acme
                {
                    public static partial class Orders
                    {
                        [Orchestration, TakesEvent<string>("stop"), TakesMessages<int>("lines")]
                        internal static Task Fulfil(OrchestrationContext ctx) => WaitForStop(ctx).AsTask();
                    }
                    [Orchestration, TakesEvent<string>("stop")]
                    public partial class Returns
                    {
                        static Task RunAsync(OrchestrationContext ctx) => Task.CompletedTask;
                    }
                    public static partial class Desk
                    {
                        [Orchestration, TakesMessages<int>("lines")]
                        internal static Task Close(OrchestrationContext ctx)
                        {
                            ctx.RaiseStop("order-1", "now");
                            ctx.SendLines("order-1", 1);
                            return Task.CompletedTask;
                        }
                    }
                }
                """
            )
            .EnsureClean();

        Assert.Single(compiled.Files.Values, text => text.Contains("RaiseStop(this", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Duroxide")]
    [InlineData("System")]
    [InlineData("Microsoft")]
    public void Namespaces_named_as_ours_do_not_hide_them(string space) =>
        Compiled
            .From(
                $"namespace Acme.{space} {{ class Own; }}",
                """
                namespace Acme.Orders
                {
                    public partial class Flow(IServiceProvider services)
                    {
                        [Orchestration] static Task<int> Fulfil(OrchestrationContext ctx, int order) => Task.FromResult(order);
                        [Activity] int Count(List<int> numbers) => numbers.Count + services.GetHashCode();
                    }
                    [PayloadJson] public sealed partial class Json;
                }
                """
            )
            .EnsureClean();

    [Fact]
    public void Namespaces_named_as_keywords_have_files() =>
        Compiled
            .From(
                "namespace Acme.@event { static partial class Flow { [Activity] static int Run() => 1; } [PayloadJson] sealed partial class Json; }"
            )
            .EnsureClean();

    [Fact]
    public void Classes_whose_names_differ_in_case_have_files_of_their_own()
    {
        var compiled = Compiled
            .From(
                """
                namespace Acme;
                static partial class Orders { [Activity] static int One() => 1; }
                static partial class ORDERS { [Activity] static int Two() => 2; }
                [PayloadJson] sealed partial class Json;
                [PayloadJson] sealed partial class JSON;
                """
            )
            .EnsureClean();

        Assert.Contains("OneHandle", compiled.Files["Acme.Orders.g.cs"], StringComparison.Ordinal);
        Assert.Contains("TwoHandle", compiled.Files["Acme.ORDERS.2.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_named_as_the_registration_has_a_file_of_its_own() =>
        Compiled
            .From("namespace Duroxide { static partial class Registration { [Activity] static int One() => 1; } }")
            .EnsureClean();

    [Theory]
    [InlineData("[Activity] partial class Close { readonly int handle = 1; public int RunAsync() => handle; }")]
    [InlineData("[Activity] partial class Close(Version handle) { public int RunAsync() => handle.Major; }")]
    [InlineData(
        "static partial class Flow { static readonly int chargeHandle = 1; [Activity] static int Charge() => chargeHandle; }"
    )]
    [InlineData(
        "static partial class Flow { [Activity] static int Charge() => 1; [Activity(\"small\")] static int charge() => 2; }"
    )]
    public void Fields_named_as_the_one_behind_a_handle_stand_beside_it(string source) =>
        Compiled.From(source).EnsureClean();

    [Theory]
    [InlineData("static partial class Flow { [Activity] static int @do(int @class) => 1; }")]
    [InlineData("static partial class Flow { [Activity] static int newAsync() => 1; }")]
    [InlineData(
        "static partial class Flow { [Orchestration] static Task @do(OrchestrationContext ctx) => Task.CompletedTask; }"
    )]
    [InlineData(
        "partial class @event { [Activity] public int Run() => 1; [Orchestration] static Task Go(OrchestrationContext ctx) => Task.CompletedTask; }"
    )]
    [InlineData("[Activity] partial class @event { public int RunAsync() => 1; }")]
    [InlineData("partial class Outer { [PayloadJson] internal sealed partial class @event; }")]
    [InlineData("static partial class Flow { [Activity] static int Run((int @class, int b) pair) => pair.b; }")]
    public void Names_that_are_keywords_are_escaped(string source) => Compiled.From(source).EnsureClean();

    [Fact]
    public void A_global_using_of_types_named_as_ours_does_not_make_them_ambiguous() =>
        Compiled
            .From(
                "global using Lib;",
                "namespace Lib { public class Unit; public class InstanceId; public class Activity; public class Random; }",
                """
                static partial class Flow
                {
                    [Orchestration] static Task Fulfil(OrchestrationContext ctx) => Task.CompletedTask;
                    [Activity] static int Count(System.Random random) => 1;
                }
                """
            )
            .EnsureClean();

    [Fact]
    public void A_name_with_separators_of_lines_stays_within_its_comment() =>
        Compiled
            .From("static partial class Flow { [Activity(\"a\\u2028b\\u2029c\\u0085d\")] static int Run() => 1; }")
            .EnsureClean();

    [Fact]
    public void Handles_of_derived_classes_stand_before_those_of_their_base() =>
        Compiled
            .From(
                "[Activity] partial class One { public int RunAsync() => 1; } [Activity] partial class Two : One { public new int RunAsync() => 2; }"
            )
            .EnsureClean();

    // They are keywords only in their places, and names everywhere else.
    public static TheoryData<string> Contextual =>
        [
            "add",
            "alias",
            "allows",
            "and",
            "ascending",
            "async",
            "await",
            "by",
            "dynamic",
            "equals",
            "extension",
            "field",
            "file",
            "from",
            "get",
            "global",
            "group",
            "init",
            "into",
            "join",
            "let",
            "managed",
            "nameof",
            "nint",
            "not",
            "notnull",
            "on",
            "or",
            "orderby",
            "partial",
            "record",
            "remove",
            "required",
            "scoped",
            "select",
            "set",
            "unmanaged",
            "value",
            "var",
            "when",
            "where",
            "with",
            "yield",
        ];

    [Theory]
    [MemberData(nameof(Contextual))]
    public void A_word_that_is_a_keyword_in_its_place_names_code_inputs_and_events(string word) =>
        Compiled
            .From(
                $$"""
                namespace One
                {
                    static partial class Flow
                    {
                        [Activity] static int @{{word}}(int @{{word}}) => @{{word}};

                        [Orchestration("flow")]
                        [TakesEvent<int>("{{word}}"), TakesMessages<int>("{{word}}s"), KeepsValue<int>("{{word}}ed")]
                        static async Task<int> Run(OrchestrationContext ctx, int @{{word}}) => await ctx.@{{word}}(@{{word}});
                    }
                }
                namespace Two
                {
                    static partial class Flow
                    {
                        [Orchestration("other")] static Task @{{word}}(OrchestrationContext ctx) => Task.CompletedTask;
                    }
                }
                """
            )
            .EnsureClean();

    [Theory]
    [MemberData(nameof(Contextual))]
    public void A_word_that_is_a_keyword_in_its_place_names_classes_and_payloads(string word) =>
        Compiled
            .From(
                $$"""
                namespace Acme.@{{word}}
                {
                    public sealed record Order(int @{{word}});
                    public static partial class @{{word}}
                    {
                        [Activity] internal static Order Run(Order order) => order;
                        [Orchestration] internal static Task<Order> Fulfil(OrchestrationContext ctx, Order order) => Task.FromResult(order);
                    }
                    [PayloadJson] sealed partial class Json;
                }
                """
            )
            .EnsureClean();

    [Theory]
    [InlineData("[Obsolete]")]
    [InlineData("[Obsolete(\"Take another one.\")]")]
    public void Obsolete_payloads_are_told_of_in_the_code_of_the_author_alone(string attribute) =>
        Compiled
            .From(
                $"{attribute} public record Old(int Number); static partial class Flow {{ [Activity] static Old Run(Old old) => old; }} [PayloadJson] sealed partial class Json;"
            )
            .EnsureClean();
}
