using Duroxide.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Duroxide.Hosting.Tests;

public class VirtualTimeTests
{
    static readonly TimeSpan Month = TimeSpan.FromDays(30);

    static readonly ActivityName<string, DateTimeOffset> Look = new("look");

    static readonly Orchestration<string, DateTimeOffset> Patient = new(
        "patient",
        async (context, clock) =>
        {
            await context.ScheduleTimer(Month);
            return await context.ScheduleActivity(Look, clock);
        }
    );

    readonly VirtualTimeProvider time = new();

    [Fact]
    public async Task A_month_passes_in_a_host_and_its_services_have_the_same_clock()
    {
        using var host = Hosts.Build(services => services.AddDuroxide(Patiently).UseVirtualTime(time));
        await host.StartAsync(TestContext.Current.CancellationToken);
        var began = time.GetUtcNow();
        var client = host.Services.GetRequiredService<DuroxideClient>();

        await client.StartOrchestrationAsync(Patient, "patient-1", "look");
        var looked = client.WaitForCompletionAsync(Patient, "patient-1");
        await time.PassUntilAsync(looked);

        Assert.InRange(await looked - began, Month, Month + TimeSpan.FromMinutes(1));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_store_of_the_application_is_never_opened()
    {
        using var host = Hosts.Build(services => services.AddDuroxide(Patiently).UseVirtualTime(time));

        Assert.IsType<InMemoryProvider>(host.Services.GetRequiredService<DuroxideHost>().Provider);
    }

    [Fact]
    public void Each_Duroxide_of_a_host_has_a_store_of_its_own()
    {
        using var host = Hosts.Build(services =>
            services.AddDuroxide(Patiently).AddDuroxide(Patiently, key: "billing").UseVirtualTime(time)
        );

        var one = host.Services.GetRequiredService<DuroxideHost>();
        var other = host.Services.GetRequiredKeyedService<DuroxideHost>("billing");

        Assert.NotSame(one.Provider, other.Provider);
        Assert.All([one, other], each => Assert.Same(time, each.Options.Time));
    }

    [Fact]
    public void A_host_without_Duroxide_is_told_where_to_call_it() =>
        Assert.Contains(
            "after AddDuroxide",
            Assert.Throws<InvalidOperationException>(() => new ServiceCollection().UseVirtualTime(time)).Message,
            StringComparison.Ordinal
        );

    static void Patiently(DuroxideBuilder builder) =>
        builder
            .UseProvider(_ => throw new InvalidOperationException("A test must not open the store of production."))
            .Register(code => code.Add(Patient))
            .AddActivity<LookAtClock, string, DateTimeOffset>(Look);

    sealed class LookAtClock(TimeProvider time) : IActivity<string, DateTimeOffset>
    {
        public Task<DateTimeOffset> RunAsync(ActivityContext context, string input) =>
            Task.FromResult(time.GetUtcNow());
    }
}
