namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>A worker has died. Nothing that the driver catches is this.</summary>
internal sealed class WorkerDied(string at) : Exception(at);

/// <summary>Dies before its so many-th request, or after it, before anybody gets the answer.</summary>
internal sealed class DyingHandler(int at, bool afterwards) : DelegatingHandler
{
    private int sent;

    /// <summary>Whether there were so many requests.</summary>
    public bool HasDied { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var dies = Interlocked.Increment(ref sent) == at;
        HasDied |= dies;
        var what = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        if (dies && !afterwards)
        {
            throw new WorkerDied($"before {what}");
        }
        var response = await base.SendAsync(request, cancellationToken);
        return dies ? throw new WorkerDied($"after {what}") : response;
    }
}

/// <summary>Answers the first request of a kind in another way than the server would.</summary>
internal sealed class AnsweringHandler(HttpMethod method, string plural, Func<Task<HttpResponseMessage>> answer)
    : DelegatingHandler
{
    private bool isDone;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (
            isDone
            || request.Method != method
            || !request.RequestUri!.AbsolutePath.Contains($"/{plural}", StringComparison.Ordinal)
        )
        {
            return await base.SendAsync(request, cancellationToken);
        }
        isDone = true;
        var answered = await answer();
        answered.RequestMessage = request;
        return answered;
    }
}

/// <summary>Lets somebody else do something before a request goes out, once.</summary>
internal sealed class MeddlingHandler(HttpMethod method, string plural, Func<Task> meddle) : DelegatingHandler
{
    private bool isDone;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (
            !isDone
            && request.Method == method
            && request.RequestUri!.AbsolutePath.Contains($"/{plural}", StringComparison.Ordinal)
        )
        {
            isDone = true;
            await meddle();
        }
        return await base.SendAsync(request, cancellationToken);
    }
}
