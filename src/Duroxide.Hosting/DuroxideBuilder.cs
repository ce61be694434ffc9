using System.Diagnostics.CodeAnalysis;
using Duroxide.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Duroxide.Hosting;

/// <summary>Says what the Duroxide of a host consists of: a store, code and options.</summary>
public sealed class DuroxideBuilder
{
    const string Reflects = "Options are bound by reflection; trimmed programs set them by Configure(options => ...).";

    readonly List<Action<IServiceProvider, RegistryBuilder>> code = [];
    readonly List<Func<IServiceProvider, RuntimeOptions, RuntimeOptions>> options = [];
    readonly List<(string Name, Type Type)> activities = [];

    internal DuroxideBuilder(IServiceCollection services, object? key)
    {
        Services = services;
        Key = key;
    }

    /// <summary>The services of the host.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The key under which this Duroxide is registered; null for the one without a key.</summary>
    public object? Key { get; }

    internal Func<IServiceProvider, IProvider>? Store { get; private set; }

    /// <summary>Says, once, where instances are stored. The host disposes of the store after the runtime has stopped.</summary>
    /// <exception cref="InvalidOperationException">A store was given before, so that one of the two would be lost.</exception>
    public DuroxideBuilder UseProvider(Func<IServiceProvider, IProvider> store)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (Store is not null)
        {
            throw new InvalidOperationException(
                $"Duroxide{(Key is null ? "" : $" '{Key}'")} has a store already: UseProvider was called twice. Call it once, in the application; a library brings its code by Register, and a second Duroxide with a store of its own has a key: AddDuroxide(..., key: \"billing\")."
            );
        }
        Store = store;
        return this;
    }

    /// <summary>Says where instances are stored in place of what <see cref="UseProvider"/> said, as a test of a whole application does.</summary>
    public DuroxideBuilder ReplaceProvider(Func<IServiceProvider, IProvider> store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Store = store;
        return this;
    }

    /// <summary>Adds orchestrations and activities, for instance the registry of a library.</summary>
    public DuroxideBuilder Register(Action<RegistryBuilder> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        code.Add((_, registry) => add(registry));
        return this;
    }

    /// <summary>Adds an activity that is a class, made with its services in a scope of its own for each run.</summary>
    /// <remarks>A service that it needs and the host does not have stops the start of the host.</remarks>
    /// <param name="activity">What orchestrations call.</param>
    public DuroxideBuilder AddActivity<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActivity,
        TInput,
        TOutput
    >(ActivityName<TInput, TOutput> activity)
        where TActivity : class, IActivity<TInput, TOutput>
    {
        ArgumentNullException.ThrowIfNull(activity);
        code.Add(
            (services, registry) => registry.Add(ScopedActivity.Of<TActivity, TInput, TOutput>(activity.Name, services))
        );
        return RequireServicesOf<TActivity>(activity.Name);
    }

    /// <summary>Stops the start of the host when it has not the services that the class of an activity asks for.</summary>
    /// <remarks><see cref="AddActivity"/> does it by itself; generated registration calls this.</remarks>
    /// <param name="activity">The name of the activity.</param>
    public DuroxideBuilder RequireServicesOf<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActivity
    >(string activity)
        where TActivity : class
    {
        ArgumentException.ThrowIfNullOrEmpty(activity);
        activities.Add((activity, typeof(TActivity)));
        return this;
    }

    /// <summary>Reads options from configuration by the names of <see cref="RuntimeOptions"/>; a name that does not exist stops the host.</summary>
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    public DuroxideBuilder Configure(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        options.Add((_, before) => OptionsBinding.Bind(section, before));
        return this;
    }

    /// <summary>Changes options in code; what is changed later wins.</summary>
    public DuroxideBuilder Configure(Func<RuntimeOptions, RuntimeOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        options.Add((_, before) => change(before));
        return this;
    }

    /// <summary>Lets pass only activities that can be made.</summary>
    /// <exception cref="InvalidOperationException">One needs what the host does not have; each is named.</exception>
    internal void CheckActivities(IServiceProvider services)
    {
        // Another container may not tell what it can make.
        if (services.GetService<IServiceProviderIsService>() is not IServiceProviderIsKeyedService known)
        {
            return;
        }
        var lacks = activities
            .Where(activity => !known.IsService(activity.Type) || IsMade(activity.Type))
            .Select(activity => (activity.Name, Lack: new ServiceCheck(Services, known).Lack(activity.Type)))
            .Where(activity => activity.Lack is not null)
            .Select(activity => $"'{activity.Name}': {activity.Lack}.")
            .ToList();
        if (lacks.Count > 0)
        {
            throw new InvalidOperationException(
                $"These activities could never run. {string.Join(" ", lacks)} Add what is missing to the services of the host."
            );
        }

        bool IsMade(Type type) =>
            Services.LastOrDefault(service => service.ServiceType == type && !service.IsKeyedService)
                is { ImplementationType: { } made }
            && made == type;
    }

    internal Registry BuildRegistry(IServiceProvider services)
    {
        var registry = new RegistryBuilder();
        code.ForEach(add => add(services, registry));
        return registry.Build();
    }

    internal RuntimeOptions BuildOptions(IServiceProvider services, RuntimeOptions defaults) =>
        options.Aggregate(defaults, (before, change) => change(services, before));
}
