using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>
/// Makes a backup that was due, sees that an instance can be made of it, and deletes the backups that are too many. One that
/// could not be restored says so, does not count, and no older one goes for it.
/// </summary>
public static class BackupFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<Backup> Orchestration { get; } = new(Names.Orchestration + "backup", RunAsync);

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
        var message = reason is null ? "It was restored for a trial." : $"It could not be restored: {reason}";
        var tried = new FinishImageStep(input.Name, ImageState.Ready, ctx.UtcNow, message)
        {
            IsVerified = reason is null,
            Failure = reason is null ? null : message,
        };
        await Images.FinishAsync(ctx, tried);
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

    /// <summary>What is older than the backups to keep. Only one that was restored for a trial counts as one.</summary>
    internal static IEnumerable<Image> TooMany(IReadOnlyList<Image> images, Backup input)
    {
        var own = images.Where(image => image.IsScheduled && image.Source == input.Source).ToList();
        var kept = own.Where(image => image.Verified is not null).OrderByDescending(image => image.Created);
        return kept.ElementAtOrDefault(input.Keep - 1) is { } oldest
            ? own.Where(image => image.State is not ImageState.Creating && image.Created < oldest.Created)
            : [];
    }
}
