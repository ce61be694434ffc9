using System.Collections.Concurrent;
using System.Reflection;
using Duroxide.Providers;

namespace Duroxide.Hosting.Tests;

/// <summary>Passes calls on to a store and notes them; it can hide the store's management.</summary>
public class Recorder : DispatchProxy
{
    object inner = null!;
    bool hidesManagement;

    public ConcurrentQueue<string> Calls { get; private set; } = new();

    public static (IProvider Provider, ConcurrentQueue<string> Calls) Over(IProvider inner, bool hidesManagement)
    {
        var provider = Create<IProvider, Recorder>();
        var recorder = (Recorder)provider;
        (recorder.inner, recorder.hidesManagement) = (inner, hidesManagement);
        return (provider, recorder.Calls);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Calls.Enqueue(targetMethod!.Name);
        var result = targetMethod.Invoke(inner, args);
        return result switch
        {
            IManagement when hidesManagement => null,
            IManagement management => Noted(management),
            _ => result,
        };
    }

    IManagement Noted(IManagement management)
    {
        var noted = Create<IManagement, Recorder>();
        var recorder = (Recorder)noted;
        (recorder.inner, recorder.Calls) = (management, Calls);
        return noted;
    }
}
