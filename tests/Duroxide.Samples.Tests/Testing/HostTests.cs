using Duroxide.Testing;

namespace Duroxide.Samples.Tests.Testing;

public class HostTests
{
    [Fact]
    public void An_order_that_is_shipped_is_not_refunded()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Fake(Orders.Charge, order => $"receipt of {order}");

        host.Start(Orders.Fulfil, "order-1", "teapot");
        host.Raise("order-1", "Shipped", "P-7");

        Assert.Equal("sent as P-7", host.Output<string>("order-1"));
        Assert.Empty(host.World.RunsOf("Refund"));
    }

    [Fact]
    public void An_order_that_is_not_shipped_in_three_days_is_refunded()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Fake(Orders.Charge, order => $"receipt of {order}");
        host.Fake(Orders.Refund, receipt => $"refunded {receipt}");
        host.Start(Orders.Fulfil, "order-1", "teapot");

        host.Advance(TimeSpan.FromDays(3));

        Assert.Equal("refunded receipt of teapot", host.Output<string>("order-1"));
    }

    [Fact]
    public void A_card_that_is_declined_fails_the_order()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Fake("Charge", FakeAnswer.Fails("declined"));

        host.Start(Orders.Fulfil, "order-1", "teapot");

        Assert.Equal("declined", host.FailureOf("order-1").Display);
    }

    [Fact]
    public void A_crash_and_a_lost_result_do_not_matter()
    {
        var host = new OrchestrationTestHost(Orders.Registry);
        host.Fake(Orders.Charge, order => $"receipt of {order}").LoseNextResult("Charge");

        host.Start(Orders.Fulfil, "order-1", "teapot");
        host.Crash();
        host.Raise("order-1", "Shipped", "P-7");

        Assert.Equal("sent as P-7", host.Output<string>("order-1"));
        Assert.Equal([false, true], host.World.RunsOf("Charge").Select(run => run.IsRecorded));
    }
}
