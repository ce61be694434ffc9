namespace Duroxide.Core;

/// <summary>A history holds an event that cannot stand where it stands, so nothing can be decided from it.</summary>
/// <param name="header">The execution.</param>
/// <param name="found">The event that is out of place.</param>
/// <param name="why">Why it is.</param>
public sealed class CorruptHistoryException(Header header, HistoryEvent found, string why)
    : Exception(
        $"The history of instance '{header.Instance}', execution {header.Execution}, is corrupt: event {found.Id} "
            + $"({found.Fact.GetType().Name}) {why}. Restore the instance from a backup, or delete it."
    );
