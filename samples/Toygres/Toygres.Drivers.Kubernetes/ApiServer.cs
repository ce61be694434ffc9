using System.Globalization;
using System.Net;
using Duroxide;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Toygres.Drivers.Kubernetes;

/// <summary>
/// What the driver asks of the API server. An answer that says "not now" is waited for as long as one attempt may take; one that
/// says "never" is a <see cref="NonRetryableException"/>; everything else may go another time.
/// </summary>
internal sealed class ApiServer(IKubernetes client, KubernetesOptions options, Marks marks)
{
    // A list may be too old for its next page; that it is so thrice in a row has another reason.
    private const int MostBeginnings = 3;

    // Of a server that says "at once" each time not too much is asked.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(300);

    /// <summary>Finds an object of ours; null when there is none of that name.</summary>
    public async Task<T?> FindAsync<T>(Kind<T> kind, string name, CancellationToken cancel)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return marks.Ours(
                await CallAsync(
                    $"read the {kind.Word} {name}",
                    () => kind.Read(client, name, options.Namespace, cancel),
                    cancel
                )
            );
        }
        catch (HttpOperationException none) when (Status(none) is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Makes an object, unless there is one of that name, and gives what there is.</summary>
    public async Task<T> EnsureAsync<T>(Kind<T> kind, T wanted, CancellationToken cancel)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var name = wanted.Metadata.Name;
        if (await FindAsync(kind, name, cancel) is { } found)
        {
            return Staying(kind, found);
        }
        try
        {
            return await CallAsync(
                $"create the {kind.Word} {name}",
                () => kind.Create(client, wanted, options.Namespace, cancel),
                cancel
            );
        }
        catch (HttpOperationException taken) when (Status(taken) is HttpStatusCode.Conflict)
        {
            // Somebody was a moment faster.
            return Staying(
                kind,
                await FindAsync(kind, name, cancel)
                    ?? throw new DriverException($"The {kind.Word} {name} came and went. Try again.", taken)
            );
        }
    }

    /// <summary>Changes an object, if it is still as it was read.</summary>
    public async Task<T> ReplaceAsync<T>(Kind<T> kind, T next, CancellationToken cancel)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var name = next.Metadata.Name;
        try
        {
            return await CallAsync(
                $"change the {kind.Word} {name}",
                () => kind.Replace(client, next, options.Namespace, cancel),
                cancel
            );
        }
        catch (HttpOperationException old) when (Status(old) is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            throw new DriverException($"The {kind.Word} {name} was changed or deleted meanwhile. Try again.", old);
        }
    }

    /// <summary>Takes an object of ours away, if it is there. It may take a while until it is gone.</summary>
    public async Task DeleteAsync<T>(Kind<T> kind, string name, CancellationToken cancel)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (await FindAsync(kind, name, cancel) is not { Metadata.DeletionTimestamp: null } found)
        {
            return;
        }
        // It and no other one that has the name meanwhile.
        var same = new V1DeleteOptions
        {
            Preconditions = new V1Preconditions { Uid = found.Metadata.Uid },
            PropagationPolicy = "Background",
        };
        try
        {
            await CallAsync(
                $"delete the {kind.Word} {name}",
                async () =>
                {
                    await kind.Delete(client, name, options.Namespace, same, cancel);
                    return true;
                },
                cancel
            );
        }
        catch (HttpOperationException gone) when (Status(gone) is HttpStatusCode.NotFound)
        {
            // Somebody was a moment faster.
        }
        catch (HttpOperationException other) when (Status(other) is HttpStatusCode.Conflict)
        {
            throw new DriverException($"The {kind.Word} {name} is another one meanwhile. Try again.", other);
        }
    }

    /// <summary>Lists all objects that a selector names, and says of which moment the list is.</summary>
    public async Task<(IReadOnlyList<T> Items, string Moment)> ListAsync<T>(
        Kind<T> kind,
        string selector,
        CancellationToken cancel
    )
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        for (var begun = 1; ; begun++)
        {
            try
            {
                return await ListOnceAsync(kind, selector, cancel);
            }
            catch (HttpOperationException old) when (Status(old) is HttpStatusCode.Gone)
            {
                if (begun == MostBeginnings)
                {
                    throw new DriverException(
                        $"The list of {kind.Word}s became too old {begun} times. Try again.",
                        old
                    );
                }
            }
        }
    }

    /// <summary>Waits until a list is as it should be, for as long as one attempt waits. False when it never was.</summary>
    public async Task<bool> WaitAsync<T>(
        Kind<T> kind,
        string selector,
        Func<IReadOnlyList<T>, bool> until,
        CancellationToken cancel
    )
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        using var limit = new CancellationTokenSource(options.Patience, options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            while (true)
            {
                var (items, moment) = await ListAsync(kind, selector, both.Token);
                if (until(items))
                {
                    return true;
                }
                await ChangeAsync(kind, selector, moment, both.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Calls the server, and says in our words what went wrong. That there is none, or another one, is the caller's to judge.</summary>
    public async Task<T> CallAsync<T>(string what, Func<Task<T>> call, CancellationToken cancel)
    {
        var began = options.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (HttpOperationException refused) when (Later(refused) is { } pause)
            {
                if (options.Time.GetElapsedTime(began) + pause > options.Patience)
                {
                    throw new DriverException(
                        $"The API server is too busy to {what}: it asks to come back in {pause}.",
                        refused
                    );
                }
                await Task.Delay(pause, options.Time, cancel);
            }
            catch (HttpOperationException refused) when (Status(refused) is { } status && !IsForCaller(status))
            {
                throw Failure(what, status, refused);
            }
            // It may be silent for longer than the client waits, and break off within an answer.
            catch (Exception silent)
                when (silent is HttpRequestException or IOException
                    || (silent is OperationCanceledException && !cancel.IsCancellationRequested)
                )
            {
                throw new DriverException(
                    $"The API server does not answer when asked to {what}: {silent.Message}",
                    silent
                );
            }
        }
    }

    private async Task<(IReadOnlyList<T> Items, string Moment)> ListOnceAsync<T>(
        Kind<T> kind,
        string selector,
        CancellationToken cancel
    )
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var items = new List<T>();
        var ask = new Ask(options.Namespace, selector, options.PageSize, null);
        while (true)
        {
            var page = await CallAsync($"list {kind.Word}s", () => kind.List(client, ask, cancel), cancel);
            items.AddRange(page.Items);
            if (string.IsNullOrEmpty(page.Meta.ContinueProperty))
            {
                return (items, page.Meta.ResourceVersion);
            }
            ask = ask with { From = page.Meta.ContinueProperty };
        }
    }

    // Whatever ends a watch, be it a change, the server, or a moment too long ago, the list is looked at anew. If the server is
    // away that says so.
    private async Task ChangeAsync<T>(Kind<T> kind, string selector, string since, CancellationToken cancel)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var seconds = Math.Max(1, (int)options.Patience.TotalSeconds);
        var ask = new WatchAsk(options.Namespace, selector, since, seconds, _ => over.Cancel());
        try
        {
            await foreach (var _ in kind.Watch(client, ask, over.Token))
            {
                return;
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The server says that the watch cannot go on.
        }
        catch (HttpOperationException old) when (Status(old) is HttpStatusCode.Gone)
        {
            // It says so before it begins.
        }
        catch (HttpOperationException refused) when (Later(refused) is { } pause)
        {
            await Task.Delay(pause, options.Time, cancel);
        }
        catch (HttpOperationException refused) when (Status(refused) is { } status)
        {
            throw Failure($"watch {kind.Word}s", status, refused);
        }
        catch (HttpRequestException)
        {
            // It ended with nothing to tell, or broke off.
        }
        catch (IOException)
        {
            // It broke off within a line.
        }
        await Task.Delay(ShortestPause, options.Time, cancel);
    }

    private T Staying<T>(Kind<T> kind, T found)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        found.Metadata.DeletionTimestamp is null
            ? found
            : throw new DriverException(
                $"The {kind.Word} {found.Metadata.Name} is still on its way out of {options.Namespace}. Try again when it is gone."
            );

    private static bool IsForCaller(HttpStatusCode status) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.Gone;

    private static Exception Failure(string what, HttpStatusCode status, HttpOperationException refused)
    {
        var said = refused.Response.Content;
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new NonRetryableException(
                $"The API server does not let toygres {what}: {said} Give its service account a role that may."
            ),
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => new NonRetryableException(
                $"The API server refuses to {what}: {said}"
            ),
            _ => new DriverException($"The API server failed to {what} with {(int)status}: {said}", refused),
        };
    }

    private static HttpStatusCode? Status(HttpOperationException refused) => refused.Response?.StatusCode;

    // How long the server asks to stay away; null when it does not.
    private static TimeSpan? Later(HttpOperationException refused) =>
        Status(refused)
            is HttpStatusCode.TooManyRequests
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.InternalServerError
        && refused.Response.Headers.FirstOrDefault(header =>
            header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)
        )
            is { Value: { } values }
        && int.TryParse(values.FirstOrDefault(), CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Max(seconds, ShortestPause.TotalSeconds))
            : null;
}
