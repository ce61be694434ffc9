using Duroxide;

namespace Toygres.Orchestrations.Activities;

/// <summary>What orchestrations ask of the memory of the fleet.</summary>
public static class CmsSteps
{
    /// <summary>Enters a new instance.</summary>
    public static ActivityName<Instance, Outcome> Reserve { get; } =
        Steps.Of<Instance, Outcome>("cms-reserve-instance");

    /// <summary>Claims instances for an operation.</summary>
    public static ActivityName<ClaimStep, Outcome> Claim { get; } = Steps.Of<ClaimStep, Outcome>("cms-claim-instance");

    /// <summary>Says what an operation has made of an instance.</summary>
    public static ActivityName<SettleStep, Unit> Settle { get; } = Steps.Of<SettleStep, Unit>("cms-settle-instance");

    /// <summary>Says why an operation failed.</summary>
    public static ActivityName<FailStep, Unit> Fail { get; } = Steps.Of<FailStep, Unit>("cms-fail-instance");

    /// <summary>Notes that an instance is wanted down, while an operation goes on.</summary>
    public static ActivityName<OperationStep, Unit> Fence { get; } =
        Steps.Of<OperationStep, Unit>("cms-fence-instance");

    /// <summary>Gives the place of one instance to another one.</summary>
    public static ActivityName<TakeOverStep, Unit> TakeOver { get; } = Steps.Of<TakeOverStep, Unit>("cms-take-over");

    /// <summary>Finds an instance.</summary>
    public static ActivityName<InstanceName, Instance?> Find { get; } =
        Steps.Of<InstanceName, Instance?>("cms-find-instance");

    /// <summary>Lists the instances that are not deleted.</summary>
    public static ActivityName<Unit, IReadOnlyList<Instance>> List { get; } =
        Steps.Of<Unit, IReadOnlyList<Instance>>("cms-list-instances");

    /// <summary>Notes who watches an instance.</summary>
    public static ActivityName<OperationStep, Unit> RecordActor { get; } =
        Steps.Of<OperationStep, Unit>("cms-record-actor");

    /// <summary>Notes the new password of an instance.</summary>
    public static ActivityName<FollowPasswordStep, Unit> FollowPassword { get; } =
        Steps.Of<FollowPasswordStep, Unit>("cms-follow-password");

    /// <summary>Takes an instance from an operation that has ended and said nothing.</summary>
    public static ActivityName<OperationStep, Unit> Abandon { get; } =
        Steps.Of<OperationStep, Unit>("cms-abandon-operation");

    /// <summary>Notes a look at an instance.</summary>
    public static ActivityName<HealthCheck, Unit> RecordHealth { get; } =
        Steps.Of<HealthCheck, Unit>("cms-record-health");

    /// <summary>Enters a new image.</summary>
    public static ActivityName<Image, Outcome> ReserveImage { get; } = Steps.Of<Image, Outcome>("cms-reserve-image");

    /// <summary>Says what became of an image.</summary>
    public static ActivityName<FinishImageStep, Unit> FinishImage { get; } =
        Steps.Of<FinishImageStep, Unit>("cms-finish-image");

    /// <summary>Finds an image.</summary>
    public static ActivityName<ImageName, Image?> FindImage { get; } = Steps.Of<ImageName, Image?>("cms-find-image");

    /// <summary>Lists the images that are not deleted.</summary>
    public static ActivityName<Unit, IReadOnlyList<Image>> ListImages { get; } =
        Steps.Of<Unit, IReadOnlyList<Image>>("cms-list-images");

    /// <summary>Notes a drift.</summary>
    public static ActivityName<Drift, Unit> RecordDrift { get; } = Steps.Of<Drift, Unit>("cms-record-drift");

    /// <summary>Notes that drifts are over.</summary>
    public static ActivityName<OperationStep, Unit> ResolveDrifts { get; } =
        Steps.Of<OperationStep, Unit>("cms-resolve-drifts");

    /// <summary>Forgets what was deleted long ago.</summary>
    public static ActivityName<DateTimeOffset, int> Purge { get; } = Steps.Of<DateTimeOffset, int>("cms-purge");
}

/// <summary>Input of <see cref="CmsSteps.Claim"/>: all of the instances or none.</summary>
public sealed record ClaimStep(
    IReadOnlyList<InstanceName> Names,
    string Operation,
    DateTimeOffset At,
    IReadOnlyList<InstanceState> States
);

/// <summary>An operation on an instance, at a moment.</summary>
public sealed record OperationStep(InstanceName Name, string Operation, DateTimeOffset At);

/// <summary>Input of <see cref="CmsSteps.Settle"/>. What is null stays as it is.</summary>
public sealed record SettleStep(
    InstanceName Name,
    string Operation,
    DateTimeOffset At,
    InstanceState State,
    string Message
)
{
    /// <summary>Where it listens.</summary>
    public Endpoint? Endpoint { get; init; }

    /// <summary>How much it may take.</summary>
    public InstanceSize? Size { get; init; }

    /// <summary>The version of the password that it has.</summary>
    public int? PasswordVersion { get; init; }

    /// <summary>What its server is.</summary>
    public string? Version { get; init; }

    /// <summary>The image that it is made of.</summary>
    public ImageName? Image { get; init; }

    /// <summary>The instance that it follows from now on.</summary>
    public InstanceName? Follows { get; init; }

    /// <summary>Whether it follows nobody any more.</summary>
    public bool Leads { get; init; }

    /// <summary>Why it has failed. A state that is not failed has none.</summary>
    public string? Failure { get; init; }
}

/// <summary>Input of <see cref="CmsSteps.Fail"/>. Without a state it is in the one that it was in.</summary>
public sealed record FailStep(
    InstanceName Name,
    string Operation,
    DateTimeOffset At,
    InstanceState? State,
    string Reason
);

/// <summary>Input of <see cref="CmsSteps.TakeOver"/>.</summary>
public sealed record TakeOverStep(
    InstanceName Old,
    InstanceName Next,
    string Operation,
    DateTimeOffset At,
    string Reason
);

/// <summary>Input of <see cref="CmsSteps.FollowPassword"/>.</summary>
public sealed record FollowPasswordStep(InstanceName Name, int Version, DateTimeOffset At);

/// <summary>Input of <see cref="CmsSteps.FinishImage"/>.</summary>
public sealed record FinishImageStep(ImageName Name, ImageState State, DateTimeOffset At, string Message)
{
    /// <summary>What it is, when it was made.</summary>
    public ImageFacts? Facts { get; init; }

    /// <summary>What is wrong with it, although it is there; null for nothing.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether an instance was just made of it.</summary>
    public bool IsVerified { get; init; }
}
