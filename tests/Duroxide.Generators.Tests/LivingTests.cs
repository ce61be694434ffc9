using Duroxide.Generators.Tests.Living;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Duroxide.Generators.Tests;

/// <summary>Generated code does what it says, in a runtime.</summary>
public class LivingTests
{
    static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    static readonly Order Teapots = new("17", ["teapot", "cup"]);

    [Fact]
    public async Task A_declared_workflow_runs_with_all_that_it_takes_and_keeps()
    {
        using var host = NewHost();
        await host.StartAsync();
        var order = host.Services.GetRequiredService<DuroxideClient>().PlaceOrder("order-17");

        Assert.True(await order.StartAsync(Teapots));
        Assert.False(await order.StartAsync(Teapots));
        Assert.Equal("waiting", await order.WaitForProgressAsync(Generous));
        Assert.True(await order.RaiseHurryAsync());
        Assert.True(await order.RaisePaymentAsync(new("4711")));
        Assert.True(await order.SendNotesAsync("with care"));
        var receipt = await order.WaitForCompletionAsync(Generous);

        Assert.Equal(new Receipt("17", 9, "with care"), receipt);
        Assert.Equal("paid", await order.GetProgressAsync());
        var ended = Assert.IsType<OrchestrationStatus.Completed>(await order.GetStatusAsync());
        Assert.Equal(SemanticVersion.Parse("2.0.0"), ended.Info.Version);
        await host.StopAsync();
    }

    [Fact]
    public async Task An_orchestration_raises_and_sends_what_another_one_declares()
    {
        using var host = NewHost();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<DuroxideClient>();
        var order = client.PlaceOrder("order-19");
        await order.StartAsync(Teapots);
        await order.WaitForProgressAsync(Generous);

        await client.Settle("settle-19").StartAsync("order-19");
        var receipt = await order.WaitForCompletionAsync(Generous);
        await host.StopAsync();

        Assert.Equal("from another orchestration", receipt.Note);
    }

    [Fact]
    public async Task An_activity_with_services_has_a_scope_for_each_attempt()
    {
        using var host = NewHost();
        await host.StartAsync();
        var order = host.Services.GetRequiredService<DuroxideClient>().PlaceOrder("order-18");
        await order.StartAsync(Teapots);
        await order.WaitForProgressAsync(Generous);
        await order.RaisePaymentAsync(new("4711"));
        await order.RaiseHurryAsync();
        await order.SendNotesAsync("");
        await order.WaitForCompletionAsync(Generous);
        await host.StopAsync();

        Assert.Equal(
            [
                "attempt 1 with 4711",
                "activity ended",
                "scope ended",
                "attempt 2 with 4711",
                "activity ended",
                "scope ended",
            ],
            host.Services.GetRequiredService<Ledger>().Lines
        );
    }

    [Fact]
    public async Task An_older_version_is_registered_and_started_by_its_number()
    {
        using var host = NewHost();
        await host.StartAsync();
        var order = host.Services.GetRequiredService<DuroxideClient>().PlaceOrder("order-1");

        await order.StartAsync(Teapots, new() { Version = SemanticVersion.Parse("1.0.0") });

        Assert.Equal("by the first version", (await order.WaitForCompletionAsync(Generous)).Note);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_without_the_services_of_an_activity_does_not_start()
    {
        using var host = NewHost(withServices: false);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Contains("'shop/charge': ChargeCard needs UnitOfWork", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_host_an_activity_with_services_says_where_they_come_from()
    {
        await using var runtime = await DuroxideRuntime.StartAsync(new InMemoryProvider(), Declared());
        var caller = new Orchestration<Charge, Receipt>("caller", async (ctx, charge) => await ctx.ChargeCard(charge));
        await using var mixed = await DuroxideRuntime.StartAsync(
            new InMemoryProvider(),
            new RegistryBuilder().AddFromAssembly().Add(caller).Build()
        );
        await mixed.Client.StartOrchestrationAsync(caller, "lonely", new(Teapots, 1, ""));

        var failed = await Assert.ThrowsAsync<InstanceFailedException>(() =>
            mixed.Client.WaitForCompletionAsync(caller, "lonely", Generous)
        );

        Assert.Contains("Run it in a host by AddDuroxide", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_explicit_form_and_the_declared_one_call_each_other()
    {
        var twice = new Activity<decimal, decimal>("twice", (_, price) => Task.FromResult(price * 2));
        var explicitly = new Orchestration<string, decimal>(
            "explicitly",
            async (ctx, item) =>
                await ctx.ScheduleActivity(twice, await ctx.Price(item))
                + await ctx.ScheduleSubOrchestration(Shop.TotalHandle, new Order("1", [item, item]))
        );
        await using var runtime = await DuroxideRuntime.StartAsync(
            new InMemoryProvider(),
            new RegistryBuilder().AddFromAssembly().Add(twice).Add(explicitly).Build()
        );

        await runtime.Client.StartOrchestrationAsync(explicitly, "both", "teapot");

        Assert.Equal(24, await runtime.Client.WaitForCompletionAsync(explicitly, "both", Generous));
    }

    [Fact]
    public async Task Each_run_of_an_orchestration_that_is_a_class_has_an_object_of_its_own()
    {
        await using var runtime = await DuroxideRuntime.StartAsync(
            new InMemoryProvider(),
            Declared(),
            new RuntimeOptions { HotInstances = 0 }
        );
        var tally = runtime.Client.Tally("tally-1");
        await tally.StartAsync();
        foreach (var number in new[] { 1, 2, 3, 0 })
        {
            await tally.SendNumbersAsync(number);
        }

        Assert.Equal(new[] { 1, 2, 3 }, await tally.WaitForCompletionAsync(Generous));
    }

    [Fact]
    public async Task An_instance_is_cancelled_through_its_client()
    {
        await using var runtime = await DuroxideRuntime.StartAsync(new InMemoryProvider(), Declared());
        var tally = runtime.Client.Tally("tally-2");
        await tally.StartAsync();

        Assert.True(await tally.CancelAsync("enough"));

        await Assert.ThrowsAsync<InstanceFailedException>(() => tally.WaitForCompletionAsync(Generous));
        Assert.Equal("tally-2", tally.Id.Value);
    }

    [Fact]
    public void All_that_is_declared_is_registered_under_its_names_and_versions()
    {
        var registry = Declared();

        Assert.Equal(["1.0.0", "2.0.0"], registry.VersionsOf("shop/order").Select(version => version.ToString()));
        Assert.Equal(["1.0.0"], registry.VersionsOf("Total").Select(version => version.ToString()));
        Assert.Equal(["1.0.0"], registry.VersionsOf("tally").Select(version => version.ToString()));
        Assert.True(registry.HasActivity("shop/price"));
        Assert.True(registry.HasActivity("shop/charge"));
    }

    static Registry Declared() => new RegistryBuilder().AddFromAssembly().Build();

    static IHost NewHost(bool withServices = true)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        if (withServices)
        {
            builder.Services.AddSingleton<Ledger>().AddScoped<UnitOfWork>();
        }
        builder.Services.AddDuroxide(duroxide => duroxide.UseProvider(_ => new InMemoryProvider()).AddFromAssembly());
        return builder.Build();
    }
}
