namespace Duroxide.Core;

/// <summary>A history does not begin with the start of its execution, so nothing can be decided from it.</summary>
/// <param name="header">The execution.</param>
/// <param name="first">The event found where the start should be.</param>
public sealed class CorruptHistoryException(Header header, HistoryEvent first)
    : Exception(
        $"The history of instance '{header.Instance}', execution {header.Execution}, is corrupt: it begins with event "
            + $"{first.Id} ({first.Fact.GetType().Name}) instead of its start. Restore the instance from a backup, or delete it."
    );
