using Microsoft.Extensions.DependencyInjection;
using static Duroxide.Hosting.Tests.Hosts;

namespace Duroxide.Hosting.Tests;

/// <summary>An activity class that could never be made stops the host, before it ends an instance.</summary>
public sealed class ServiceCheckTests
{
    static readonly ActivityName<string, string> Handle = new("mail/send");

    [Fact]
    public async Task A_service_that_is_missing_stops_the_host_by_its_name()
    {
        var told = await RefusalAsync(_ => { });

        Assert.Contains(
            "'mail/send': Sender needs IMailServer, which is not registered",
            told,
            StringComparison.Ordinal
        );
        Assert.Contains("Add what is missing to the services of the host", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_of_a_service_that_is_missing_stops_the_host_too()
    {
        var told = await RefusalAsync(services => services.AddScoped<IMailServer, Relay>());

        Assert.Contains("Relay needs Wire, which is not registered", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_that_is_registered_itself_is_looked_at_as_well()
    {
        var told = await RefusalAsync(services => services.AddScoped<Sender>());

        Assert.Contains("Sender needs IMailServer, which is not registered", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_missing_under_its_key_is_named_with_it()
    {
        var told = await RefusalAsync(services =>
            services.AddScoped<IMailServer, Local>().AddScoped<IMailServer, Keyed>()
        );

        Assert.Contains(
            "Keyed needs Wire under the key 'fast', which is not registered",
            told,
            StringComparison.Ordinal
        );
    }

    public static TheoryData<string, Action<IServiceCollection>> Complete =>
        new()
        {
            { "registered", services => services.AddScoped<IMailServer, Relay>().AddSingleton<Wire>() },
            { "made by a factory", services => services.AddScoped<IMailServer>(_ => new Relay(new Wire())) },
            { "made by a factory itself", services => services.AddScoped(_ => new Sender(new Local())) },
            { "a choice of constructors", services => services.AddScoped<IMailServer, Choosing>() },
            {
                "the last one counts",
                services => services.AddScoped<IMailServer, Relay>().AddScoped<IMailServer, Local>()
            },
            { "under a key", services => services.AddScoped<IMailServer, Keyed>().AddKeyedSingleton<Wire>("fast") },
        };

    [Theory]
    [MemberData(nameof(Complete))]
    public async Task What_can_be_made_starts(string what, Action<IServiceCollection> add)
    {
        Assert.NotEmpty(what);
        using var host = Build(services => AddTo(services, add));

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    static async Task<string> RefusalAsync(Action<IServiceCollection> add)
    {
        using var host = Build(services => AddTo(services, add));
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.StartAsync(TestContext.Current.CancellationToken)
        );
        return refusal.Message;
    }

    static void AddTo(IServiceCollection services, Action<IServiceCollection> add)
    {
        services.AddDuroxide(duroxide => Greeter(duroxide.AddActivity<Sender, string, string>(Handle)));
        add(services);
    }

    interface IMailServer;

    sealed class Wire;

    sealed class Local : IMailServer;

    sealed class Relay(Wire wire) : IMailServer
    {
        public Wire Wire => wire;
    }

    sealed class Keyed([FromKeyedServices("fast")] Wire wire) : IMailServer
    {
        public Wire Wire => wire;
    }

    sealed class Choosing : IMailServer
    {
        public Choosing() { }

        public Choosing(Wire wire) => Wire = wire;

        public Wire? Wire { get; }
    }

    sealed class Sender(IMailServer server, IEnumerable<IMailServer>? others = null) : IActivity<string, string>
    {
        public Task<string> RunAsync(ActivityContext context, string input) =>
            Task.FromResult($"{input} by {server}, {others?.Count()}");
    }
}
