namespace Toygres.Web.Pages;

/// <summary>Something that can be done with an instance.</summary>
/// <param name="Path">The last part of the address of its page.</param>
/// <param name="Title">What the button says.</param>
/// <param name="Explains">What it does, for who is asked whether it is meant.</param>
/// <param name="Fits">Whether an instance is in a state for it.</param>
internal sealed record Verb(string Path, string Title, string Explains, Func<Instance, bool> Fits)
{
    /// <summary>Whether something is lost by it.</summary>
    public bool IsDangerous { get; init; }

    /// <summary>All of them, in the order of their buttons.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(
            "start",
            "Start",
            "Its server is started.",
            row => row is { State: InstanceState.Stopped } or { State: InstanceState.Failed, Started: not null }
        ),
        new(
            "retry",
            "Retry",
            "It is made anew under the same name.",
            row => row is { State: InstanceState.Failed, Started: null }
        ),
        new("restart", "Restart", "Its server is stopped and started again. Sessions are ended.", IsUp),
        new("stop", "Stop", "Its server is stopped, and keeps its data. Sessions are ended.", IsUp),
        new(
            "resize",
            "Resize",
            "It gets another size. One that runs is restarted, and its sessions are ended.",
            row => row.State is InstanceState.Running or InstanceState.Stopped
        ),
        new(
            "rotate",
            "Rotate password",
            "It gets a new password, and so do its replicas. The old one is of no use any more.",
            row => row is { State: InstanceState.Running, Follows: null }
        ),
        new(
            "image",
            "Make image",
            "An image is made of it, while it goes on.",
            row => row.State is InstanceState.Running or InstanceState.Stopped
        ),
        new("backups", "Plan backups", "Images are made of it by themselves, and restored for a trial.", IsThere),
        new(
            "failover",
            "Fail over",
            "It is fenced, and a replica takes its place and its name. What the replica has not heard of is lost.",
            row =>
                row.Follows is null
                && row.State is InstanceState.Running or InstanceState.Stopped or InstanceState.Failed
        )
        {
            IsDangerous = true,
        },
        new(
            "rejoin",
            "Follow another",
            "It becomes a replica of the one that has its place: a copy made anew. What it has now is lost.",
            row => row is { State: InstanceState.Stopped or InstanceState.Failed, Follows: null, Started: not null }
        )
        {
            IsDangerous = true,
        },
        new(
            "restore",
            "Restore",
            "It becomes what it was when an image was made. What it has now is lost.",
            row =>
                row.State is InstanceState.Running or InstanceState.Stopped
                || row is { State: InstanceState.Failed, Started: not null }
        )
        {
            IsDangerous = true,
        },
        new("delete", "Delete", "Its server, its data and its passwords are taken away for ever.", IsThere)
        {
            IsDangerous = true,
        },
    ];

    /// <summary>The one of an address; null when there is none.</summary>
    public static Verb? Find(string path) => All.FirstOrDefault(verb => verb.Path == path);

    private static bool IsUp(Instance row) =>
        row is { State: InstanceState.Running } or { State: InstanceState.Failed, Started: not null };

    private static bool IsThere(Instance row) => row.State is not (InstanceState.Deleting or InstanceState.Deleted);
}
