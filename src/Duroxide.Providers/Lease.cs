namespace Duroxide.Providers;

/// <summary>The right to work on one item until it expires.</summary>
/// <param name="Key">The store's own number of the item.</param>
/// <param name="Fence">The fencing token: higher at every lease of the item, and checked in every write.</param>
public readonly record struct Lease(long Key, long Fence);
