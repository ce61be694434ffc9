using Duroxide.Testing;
using Duroxide.Testing.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace APP_NAMESPACE;

/// <summary>All courses of events: crashes, lost answers, timers and events in any order.</summary>
public class PropertyTests
{
    static readonly IArbMap Any = ArbMap.Default.Merge<DurableArbitraries>();

    [Fact]
    public void Whatever_is_ordered_and_whatever_happens_a_receipt_ends_in_a_parcel_or_a_refund() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                Any.ArbFor<int>(),
                Any.ArbFor<Answer<string>>(),
                Any.ArbFor<Schedule>(),
                (article, charged, schedule) => schedule.Check(Fulfilling($"article {article}", charged.Fake))
            )
        );

    [Fact]
    public void No_order_of_events_breaks_a_law() =>
        Fulfilling("a lamp", FakeAnswer.Returns("receipt")).Exhaust().EnsureHolds();

    static Scenario Fulfilling(string order, FakeAnswer charged) =>
        new Scenario("an order is fulfilled", Code.Registry)
            .Start(OrderWorkflow.FulfilHandle, "order-1", order)
            .Activity("orders/charge", charged)
            .Activity("orders/refund", FakeAnswer.Returns("refunded"))
            .Given(Stimulus.Raise("order-1", "Shipped", "P-7").Maybe())
            .MayWaitForever()
            .Finally(
                "A receipt ends in a parcel or a refund.",
                world =>
                    !world.RunsOf("orders/charge").Any(run => run.Succeeded && run.IsRecorded)
                    || world["order-1"].Output == "\"sent as P-7\""
                    || world.RunsOf("orders/refund").Any(run => run.Succeeded)
            );
}
