using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>
/// Makes a backup that was due, sees that an instance can be made of it, and deletes the backups that are too many. One that
/// cannot be restored is no backup: it is marked as failed, and no older one goes for it.
/// </summary>
public static class BackupFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<Backup> Orchestration { get; } = new(Names.OfOrchestration("backup"), RunAsync);

    private static async Task RunAsync(OrchestrationContext ctx, Backup input)
    {
        ctx.SetCustomStatus("making the image");
        var image = new CreateImage(input.Source, input.Name, IsScheduled: true);
        await ctx.ScheduleSubOrchestration(
            CreateImageFlow.Orchestration,
            image,
            new() { Instance = $"create-image-{input.Name}" }
        );
        ctx.SetCustomStatus("seeing that it can be restored");
        var reason = await Work.TryAsync(() => VerifyAsync(ctx, input));
        var verified = new FinishImageStep(
            input.Name,
            reason is null ? ImageState.Ready : ImageState.Failed,
            ctx.UtcNow,
            reason is null ? "It was restored for a trial." : $"It cannot be restored: {reason}"
        );
        await Images.FinishAsync(ctx, verified with { IsVerified = reason is null });
        if (reason is not null)
        {
            throw new OrchestrationFailedException($"The backup {input.Name} cannot be restored: {reason}");
        }
        ctx.SetCustomStatus("deleting old ones");
        var images = await ctx.ScheduleActivity(CmsSteps.ListImages, Unit.Value, Work.Stubbornly);
        foreach (var old in TooMany(images, input))
        {
            await ctx.ScheduleSubOrchestration(DeleteImageFlow.Orchestration, old.Name);
        }
        ctx.SetCustomStatus("done");
    }

    private static async Task VerifyAsync(OrchestrationContext ctx, Backup input)
    {
        var trial = InstanceName.Of("verify", ctx.NewGuid());
        var create = new CreateInstance(trial, "verify", new InstanceSize(), input.Pace)
        {
            Image = input.Name,
            IsWatched = false,
        };
        var made = await Work.TryAsync(async () =>
            await ctx.ScheduleSubOrchestration(
                CreateInstanceFlow.Orchestration,
                create,
                new() { Instance = Names.Create(trial) }
            )
        );
        await ctx.ScheduleSubOrchestration(
            DeleteInstanceFlow.Orchestration,
            new Operation(trial, input.Pace),
            new() { Instance = $"delete-{trial}" }
        );
        if (made is not null)
        {
            throw new OrchestrationFailedException(made);
        }
    }

    internal static IEnumerable<Image> TooMany(IReadOnlyList<Image> images, Backup input) =>
        images
            .Where(image => image is { IsScheduled: true, State: ImageState.Ready } && image.Source == input.Source)
            .OrderByDescending(image => image.Created)
            .Skip(input.Keep);
}
