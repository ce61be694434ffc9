using System.Reflection;

namespace Duroxide.Runtime.Tests.Client;

/// <summary>A provider, or a part of one, of which a test replaces single answers.</summary>
public class InterposedProvider : DispatchProxy
{
    object? inner;
    Func<string, bool>? isReplaced;
    Func<object?>? answer;

    /// <summary>Makes one that gives another answer, or throws, where a method's name is chosen.</summary>
    public static T Over<T>(T inner, Func<string, bool> isReplaced, Func<object?> answer)
        where T : class
    {
        var provider = Create<T, InterposedProvider>();
        var interposed = (InterposedProvider)(object)provider;
        (interposed.inner, interposed.isReplaced, interposed.answer) = (inner, isReplaced, answer);
        return provider;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        isReplaced!(targetMethod!.Name) ? answer!() : targetMethod.Invoke(inner, args);
}
