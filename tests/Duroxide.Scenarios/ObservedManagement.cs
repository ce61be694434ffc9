using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Duroxide.Scenarios;

/// <summary>A node's way to the management of its store, on which a test sees every call and lets some fail.</summary>
public class ObservedManagement : DispatchProxy
{
    private IManagement inner = null!;
    private Action<string> before = null!;

    /// <summary>Lets something run before each call.</summary>
    public static IManagement Of(IManagement inner, Action<string> before)
    {
        var proxy = Create<IManagement, ObservedManagement>();
        ((ObservedManagement)(object)proxy).inner = inner;
        ((ObservedManagement)(object)proxy).before = before;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        before(targetMethod!.Name);
        try
        {
            return targetMethod.Invoke(inner, args);
        }
        catch (TargetInvocationException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerException!);
            throw;
        }
    }
}
