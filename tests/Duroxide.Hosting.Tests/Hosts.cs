using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Duroxide.Hosting.Tests;

/// <summary>What tests of hosts have in common: a few workflows, and short ways to a host and its configuration.</summary>
static class Hosts
{
    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    public static readonly Orchestration<string, string> Greet = new(
        "greet",
        async (context, name) => await context.ScheduleActivity<string, string>("compose", name)
    );

    public static readonly Activity<string, string> Compose = new(
        "compose",
        (_, name) => Task.FromResult($"Hello, {name}!")
    );

    public static readonly Orchestration<string, Unit> Writing = new(
        "writing",
        async (context, text) => await context.ScheduleActivity(NoteDown.Handle, text)
    );

    public static readonly Orchestration<Unit, Unit> Waiting = new(
        "waiting",
        async (context, _) =>
        {
            context.SetCustomStatus("waiting");
            return await context.ScheduleWait<Unit>("Never");
        }
    );

    public static readonly Orchestration<Unit, Guid[]> TwoSessions = new(
        "two-sessions",
        async (context, _) =>
            [
                await context.ScheduleActivity<string, Guid>("session", "first"),
                await context.ScheduleActivity<string, Guid>("session", "second"),
            ]
    );

    public static void Greeter(DuroxideBuilder builder)
    {
        if (builder.Store is null)
        {
            builder.UseProvider(_ => new InMemoryProvider());
        }
        builder.Register(code => code.Add(Greet).Add(Waiting).Add(Compose));
    }

    public static IHost Build(Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        add(builder.Services);
        return builder.Build();
    }

    public static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(each => new KeyValuePair<string, string?>(each.Name, each.Value)))
            .Build();
}
