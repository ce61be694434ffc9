using Duroxide.Testing;
using Duroxide.Testing.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Duroxide.Samples.Tests.Testing;

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

    static Scenario Fulfilling(string article, FakeAnswer charged) =>
        new Scenario("an order is fulfilled", Orders.Registry)
            .Start(Orders.Fulfil, "order-1", article)
            .Activity("Charge", charged)
            .Activity("Refund", FakeAnswer.Returns("refunded"))
            .Given(Stimulus.Raise("order-1", "Shipped", "P-7").Maybe())
            .MayWaitForever()
            .Finally(
                "A receipt ends in a parcel or a refund.",
                world =>
                    !world.RunsOf("Charge").Any(run => run.Succeeded && run.IsRecorded)
                    || world["order-1"].Output == "\"sent as P-7\""
                    || world.RunsOf("Refund").Any(run => run.Succeeded)
            );
}
