using Duroxide.Testing;

namespace Duroxide.Samples.Tests;

/// <summary>Orchestrations of C# and F# call each other, and each other's activities.</summary>
public class LanguageTests
{
    static readonly Orchestration<string, decimal> InCSharp = new(
        "in-csharp",
        async (ctx, article) => await ctx.ScheduleActivity(Tour.FSharp.Tour.price, article) + 1
    );

    static readonly Orchestration<string, decimal> InFSharp = Tour.FSharp.Tour.twice(InCSharp);

    static readonly Orchestration<string, decimal> Root = new(
        "root",
        (ctx, article) => ctx.ScheduleSubOrchestration(InFSharp, article).AsTask()
    );

    [Fact]
    public void An_orchestration_in_one_language_calls_one_in_the_other_and_back()
    {
        var host = new OrchestrationTestHost(
            new RegistryBuilder().Add(Root).Add(InFSharp).Add(InCSharp).Add(Tour.FSharp.Tour.price).Build()
        );

        host.Start(Root, "root", "tea");

        Assert.Equal(62, host.Output<decimal>("root"));
        Assert.Equal(4, host.World.Instances.Count);
    }
}
