using System.Reflection;

namespace Duroxide.Runtime.Tests.Client;

/// <summary>A provider of which a test replaces single answers.</summary>
public class InterposedProvider : DispatchProxy
{
    IProvider? inner;
    Func<string, bool>? isReplaced;
    Func<object?>? answer;

    /// <summary>Makes one that gives another answer, or throws, where a method's name is chosen.</summary>
    public static IProvider Over(IProvider inner, Func<string, bool> isReplaced, Func<object?> answer)
    {
        var provider = Create<IProvider, InterposedProvider>();
        var interposed = (InterposedProvider)provider;
        (interposed.inner, interposed.isReplaced, interposed.answer) = (inner, isReplaced, answer);
        return provider;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        isReplaced!(targetMethod!.Name) ? answer!() : targetMethod.Invoke(inner, args);
}
