namespace Toygres.Web;

/// <summary>How a plan of backups is typed.</summary>
internal static class PlanFields
{
    /// <summary>The plan; null for none, or when something is wrong with it.</summary>
    public static BackupPlan? Read(string? minutes, string? keep, Problems problems)
    {
        if (string.IsNullOrWhiteSpace(minutes))
        {
            return null;
        }
        if (
            SizeForm.Number(minutes, "Every", problems) is not { } every
            || SizeForm.Number(keep, "Keep", problems) is not { } kept
        )
        {
            return null;
        }
        if (every is < 1 or > 525600)
        {
            problems.Add("Every", $"A backup every {every} minutes: between 1 and 525600 are possible.");
            return null;
        }
        var plan = new BackupPlan(every * 60, kept);
        if (plan.Problem() is { } problem)
        {
            problems.Add("Keep", problem);
        }
        return plan;
    }
}
