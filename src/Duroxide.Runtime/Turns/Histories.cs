using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Loads the histories of leased executions; one that cannot be loaded does not spoil the others.</summary>
sealed class Histories(IProvider provider, ILogger log)
{
    static readonly Dictionary<TurnWork, Loaded> Nothing = [];

    /// <summary>Loads histories; those whose lease was lost meanwhile are left out.</summary>
    public async Task<IReadOnlyDictionary<TurnWork, Loaded>> LoadAsync(IReadOnlyList<TurnWork> works)
    {
        if (works.Count == 0)
        {
            return Nothing;
        }
        try
        {
            var stored = await provider
                .LoadAsync([.. works.Select(work => work.Lease)], CancellationToken.None)
                .ConfigureAwait(false);
            var found = stored.ToDictionary(execution => execution.Instance);
            return works
                .Where(work => found.ContainsKey(work.Item.Instance))
                .ToDictionary(work => work, Loaded (work) => new Loaded.Read(found[work.Item.Instance]));
        }
        catch (Exception) when (works.Count > 1)
        {
            var alone = await Task.WhenAll(works.Select(work => LoadAsync([work]))).ConfigureAwait(false);
            return alone.SelectMany(one => one).ToDictionary();
        }
        catch (Exception thrown)
        {
            // Whatever it is, the lease must not be kept for ever.
            var error =
                thrown as ProviderException
                ?? new ProviderException(nameof(provider.LoadAsync), thrown.Message, isRetryable: false, thrown);
            log.FetchFailed(error, $"the history of '{works[0].Item.Instance}'", FetchLoop.Pause);
            return new Dictionary<TurnWork, Loaded> { [works[0]] = new Loaded.Failed(error) };
        }
    }
}

/// <summary>What became of the loading of a history.</summary>
partial record Loaded
{
    Loaded() { }

    /// <summary>It was read.</summary>
    /// <param name="Stored">The execution.</param>
    public sealed record Read(StoredExecution Stored) : Loaded;

    /// <summary>It was not.</summary>
    /// <param name="Error">Why.</param>
    public sealed record Failed(ProviderException Error) : Loaded;
}
