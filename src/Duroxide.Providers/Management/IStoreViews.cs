namespace Duroxide.Providers;

/// <summary>A store that people may ask in SQL: by views whose names and columns stay when its tables change.</summary>
/// <remarks>
/// The views are <c>instances</c>, <c>executions</c>, <c>tags</c>, <c>instance_values</c>, <c>activities</c>, <c>messages</c>,
/// <c>timers</c> and <c>parked_items</c>; docs/cli.md has their columns.
/// </remarks>
public interface IStoreViews
{
    /// <summary>Answers one statement that selects. Nothing can be written by it.</summary>
    /// <param name="select">The statement, in the SQL of the store.</param>
    /// <param name="limit">The most rows to return.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <exception cref="ArgumentException">It is not one statement that selects, or names what is not there.</exception>
    /// <exception cref="ProviderException">The store cannot be reached or read.</exception>
    Task<ViewRows> QueryViewsAsync(string select, int limit, CancellationToken cancellationToken);
}
