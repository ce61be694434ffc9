namespace Duroxide.Providers;

public partial interface IManagement
{
    /// <summary>Suspends instances: from then on none of them is fetched, and no turn of theirs is stored, until they are resumed.</summary>
    /// <remarks>
    /// The lease of one that somebody holds is lost, so that a turn on its way is refused. Messages and due timers gather,
    /// activities go on, and answers that would have been a turn are enqueued. One that is suspended already keeps its
    /// first reason and time.
    /// </remarks>
    /// <returns>For each in order, what became of it.</returns>
    Task<IReadOnlyList<InstanceChange>> SuspendInstancesAsync(
        IReadOnlyList<InstanceId> instances,
        string reason,
        CancellationToken cancellationToken
    );

    /// <summary>Resumes instances, whose attempts count anew: each is ready if there is something to react to, unless it is parked.</summary>
    /// <returns>For each in order, what became of it; one that is not suspended is unchanged.</returns>
    Task<IReadOnlyList<InstanceChange>> ResumeInstancesAsync(
        IReadOnlyList<InstanceId> instances,
        CancellationToken cancellationToken
    );
}
