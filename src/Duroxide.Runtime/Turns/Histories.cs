using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Loads the histories of leased executions; one that cannot be loaded does not spoil the others.</summary>
sealed class Histories(IProvider provider, ILogger log)
{
    static readonly Dictionary<Lease, Loaded> Nothing = [];

    /// <summary>Loads histories; those whose lease was lost meanwhile are left out.</summary>
    public async Task<IReadOnlyDictionary<Lease, Loaded>> LoadAsync(IReadOnlyList<TurnItem> items)
    {
        if (items.Count == 0)
        {
            return Nothing;
        }
        try
        {
            var stored = await provider
                .LoadAsync([.. items.Select(item => item.Lease)], CancellationToken.None)
                .ConfigureAwait(false);
            var found = stored.ToDictionary(execution => execution.Instance);
            return items
                .Where(item => found.ContainsKey(item.Instance))
                .ToDictionary(item => item.Lease, Loaded (item) => new Loaded.Read(found[item.Instance]));
        }
        catch (Exception) when (items.Count > 1)
        {
            var alone = await Task.WhenAll(items.Select(item => LoadAsync([item]))).ConfigureAwait(false);
            return alone.SelectMany(one => one).ToDictionary();
        }
        catch (Exception thrown)
        {
            // Whatever it is, the lease must not be kept for ever.
            var error =
                thrown as ProviderException
                ?? new ProviderException(nameof(provider.LoadAsync), thrown.Message, isRetryable: false, thrown);
            log.FetchFailed(error, $"the history of '{items[0].Instance}'", FetchLoop.Pause);
            return new Dictionary<Lease, Loaded> { [items[0].Lease] = new Loaded.Failed(error) };
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
