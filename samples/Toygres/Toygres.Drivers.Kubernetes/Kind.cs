using k8s;
using k8s.Models;

namespace Toygres.Drivers.Kubernetes;

/// <summary>A page of a list: its objects, where the next one begins, and the moment that it is of.</summary>
internal sealed record Page<T>(IList<T> Items, V1ListMeta Meta);

/// <summary>What is asked of a list: which objects, how many at most, and from where on.</summary>
internal sealed record Ask(string Namespace, string Selector, int Limit, string? From);

/// <summary>From when on what is watched.</summary>
internal sealed record WatchAsk(
    string Namespace,
    string Selector,
    string Since,
    int Seconds,
    Action<Exception> OnError
);

/// <summary>One kind of objects, and the calls of the client for it.</summary>
internal sealed record Kind<T>(string Word)
    where T : IKubernetesObject<V1ObjectMeta>
{
    public required Func<IKubernetes, T, string, CancellationToken, Task<T>> Create { get; init; }

    public required Func<IKubernetes, string, string, CancellationToken, Task<T>> Read { get; init; }

    public required Func<IKubernetes, T, string, CancellationToken, Task<T>> Replace { get; init; }

    public required Func<IKubernetes, string, string, V1DeleteOptions, CancellationToken, Task> Delete { get; init; }

    public required Func<IKubernetes, Ask, CancellationToken, Task<Page<T>>> List { get; init; }

    public required Func<
        IKubernetes,
        WatchAsk,
        CancellationToken,
        IAsyncEnumerable<WatchEventType>
    > Watch { get; init; }
}
