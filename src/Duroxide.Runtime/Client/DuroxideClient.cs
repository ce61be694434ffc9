using Microsoft.Extensions.Logging;

namespace Duroxide;

/// <summary>Starts, signals and watches orchestrations of a store, from any process that can reach it.</summary>
/// <remarks>
/// It is safe for many callers at a time, and holds nothing but the provider, which belongs to the caller. Trouble of the
/// store comes as a <see cref="ProviderException"/>: then it is unknown whether the call took effect.
/// </remarks>
public sealed partial class DuroxideClient
{
    const string Starts = "starts of clients";

    readonly IProvider provider;
    readonly PayloadCodec codec;
    readonly TimeProvider time;
    readonly InputCheck check;
    readonly StoreTroubles troubles;
    readonly Func<InstanceId, Nonce> nonces;
    readonly ILogger log;

    /// <summary>Makes a client.</summary>
    /// <param name="provider">The store.</param>
    /// <param name="converter">How payloads become text; null for JSON. It must be the one of the runtimes.</param>
    /// <param name="options">How the client works; null for the defaults.</param>
    /// <exception cref="ArgumentException">A limit cannot work; the message names it.</exception>
    public DuroxideClient(IProvider provider, IPayloadConverter? converter = null, ClientOptions? options = null)
    {
        this.provider = provider;
        codec = new(converter ?? JsonPayloadConverter.Default);
        options ??= new();
        time = options.Time;
        check = new(Checked(options.Limits));
        troubles = new StoreTroubles(time);
        nonces = options.Nonces;
        log = options.Logging.CreateLogger("Duroxide.Client");
    }

    /// <summary>What the runtime that this client belongs to lacks; null for a client by itself.</summary>
    internal MissingCode? MissingCode { get; init; }

    /// <summary>Starts an instance with its first turn, where the runtime that this client belongs to can run it; null for a client by itself.</summary>
    internal Func<NewInstance, Header, CancellationToken, Task<bool?>>? StartHere { get; set; }

    /// <summary>Which writes of this client the store refused last, for two minutes each or until one like it succeeds; empty while all is well.</summary>
    public IReadOnlyList<StoreTrouble> StoreTroubles => troubles.Current;

    /// <summary>Whether the provider can manage what it stores.</summary>
    public bool HasManagement => provider.Management is not null;

    /// <summary>Lists, inspects, deletes and prunes what is stored.</summary>
    /// <exception cref="ClientException">The provider has no management.</exception>
    public ManagementClient Management =>
        provider.Management is { } management
            ? new(provider, management, check, nonces, log)
            : throw new ClientException(new ClientError.ManagementNotAvailable(provider.Name));

    /// <summary>Starts an orchestration; when it returns, the start is stored.</summary>
    /// <param name="orchestration">The orchestration.</param>
    /// <param name="instance">The id of the new instance. One that exists is left as it is, whatever it runs.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">The version and the tags; null for the version that the registry's policy names, and no tags.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestration.</param>
    /// <returns>Whether the instance was created; false when the id exists.</returns>
    /// <exception cref="ClientException">The id is empty, too long or reserved, or the input or a tag cannot be written or is too long.</exception>
    public Task<bool> StartOrchestrationAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId instance,
        TInput input,
        StartOptions? options = null,
        CancellationToken cancellationToken = default
    ) => StartOrchestrationAsync(orchestration.Name, instance, input, options, cancellationToken);

    /// <summary>Starts an orchestration, known by its name; when it returns, the start is stored.</summary>
    /// <param name="name">The name. One that no runtime knows is found out only when its first turn is tried.</param>
    /// <param name="instance">The id of the new instance. One that exists is left as it is, whatever it runs.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">The version and the tags; null for the version that the registry's policy names, and no tags.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestration.</param>
    /// <returns>Whether the instance was created; false when the id exists.</returns>
    /// <exception cref="ClientException">The id is empty, too long or reserved, or the input or a tag cannot be written or is too long.</exception>
    public Task<bool> StartOrchestrationAsync<TInput>(
        string name,
        InstanceId instance,
        TInput input,
        StartOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        new ClientCall(SpanNames.Start, name, instance).MakeAsync(
            time,
            async trace =>
                await StartAsync(NewHeader(name, instance, input, options), trace, cancellationToken)
                    .ConfigureAwait(false)
        );

    async Task<bool> StartAsync(Header header, TraceContext? trace, CancellationToken cancellationToken)
    {
        var start = TurnTranslation.Instance(header, trace);
        if (StartHere is { } here)
        {
            var started = await WriteAsync(Starts, () => here(start, header, cancellationToken)).ConfigureAwait(false);
            if (started is { } isNew)
            {
                return isNew;
            }
        }
        var created = await CreateAsync([start], cancellationToken).ConfigureAwait(false);
        return created[0];
    }

    /// <summary>Starts many instances of an orchestration in one call; when it returns, all starts are stored.</summary>
    /// <param name="orchestration">The orchestration.</param>
    /// <param name="starts">The instances. An id that exists, or comes a second time here, is left as it is.</param>
    /// <param name="options">The version and the tags; null for the version that the registry's policy names, and no tags.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestrations.</param>
    /// <returns>For each in order, whether the instance was created; false when the id exists.</returns>
    /// <exception cref="ClientException">An id is empty, too long or reserved, or an input or a tag cannot be written or is too long; nothing is started.</exception>
    public Task<IReadOnlyList<bool>> StartOrchestrationsAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        IEnumerable<InstanceStart<TInput>> starts,
        StartOptions? options = null,
        CancellationToken cancellationToken = default
    ) => StartOrchestrationsAsync(orchestration.Name, starts, options, cancellationToken);

    /// <summary>Starts many instances of an orchestration, known by its name, in one call; when it returns, all starts are stored.</summary>
    /// <param name="name">The name. One that no runtime knows is found out only when a first turn is tried.</param>
    /// <param name="starts">The instances. An id that exists, or comes a second time here, is left as it is.</param>
    /// <param name="options">The version and the tags; null for the version that the registry's policy names, and no tags.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestrations.</param>
    /// <returns>For each in order, whether the instance was created; false when the id exists.</returns>
    /// <exception cref="ClientException">An id is empty, too long or reserved, or an input or a tag cannot be written or is too long; nothing is started.</exception>
    public Task<IReadOnlyList<bool>> StartOrchestrationsAsync<TInput>(
        string name,
        IEnumerable<InstanceStart<TInput>> starts,
        StartOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(starts);
        return new ClientCall(SpanNames.Start, name, null).MakeAsync(
            time,
            async trace =>
            {
                // All are checked before the store is asked, so that one that is refused starts none.
                var instances = starts
                    .Select(start => NewHeader(name, start.Instance, start.Input, options))
                    .Select(header => TurnTranslation.Instance(header, trace))
                    .ToList();
                return await CreateAsync(instances, cancellationToken).ConfigureAwait(false);
            }
        );
    }

    Task<IReadOnlyList<bool>> CreateAsync(IReadOnlyList<NewInstance> instances, CancellationToken cancellationToken) =>
        WriteAsync(Starts, () => provider.CreateInstancesAsync(instances, cancellationToken));

    // A client alone does not know whether it is told a mishap or a state: whoever watches the process does.
    async Task<T> WriteAsync<T>(string what, Func<Task<T>> write)
    {
        try
        {
            var result = await write().ConfigureAwait(false);
            troubles.Succeeded(what);
            return result;
        }
        catch (ProviderException error)
        {
            troubles.Failed(what, error);
            throw;
        }
    }

    static Limits Checked(Limits limits) =>
        LimitsValidation.Problems(limits).ToList() is { Count: > 0 } problems
            ? throw new ArgumentException($"A client cannot work with these limits: {string.Join(" ", problems)}")
            : limits;

    Header NewHeader<TInput>(string name, InstanceId instance, TInput input, StartOptions? options)
    {
        check.NewInstance(instance);
        check.Name("name of the orchestration", name);
        var encoded = Encode(input, $"input of orchestration '{name}' for instance '{instance}'");
        return new(instance, ExecutionId.First, name, options?.Version, encoded, nonces(instance))
        {
            Tags = check.Tags(instance, options?.Tags ?? default),
        };
    }

    string Encode<T>(T value, string what)
    {
        try
        {
            return check.Data(what, codec.Encode(value, $"the {what}"));
        }
        catch (PayloadException problem)
        {
            throw InputCheck.Invalid(problem.Message, problem);
        }
    }

    T Decode<T>(string text, string what)
    {
        try
        {
            return codec.Decode<T>(text, what);
        }
        catch (PayloadException problem)
        {
            throw InputCheck.Invalid(problem.Message, problem);
        }
    }
}
