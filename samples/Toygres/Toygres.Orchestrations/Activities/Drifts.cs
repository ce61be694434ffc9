namespace Toygres.Orchestrations.Activities;

/// <summary>Notes where what is wanted and what is there differed.</summary>
internal static class Drifts
{
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    // Who notes these mends them in the same breath, and notes them anew when that fails.
    private static readonly string[] MendedAtOnce = ["actor", "abandoned"];

    /// <summary>Notes a drift, unless it is none.</summary>
    public static async Task NoteAsync(ICms cms, Drift drift, CancellationToken cancel)
    {
        if (drift.Type == "stray" && await WasThereAsync(cms, drift, cancel))
        {
            return;
        }
        await cms.RecordDriftAsync(drift, cancel);
        if (MendedAtOnce.Contains(drift.Type))
        {
            await cms.ResolveDriftsAsync(drift.Instance, drift.Type, "the reconciler", drift.Detected, cancel);
        }
    }

    // It was seen, and then deleted before anybody looked whose it is.
    private static async Task<bool> WasThereAsync(ICms cms, Drift drift, CancellationToken cancel) =>
        await cms.FindAsync(drift.Instance, cancel) is { State: InstanceState.Deleted } row
        && drift.Detected - row.Updated < Moment;
}
