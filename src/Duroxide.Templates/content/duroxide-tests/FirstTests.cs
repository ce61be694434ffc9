using Duroxide.Testing;

namespace APP_NAMESPACE;

/// <summary>One course of events each, on a clock that moves when the test moves it.</summary>
public class FirstTests
{
    readonly OrchestrationTestHost host = new OrchestrationTestHost(Code.Registry)
        .Fake(OrderWorkflow.ChargeHandle, order => $"receipt of {order}")
        .Fake(OrderWorkflow.RefundHandle, receipt => $"refunded {receipt}");

    [Fact]
    public void An_order_that_is_shipped_is_not_refunded()
    {
        host.Start(OrderWorkflow.FulfilHandle, "order-1", "a lamp");
        host.Raise("order-1", "Shipped", "P-7");

        Assert.Equal("sent as P-7", host.Output<string>("order-1"));
        Assert.Empty(host.World.RunsOf("orders/refund"));
    }

    [Fact]
    public void An_order_that_is_not_shipped_in_three_days_is_refunded()
    {
        host.Start(OrderWorkflow.FulfilHandle, "order-1", "a lamp");
        host.Advance(TimeSpan.FromDays(3));

        Assert.Equal("refunded receipt of a lamp", host.Output<string>("order-1"));
    }

    [Fact]
    public void A_charge_whose_answer_was_lost_is_asked_for_again()
    {
        host.LoseNextResult("orders/charge");

        host.Start(OrderWorkflow.FulfilHandle, "order-1", "a lamp");
        host.Crash();

        Assert.Equal([false, true], host.World.RunsOf("orders/charge").Select(run => run.IsRecorded));
    }
}
