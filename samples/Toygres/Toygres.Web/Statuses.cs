namespace Toygres.Web;

/// <summary>What is known of orchestrations.</summary>
internal static class Statuses
{
    /// <summary>What is known of one, whether it runs or has ended; null when there is none.</summary>
    public static InstanceInfo? InfoOrNull(this OrchestrationStatus status) =>
        status.Match<InstanceInfo?>(
            notFound: _ => null,
            running: one => one.Info,
            completed: one => one.Info,
            failed: one => one.Info
        );
}
