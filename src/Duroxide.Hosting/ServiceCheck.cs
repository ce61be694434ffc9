using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Duroxide.Hosting;

/// <summary>Finds what a class needs and the host does not have, without making anything.</summary>
/// <param name="services">How the host's services are made.</param>
/// <param name="known">What the host can make.</param>
sealed class ServiceCheck(IServiceCollection services, IServiceProviderIsKeyedService known)
{
    readonly HashSet<Type> seen = [];

    /// <summary>What a class lacks, in words; null when it can be made.</summary>
    public string? Lack(Type type) => seen.Add(type) ? LackOf(type) : null;

    // A class may have several constructors; whoever makes it takes one that fits.
    string? LackOf(Type type)
    {
        var lacks = type.GetConstructors().Select(made => LackOf(type, made)).ToList();
        return lacks.Contains(null) ? null : lacks.FirstOrDefault();
    }

    string? LackOf(Type type, ConstructorInfo constructor) =>
        constructor
            .GetParameters()
            .Where(parameter => !parameter.HasDefaultValue && !parameter.IsDefined(typeof(ServiceKeyAttribute)))
            .Select(parameter => LackOf(type, parameter))
            .FirstOrDefault(lack => lack is not null);

    string? LackOf(Type type, ParameterInfo parameter)
    {
        var wanted = parameter.ParameterType;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return known.IsKeyedService(wanted, keyed.Key)
                ? null
                : $"{type.Name} needs {wanted.Name} under the key '{keyed.Key}', which is not registered";
        }
        if (!known.IsService(wanted))
        {
            return $"{type.Name} needs {wanted.Name}, which is not registered";
        }
        // The last one registered is the one that is made; of a factory or an instance nothing is known.
        var made = services.LastOrDefault(service => service.ServiceType == wanted && !service.IsKeyedService);
        return made?.ImplementationType is { IsGenericTypeDefinition: false } implementation
            ? Lack(implementation)
            : null;
    }
}
