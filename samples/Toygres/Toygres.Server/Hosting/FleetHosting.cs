using Duroxide;
using Duroxide.Hosting;
using Toygres.Cms;
using Toygres.Orchestrations;

namespace Toygres.Server;

/// <summary>Adds the fleet to a host.</summary>
internal static class FleetHosting
{
    public static void AddFleet(
        this IServiceCollection services,
        ServerOptions options,
        Machines machines,
        FleetDatabase database,
        TimeProvider time
    )
    {
        var sessions = new NpgsqlSessions(machines.Secrets);
        var fleet = new FleetServices(machines.Driver, database.Cms, machines.Secrets, machines.Sessions ?? sessions);
        services.AddSingleton(time);
        services.AddSingleton(options);
        services.AddSingleton(fleet);
        services.AddSingleton(fleet.Cms);
        services.AddSingleton(new DurableFunctions(fleet, time));
        services.AddSingleton(database.Accounts);
        services.AddSingleton(database.Audit);
        services.AddSingleton(database.Processes);
        services.AddHostedService<Presence>();
        // What a container is given by a function it also closes.
        services.AddSingleton(_ => database);
        services.AddSingleton(_ => sessions);
        services.AddSingleton(FleetRegistry.Of(fleet));
        services.AddSingleton(_ => new EngineStore(database.OpenStore()));
        services.AddSingleton(provider => new FleetClient(
            provider.GetRequiredService<DuroxideClient>(),
            fleet,
            InstanceEndpoints.PaceOf(options),
            time
        ));
        var checks = services.AddHealthChecks();
        if (options.Role is ServerRole.Api)
        {
            services.AddSingleton(provider => new DuroxideClient(provider.GetRequiredService<EngineStore>().Provider));
            checks.AddCheck<StoreCheck>("store");
            return;
        }
        services.AddDuroxide(duroxide =>
            duroxide
                .UseProvider(_ => database.OpenStore())
                .Register(code => code.AddFleet(fleet))
                .Configure(runtime => runtime with { Limits = FleetRegistry.Limits })
        );
        checks.AddDuroxide();
        services.AddHostedService<FleetStart>();
        services.AddHostedService<Sweeping>();
    }
}
