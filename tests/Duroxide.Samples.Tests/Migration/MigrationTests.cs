using Duroxide.Testing;

namespace Duroxide.Samples.Tests.Migration;

/// <summary>What the pages of docs/migration come to does what they say.</summary>
public class MigrationTests
{
    static readonly Registry Code = new RegistryBuilder().AddFromAssembly().Build();

    readonly OrchestrationTestHost host = new(Code);

    [Fact]
    public void An_order_that_is_approved_is_shipped()
    {
        host.Start(Orders.FulfilHandle, "order-17", new("order-17", 24.50m));
        Assert.Equal("waiting for approval", host["order-17"].Status);

        host.SendMessage("order-17", "approval", true);

        Assert.Equal("order-17 is on its way", host.Output<string>("order-17"));
    }

    [Fact]
    public void An_approval_that_comes_before_the_wait_is_not_lost()
    {
        host.Fake("orders/charge-card", FakeAnswer.Never);
        host.Start(Orders.FulfilHandle, "order-17", new("order-17", 24.50m));
        host.SendMessage("order-17", "approval", true);
        host.Answer(host.InFlight.Single(), FakeAnswer.Returns("receipt"));

        Assert.Equal("order-17 is on its way", host.Output<string>("order-17"));
    }

    [Fact]
    public void The_form_of_a_library_does_the_same()
    {
        var library = new OrchestrationTestHost(Library.Registry);
        library.Start(Library.Fulfil, "order-17", new("order-17", 24.50m));
        library.SendMessage("order-17", "approval", true);

        Assert.Equal("order-17 is on its way", library.Output<string>("order-17"));
    }

    [Fact]
    public void An_order_that_nobody_approves_is_refunded_after_three_days()
    {
        host.Start(Orders.FulfilHandle, "order-17", new("order-17", 24.50m));

        host.Advance(TimeSpan.FromDays(3));

        Assert.Equal("receipt of 24.50 is refunded", host.Output<string>("order-17"));
    }

    [Fact]
    public void A_report_is_made_each_day()
    {
        host.Start(Orders.DailyReportHandle, "daily-report", host.World.Now.ToDateTimeOffset().AddHours(6));

        host.Advance(TimeSpan.FromDays(2.5));

        Assert.Equal(3, host.World.RunsOf("shop/report").Count());
    }

    [Fact]
    public async Task Clients_start_and_signal_both()
    {
        await using var provider = new InMemoryProvider();
        await using var runtime = await DuroxideRuntime.StartAsync(provider, Code);

        await Orders.StartAsync(runtime.Client, new("order-17", 24.50m), DateTimeOffset.UtcNow.AddDays(1));

        Assert.Equal(
            "order-17 is on its way",
            await runtime.Client.Fulfil("order-17").WaitForCompletionAsync(TimeSpan.FromMinutes(1))
        );
        Assert.IsType<OrchestrationStatus.Running>(await runtime.Client.GetStatusAsync("daily-report"));
    }
}
