namespace Duroxide.Core;

/// <summary>How large the history of one execution may grow.</summary>
/// <param name="Events">The most events.</param>
/// <param name="Bytes">The most bytes, counted as the history's texts plus 64 bytes an event.</param>
public sealed record HistoryLimit(int Events, long Bytes)
{
    /// <summary>What a start means that names no limit: never to be changed, or running histories would change their meaning.</summary>
    internal static readonly HistoryLimit Usual = new(100_000, 256L * 1024 * 1024);

    /// <summary>The limit that the options give.</summary>
    internal static HistoryLimit Of(Limits limits) => new(limits.HistoryEvents, limits.HistoryBytes);

    /// <summary>The limits of an execution that began under this one: a history cannot be made smaller, so it keeps its room.</summary>
    internal Limits Raise(Limits limits) =>
        limits.HistoryEvents >= Events && limits.HistoryBytes >= Bytes
            ? limits
            : limits with
            {
                HistoryEvents = Math.Max(limits.HistoryEvents, Events),
                HistoryBytes = Math.Max(limits.HistoryBytes, Bytes),
            };
}
