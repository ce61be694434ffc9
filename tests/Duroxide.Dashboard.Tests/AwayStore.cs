using System.Reflection;
using System.Runtime.ExceptionServices;
using Duroxide.Providers;

namespace Duroxide.Dashboard.Tests;

/// <summary>A store that can be away: then every call fails, as when a database does not answer.</summary>
public sealed class AwayStore
{
    volatile bool isAway;

    public AwayStore(IProvider provider)
    {
        Provider = Proxy<IProvider>.Of(this, provider);
        Management = Proxy<IManagement>.Of(this, provider.Management!);
    }

    public IProvider Provider { get; }

    public bool IsAway
    {
        get => isAway;
        set => isAway = value;
    }

    /// <summary>Hears of each call before it is made, with its arguments; null for nobody.</summary>
    public Action<string, object?[]>? Before { get; set; }

    IManagement Management { get; }

    object? Call(object real, MethodInfo method, object?[]? arguments)
    {
        if (method.Name == $"get_{nameof(IProvider.Management)}")
        {
            return Management;
        }
        if (IsAway && method.ReturnType.IsAssignableTo(typeof(Task)))
        {
            throw new ProviderException(method.Name, "the server is away", isRetryable: true);
        }
        Before?.Invoke(method.Name, arguments ?? []);
        try
        {
            return method.Invoke(real, arguments);
        }
        catch (TargetInvocationException thrown)
        {
            ExceptionDispatchInfo.Capture(thrown.InnerException!).Throw();
            throw;
        }
    }

    public class Proxy<T> : DispatchProxy
        where T : class
    {
        AwayStore store = null!;
        T real = null!;

        public static T Of(AwayStore store, T real)
        {
            var made = Create<T, Proxy<T>>();
            var proxy = (Proxy<T>)(object)made;
            (proxy.store, proxy.real) = (store, real);
            return made;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            store.Call(real, targetMethod!, args);
    }
}
