namespace Duroxide;

public sealed partial class DuroxideHttpClient
{
    /// <summary>Starts an orchestration; when it returns, the start is stored.</summary>
    /// <param name="orchestration">The orchestration.</param>
    /// <param name="instance">The id of the new instance. One that exists is left as it is, whatever it runs.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">The version and the tags; null for the version that the registry's policy names, and no tags.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestration.</param>
    /// <returns>Whether the instance was created; false when the id exists.</returns>
    /// <exception cref="ClientException">The id is empty, too long or reserved, or the input or a tag cannot be written or is too long.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public Task<bool> StartOrchestrationAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId instance,
        TInput input,
        StartOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        return StartOrchestrationAsync(orchestration.Name, instance, input, options, cancellationToken);
    }

    /// <summary>Starts an orchestration, known by its name; when it returns, the start is stored.</summary>
    /// <param name="name">The name. One that no runtime knows is found out only when its first turn is tried.</param>
    /// <param name="instance">The id of the new instance. One that exists is left as it is, whatever it runs.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">The version and the tags; null for the version that the registry's policy names, and no tags.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestration.</param>
    /// <returns>Whether the instance was created; false when the id exists.</returns>
    /// <exception cref="ClientException">The id is empty, too long or reserved, or the input or a tag cannot be written or is too long.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public async Task<bool> StartOrchestrationAsync<TInput>(
        string name,
        InstanceId instance,
        TInput input,
        StartOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var body = new StartBody(
            instance.Value,
            name,
            Encode(input, $"the input of orchestration '{name}' for instance '{instance}'"),
            options?.Version?.ToString(),
            TagTexts(options)
        );
        var started = await requests
            .PostAsync(
                instance,
                "instances",
                body,
                WireJson.Api.StartBody,
                WireJson.Api.StartedAnswer,
                cancellationToken
            )
            .ConfigureAwait(false);
        return started.Created;
    }

    /// <summary>Starts many instances of an orchestration in one call; when it returns, all starts are stored.</summary>
    /// <param name="orchestration">The orchestration.</param>
    /// <param name="starts">The instances, up to 1,000. An id that exists, or comes a second time here, is left as it is.</param>
    /// <param name="options">The version and the tags; null for the version that the registry's policy names, and no tags.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestrations.</param>
    /// <returns>For each in order, whether the instance was created; false when the id exists.</returns>
    /// <exception cref="ClientException">There are too many, an id is empty, too long or reserved, or an input or a tag cannot be written or is too long; nothing is started.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public Task<IReadOnlyList<bool>> StartOrchestrationsAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        IEnumerable<InstanceStart<TInput>> starts,
        StartOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        return StartOrchestrationsAsync(orchestration.Name, starts, options, cancellationToken);
    }

    /// <summary>Starts many instances of an orchestration, known by its name, in one call; when it returns, all starts are stored.</summary>
    /// <param name="name">The name. One that no runtime knows is found out only when a first turn is tried.</param>
    /// <param name="starts">The instances, up to 1,000. An id that exists, or comes a second time here, is left as it is.</param>
    /// <param name="options">The version and the tags; null for the version that the registry's policy names, and no tags.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestrations.</param>
    /// <returns>For each in order, whether the instance was created; false when the id exists.</returns>
    /// <exception cref="ClientException">There are too many, an id is empty, too long or reserved, or an input or a tag cannot be written or is too long; nothing is started.</exception>
    /// <exception cref="ProviderException">The application or its store does not answer, or it refuses the caller.</exception>
    public async Task<IReadOnlyList<bool>> StartOrchestrationsAsync<TInput>(
        string name,
        IEnumerable<InstanceStart<TInput>> starts,
        StartOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(starts);
        StartItem[] items =
        [
            .. starts.Select(start => new StartItem(
                start.Instance.Value,
                Encode(start.Input, $"the input of orchestration '{name}' for instance '{start.Instance}'")
            )),
        ];
        if (items.Length == 0)
        {
            return [];
        }
        var started = await requests
            .PostAsync(
                items[0].Instance,
                "instances/starts",
                new StartsBody(name, items, options?.Version?.ToString(), TagTexts(options)),
                WireJson.Api.StartsBody,
                WireJson.Api.StartedManyAnswer,
                cancellationToken
            )
            .ConfigureAwait(false);
        return started.Created;
    }

    static string[] TagTexts(StartOptions? options) =>
        [.. (options?.Tags ?? default).Select(tag => $"{tag.Key}={tag.Value}")];
}
