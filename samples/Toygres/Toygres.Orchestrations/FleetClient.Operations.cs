using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;

namespace Toygres.Orchestrations;

public sealed partial class FleetClient
{
    /// <summary>Ends the server of an instance, which keeps its data.</summary>
    public Task<Outcome> StopAsync(InstanceName name, CancellationToken cancel = default) =>
        BeginAsync(
            "stop",
            name,
            In(InstanceState.Running, InstanceState.Failed),
            StopInstanceFlow.Orchestration,
            new Operation(name, pace),
            cancel
        );

    /// <summary>Starts an instance that is stopped, or that failed.</summary>
    public async Task<Outcome> StartAsync(InstanceName name, CancellationToken cancel = default) =>
        await FindWriterAsync(name, cancel) is { } writer
            ? new Outcome.Refused(
                $"{writer} follows {name} by its row, and writes: a fail-over to it was cut off. Fail over from {name} to {writer} again; or delete {writer} first."
            )
            : await BeginAsync(
                "start",
                name,
                In(InstanceState.Stopped, InstanceState.Failed),
                StartInstanceFlow.Orchestration,
                new Operation(name, pace),
                cancel
            );

    /// <summary>Stops an instance and starts it again.</summary>
    public Task<Outcome> RestartAsync(InstanceName name, CancellationToken cancel = default) =>
        BeginAsync(
            "restart",
            name,
            In(InstanceState.Running, InstanceState.Failed),
            RestartInstanceFlow.Orchestration,
            new Operation(name, pace),
            cancel
        );

    /// <summary>Gives an instance another size.</summary>
    public async Task<Outcome> ResizeAsync(InstanceName name, InstanceSize size, CancellationToken cancel = default) =>
        size.Problem() is { } problem
            ? new Outcome.Refused(problem)
            : await BeginAsync(
                "resize",
                name,
                In(InstanceState.Running, InstanceState.Stopped),
                ResizeInstanceFlow.Orchestration,
                new ResizeInstance(name, size, pace),
                cancel
            );

    /// <summary>Gives an instance a new password.</summary>
    public Task<Outcome> RotatePasswordAsync(InstanceName name, CancellationToken cancel = default) =>
        BeginAsync(
            "rotate",
            name,
            In(InstanceState.Running),
            RotatePasswordFlow.Orchestration,
            new Operation(name, pace),
            cancel
        );

    /// <summary>Makes an instance what it was when an image was made.</summary>
    public async Task<Outcome> RestoreAsync(InstanceName name, ImageName image, CancellationToken cancel = default)
    {
        // They would go on with what it loses, and take the log of the restored one for its continuation.
        if (await FindFollowerAsync(name, cancel) is { } follower)
        {
            return new Outcome.Refused(
                $"{follower} follows {name}, and has what {name} is to lose. Delete it first, and make another one afterwards; or make a new instance of {image}."
            );
        }
        var source = await fleet.Cms.FindImageAsync(image, cancel);
        return await BeginAsync(
            "restore",
            name,
            (row, operation, at) =>
                source is not null && source.Runtime != row.Runtime
                    ? new Decision.Refuse(
                        $"{image} is of another runtime image than {name} runs. Make another instance of it."
                    )
                    : Lifecycle.Claim(
                        row,
                        operation,
                        at,
                        InstanceState.Running,
                        InstanceState.Stopped,
                        InstanceState.Failed
                    ),
            RestoreInstanceFlow.Orchestration,
            new RestoreInstance(name, image, pace),
            cancel
        );
    }

    /// <summary>Lets a replica take the place of the instance that it follows.</summary>
    public Task<Outcome> FailOverAsync(
        InstanceName primary,
        InstanceName replica,
        string reason,
        CancellationToken cancel = default
    ) =>
        BeginWithBothAsync(
            FailOverPrefix,
            [primary, replica],
            rows => rows[1].Follows == primary ? null : $"{replica} does not follow {primary}.",
            FailOverFlow.Orchestration,
            new FailOver(primary, replica, reason, pace),
            cancel
        );

    /// <summary>
    /// Makes an instance that lost its place a replica of the one that has it, or of another one of the same line. What it had is
    /// lost.
    /// </summary>
    public Task<Outcome> RejoinAsync(InstanceName name, InstanceName primary, CancellationToken cancel = default) =>
        BeginWithBothAsync(
            "rejoin",
            [name, primary],
            rows =>
                Lifecycle.RejoinProblem(rows[0], rows[1]) is { } problem ? problem
                : rows[0] is { State: InstanceState.Stopped or InstanceState.Failed } && name != primary ? null
                : $"{name} can follow {primary} when it is stopped or failed, and is another one.",
            RejoinInstanceFlow.Orchestration,
            new RejoinInstance(name, primary, pace),
            cancel
        );

    /// <summary>Makes an image of an instance.</summary>
    public async Task<Outcome> CreateImageAsync(InstanceName source, ImageName name, CancellationToken cancel = default)
    {
        if (await fleet.Cms.FindAsync(source, cancel) is not { } row)
        {
            return new Outcome.Refused($"There is no instance {source}.");
        }
        var operation = Names.Of("create-image", name.Value, NewId());
        if (await HasBegunAsync(operation, cancel))
        {
            return new Outcome.Done(operation.ToString());
        }
        var input = new CreateImage(source, name);
        var image = CreateImageFlow.ToRow(input, row.Size, operation.ToString(), time.GetUtcNow());
        return await fleet.Cms.ReserveImageAsync(image, Start(CreateImageFlow.Orchestration, operation, input), cancel);
    }

    /// <summary>Takes an image away.</summary>
    public async Task<Outcome> DeleteImageAsync(ImageName name, CancellationToken cancel = default)
    {
        var operation = Names.Of("delete-image", name.Value, NewId());
        if (await HasBegunAsync(operation, cancel))
        {
            return new Outcome.Done(operation.ToString());
        }
        switch (await fleet.Cms.FindImageAsync(name, cancel))
        {
            case null:
                return new Outcome.Refused($"There is no image {name}.");
            case { State: ImageState.Creating, CreateOrchestration: var maker }:
                return new Outcome.Refused($"The image {name} is being made by {maker}. Wait until it has ended.");
            default:
                await engine.StartOrchestrationAsync(
                    DeleteImageFlow.Orchestration,
                    operation,
                    name,
                    cancellationToken: cancel
                );
                return new Outcome.Done(operation.ToString());
        }
    }

    /// <summary>Has an instance backed up by itself from now on, or no more.</summary>
    /// <param name="name">The instance.</param>
    /// <param name="plan">When; null for never.</param>
    /// <param name="cancel">Ends it undone.</param>
    public async Task<Outcome> PlanBackupsAsync(
        InstanceName name,
        BackupPlan? plan,
        CancellationToken cancel = default
    ) =>
        plan?.Problem() is { } problem
            ? new Outcome.Refused(problem)
            : Claims.ToOutcome(
                await fleet.Cms.DecideAsync(
                    [name],
                    rows => Lifecycle.Plan(rows[0], plan, time.GetUtcNow()),
                    with: null,
                    cancel
                ),
                Names.BackupScheduler.ToString()
            );

    // A fail-over that was ended in the engine, or died, may have promoted a replica whose row still follows.
    private async Task<InstanceName?> FindWriterAsync(InstanceName primary, CancellationToken cancel)
    {
        foreach (var row in (await fleet.Cms.ListAsync(cancel)).Where(row => row.Follows == primary))
        {
            var looks = await fleet.Cms.ListHealthAsync(row.Name, limit: 100, cancel);
            var last = looks.FirstOrDefault(look => look.Pulse is not null);
            // An older look may be of what it was before it followed.
            if (last is { Pulse.IsFollower: false } && last.At > row.Started)
            {
                return row.Name;
            }
        }
        return null;
    }

    private static Func<Instance, string, DateTimeOffset, Decision> In(params InstanceState[] states) =>
        (row, operation, at) => Lifecycle.Claim(row, operation, at, states);

    // Claims two instances in whatever state they are, unless there is something to say against it.
    private Task<Outcome> BeginWithBothAsync<TInput, TOutput>(
        string what,
        IReadOnlyList<InstanceName> names,
        Func<IReadOnlyList<Instance>, string?> problem,
        Orchestration<TInput, TOutput> orchestration,
        TInput input,
        CancellationToken cancel
    )
    {
        var operation = Names.Of(what, names[0].Value, NewId());
        InstanceState[] states = [InstanceState.Running, InstanceState.Stopped, InstanceState.Failed];
        var claim = new ClaimStep(names, operation.ToString(), time.GetUtcNow(), states);
        return BeginAsync(
            names,
            rows => problem(rows) is { } said ? new Decision.Refuse(said) : Claims.Decide(rows, claim),
            operation,
            orchestration,
            input,
            cancel
        );
    }
}
