using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Duroxide.Providers;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>Several stores, each with the instances whose ids fall to it.</summary>
public sealed class Databases(IReadOnlyList<IProvider> stores)
{
    readonly DuroxideClient[] clients = [.. stores.Select(store => new DuroxideClient(store))];

    /// <summary>The client of the store in which an instance lies, or will lie.</summary>
    public DuroxideClient Of(InstanceId instance) => clients[PlaceOf(instance)];

    /// <summary>The number of that store.</summary>
    public int PlaceOf(InstanceId instance)
    {
        // The same in every process and for ever, unlike GetHashCode. A child lies where the root of its tree does.
        var root = instance.Value.Split("::sub::")[0];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(root));
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)clients.Length);
    }

    /// <summary>Lets this process work on all of them.</summary>
    public Task<DuroxideRuntime[]> StartAsync(Registry registry) =>
        Task.WhenAll(stores.Select(store => DuroxideRuntime.StartAsync(store, registry, Options)));

    // An activity that starts or signals an instance asks for the databases, since its own client knows one store alone.
    RuntimeOptions Options => new() { Features = new Dictionary<Type, object> { [typeof(Databases)] = this } };
}
