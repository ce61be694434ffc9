namespace Toygres;

/// <summary>
/// The rules of what may become of an instance. An operation claims an instance, works on it, and settles what it has become;
/// between the two nobody else touches it. Each rule done twice by one operation is done once.
/// </summary>
public static class Lifecycle
{
    /// <summary>Lets an operation have an instance, if it is in one of those states and nobody else has it.</summary>
    public static Decision Claim(
        Instance instance,
        string operation,
        DateTimeOffset at,
        params InstanceState[] states
    ) =>
        instance switch
        {
            { Operation: { } other } when other == operation => new Decision.Keep(),
            { Operation: { } other } => new Decision.Refuse(
                $"{instance.Name} is busy with {other}. Wait until it has ended, and try again."
            ),
            _ when !states.Contains(instance.State) => new Decision.Refuse(
                $"{instance.Name} is {Word(instance.State)}, and this can be done when it is {string.Join(" or ", states.Select(Word))}."
            ),
            _ => Changed(instance with { Operation = operation }, at, "claimed", $"{operation} begins."),
        };

    /// <summary>Lets an operation take an instance away.</summary>
    public static Decision ClaimForDeletion(Instance instance, string operation, DateTimeOffset at)
    {
        var claim = Claim(
            instance,
            operation,
            at,
            InstanceState.Running,
            InstanceState.Stopped,
            InstanceState.Failed,
            InstanceState.Creating,
            InstanceState.Deleting
        );
        var next = instance with
        {
            Operation = operation,
            State = InstanceState.Deleting,
            DeleteOrchestration = operation,
            Health = Health.Unknown,
        };
        return claim is Decision.Change ? Changed(next, at, "deleting", $"{operation} begins.") : claim;
    }

    /// <summary>Lets another orchestration make an instance that could not be made.</summary>
    public static Decision Retry(Instance instance, string operation, DateTimeOffset at) =>
        instance.Operation == operation ? new Decision.Keep()
        : instance is { State: InstanceState.Failed, Started: null, Operation: null }
            ? Changed(
                instance with
                {
                    Operation = operation,
                    State = InstanceState.Creating,
                    CreateOrchestration = operation,
                    Failure = null,
                },
                at,
                "retried",
                $"{operation} begins."
            )
        : instance.Operation is not null ? Claim(instance, operation, at)
        : new Decision.Refuse(
            $"{instance.Name} is {Word(instance.State)}. What can be retried is an instance that was never made; start, restore or delete this one."
        );

    /// <summary>Says what an operation has made of an instance, and gives it back. Nothing happens when it has done so already.</summary>
    public static Decision Settle(
        Instance instance,
        string operation,
        DateTimeOffset at,
        Func<Instance, Instance> change,
        string message
    ) =>
        instance.Operation == operation
            ? Changed(change(instance) with { Operation = null }, at, "settled", message)
            : new Decision.Keep();

    /// <summary>Says that an operation has failed, and why. The instance is in that state from now on.</summary>
    public static Decision Fail(
        Instance instance,
        string operation,
        DateTimeOffset at,
        InstanceState state,
        string reason
    ) =>
        instance.Operation == operation
            ? Changed(
                instance with
                {
                    Operation = null,
                    State = state,
                    Failure = reason,
                    Health = state is InstanceState.Running ? instance.Health : Health.Unknown,
                    // Its data may be gone, and its port with it.
                    Endpoint = state is InstanceState.Failed ? null : instance.Endpoint,
                },
                at,
                "failed",
                reason
            )
            : new Decision.Keep();

    /// <summary>Takes an instance back from an operation that has ended without a word. What was half made or half taken away has failed.</summary>
    public static Decision Abandon(Instance instance, string operation, DateTimeOffset at, string reason) =>
        Fail(
            instance,
            operation,
            at,
            instance.State is InstanceState.Creating or InstanceState.Deleting ? InstanceState.Failed : instance.State,
            reason
        );

    /// <summary>Gives the name that users reach an instance by, and its backups, to another one, which takes its place.</summary>
    public static Decision TakeOver(Instance old, Instance next, string operation, DateTimeOffset at, string reason)
    {
        if (old.Operation != operation || next.Operation != operation)
        {
            return new Decision.Keep();
        }
        // Nobody noted it before 1.0.10. Here it is known that they are of one.
        var line = old.Line ?? next.Line ?? old.Name;
        return new Decision.Change(
            [
                old with
                {
                    Line = line,
                    DnsName = null,
                    Operation = null,
                    State = InstanceState.Stopped,
                    Failure = $"{next.Name} has its place: {reason}",
                    Backups = null,
                    Health = Health.Unknown,
                    Stopped = at,
                    Updated = at,
                },
                next with
                {
                    Line = line,
                    DnsName = old.DnsName ?? next.DnsName,
                    Operation = null,
                    Follows = null,
                    Backups = old.Backups ?? next.Backups,
                    Updated = at,
                },
            ],
            "failed over",
            $"{next.Name} takes the place of {old.Name}: {reason}"
        );
    }

    /// <summary>Why an instance cannot follow another one in place of what it was; null when it can.</summary>
    public static string? RejoinProblem(Instance instance, Instance leader) =>
        instance.Runtime != leader.Runtime
            ? $"{instance.Name} runs another runtime image than {leader.Name}, and cannot follow it. Make a new replica."
        : instance.Line is { } own && leader.Line is { } other && own != other
            ? $"{leader.Name} is of the line of {other}, and {instance.Name} of that of {own}: neither took over from the other. Choose the one that has its place; or make a new replica of {leader.Name}."
        : null;

    /// <summary>Has an instance backed up by itself, whoever works on it meanwhile; null for no more.</summary>
    public static Decision Plan(Instance instance, BackupPlan? plan, DateTimeOffset at) =>
        instance switch
        {
            { State: InstanceState.Deleting or InstanceState.Deleted } => new Decision.Refuse(
                $"{instance.Name} is {Word(instance.State)}, and is backed up no more."
            ),
            _ when instance.Backups == plan => new Decision.Keep(),
            _ => Changed(
                instance with
                {
                    Backups = plan,
                },
                at,
                "planned",
                plan is null
                    ? "It is backed up by itself no more."
                    : $"It is backed up every {plan.Pause()}, and {Count.Of(plan.Keep, "backup")} {(plan.Keep == 1 ? "is" : "are")} kept."
            ),
        };

    /// <summary>Changes what does not depend on who works on an instance.</summary>
    public static Decision.Change Changed(Instance next, DateTimeOffset at, string happened, string message) =>
        new([next with { Updated = at }], happened, message);

    private static string Word(InstanceState state) => state.ToString().ToLowerInvariant();
}
