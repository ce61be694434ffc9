using Duroxide;
using Duroxide.Core;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Tells what happened in an execution.</summary>
internal static class Histories
{
    /// <summary>The last events, oldest first.</summary>
    public static IReadOnlyList<HistoryView> Tell(ExecutionHistory history, int limit) =>
        [
            .. history
                .Events.TakeLast(limit)
                .Select(happened => new HistoryView(
                    happened.Id.Value,
                    happened.Time.ToDateTimeOffset(),
                    HistoryText.Of(happened.Fact)
                )),
        ];
}
