using Duroxide.Core;
using Duroxide.Testing;

namespace Duroxide.Dashboard.Tests;

public sealed class NextStepsTests
{
    static readonly Programs Code = new RegistryBuilder().Add(Shop.Order).Build();

    [Fact]
    public void Instances_that_would_do_the_same_are_one_group_whatever_their_payloads_are()
    {
        var steps = new NextSteps(Code, Limits.Default);

        steps.Add(New("order-1", "Ada"), new Verdict.Same());
        steps.Add(New("order-2", "Bob"), new Verdict.Same());

        var group = Assert.Single(steps.Groups);
        Assert.Equal(("shop/order", 2L), (group.Orchestration, group.Count));
        Assert.Contains("Asked for activity stock/reserve", group.Next);
        Assert.DoesNotContain("Ada", group.Next);
    }

    [Fact]
    public void An_activity_that_would_be_asked_for_and_has_no_code_is_named()
    {
        var steps = new NextSteps(Code, Limits.Default);

        steps.Add(New("order-1", "Ada"), new Verdict.Same());

        Assert.Equal(new CountView("stock/reserve", 1), Assert.Single(steps.MissingActivities));
    }

    static Recording New(string id, string customer) =>
        new(
            new(
                new(id),
                ExecutionId.First,
                "shop/order",
                SemanticVersion.Initial,
                $$"""{"customer":"{{customer}}","item":"a lamp"}""",
                default
            ),
            [new(new(1), new(1), new Fact.Started("shop/order", SemanticVersion.Initial, null))]
        );
}
