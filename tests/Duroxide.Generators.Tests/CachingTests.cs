using Microsoft.CodeAnalysis;

namespace Duroxide.Generators.Tests;

/// <summary>What is typed elsewhere runs nothing again.</summary>
public class CachingTests
{
    const string Flow = """
        namespace Shop;
        public record Order(string Id);
        static partial class Flow
        {
            [Orchestration, TakesEvent<Order>("paid"), KeepsValue<int>("tries")]
            static async Task<int> Run(OrchestrationContext ctx, Order order) => await ctx.Count(order);
            [Activity]
            static int Count(Order order) => order.Id.Length;
        }
        [PayloadJson]
        sealed partial class Json;
        """;

    const string Elsewhere = "class Elsewhere { int one = 1; }";

    [Theory]
    [InlineData("class Elsewhere { int one = 1; int two = 2; }")]
    [InlineData("class Elsewhere { string text = \"\"; void Method() { } }\nclass Another;")]
    [InlineData("// nothing is left")]
    public void An_edit_in_another_file_writes_nothing_again(string edit)
    {
        var edited = Compiled.From(Flow, Elsewhere).Edited(1, edit).EnsureClean();

        Assert.All(Outputs(edited), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.NotEmpty(Outputs(edited));
        Assert.All(Steps(edited, "Orchestration", "Activity", DeclarationGenerator.FilesStep), IsSame);
    }

    [Fact]
    public void An_edit_of_the_code_itself_writes_nothing_again()
    {
        var edited = Compiled
            .From(Flow, Elsewhere)
            .Edited(
                0,
                "// A line above moves all places.\n"
                    + Flow.Replace("Id.Length", "Id.Length + 1", StringComparison.Ordinal)
            )
            .EnsureClean();

        Assert.All(
            Outputs(edited),
            reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)
        );
        Assert.All(Steps(edited, DeclarationGenerator.FilesStep), IsSame);
    }

    [Fact]
    public void A_change_of_a_signature_writes_its_file_again()
    {
        var edited = Compiled
            .From(Flow, Elsewhere)
            .Edited(
                0,
                Flow.Replace("static int Count", "static long Count", StringComparison.Ordinal)
                    .Replace("Task<int>", "Task<long>", StringComparison.Ordinal)
            )
            .EnsureClean();

        Assert.Contains(IncrementalStepRunReason.Modified, Outputs(edited));
        Assert.Contains("DurableTask<long> Count(", edited.Files["Shop.Flow.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_class_keeps_its_file()
    {
        const string other = "namespace Other; static partial class Flow { [Activity] static int Size() => 1; }";
        var edited = Compiled
            .From(Flow, other)
            .Edited(1, other.Replace("int", "long", StringComparison.Ordinal))
            .EnsureClean();

        Assert.Contains(IncrementalStepRunReason.Cached, Outputs(edited));
        Assert.Contains(IncrementalStepRunReason.Modified, Outputs(edited));
    }

    [Fact]
    public void A_change_of_a_payload_writes_JSON_again_and_nothing_else()
    {
        var edited = Compiled
            .From(Flow, Elsewhere)
            .Edited(0, Flow.Replace("Order(string Id)", "Order(string Id, int More)", StringComparison.Ordinal))
            .EnsureClean();

        Assert.Single(Outputs(edited), IncrementalStepRunReason.Modified);
        Assert.Contains("\"More\"", edited.Files["Shop.Json.g.cs"], StringComparison.Ordinal);
    }

    static void IsSame(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{reason}");

    static List<IncrementalStepRunReason> Outputs(Compiled compiled) =>
        [
            .. compiled
                .Result.Results.SelectMany(each => each.TrackedOutputSteps)
                .SelectMany(step => step.Value)
                .SelectMany(run => run.Outputs)
                .Select(output => output.Reason),
        ];

    static IEnumerable<IncrementalStepRunReason> Steps(Compiled compiled, params string[] names) =>
        from result in compiled.Result.Results
        from name in names
        where result.TrackedSteps.ContainsKey(name)
        from run in result.TrackedSteps[name]
        from output in run.Outputs
        select output.Reason;
}
