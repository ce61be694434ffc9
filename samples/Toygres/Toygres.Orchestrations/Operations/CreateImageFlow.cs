using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>Makes an image of an instance, which is neither stopped nor deleted meanwhile.</summary>
public static class CreateImageFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<CreateImage, ImageFacts> Orchestration { get; } =
        new(Names.Orchestration + "create-image", RunAsync);

    /// <summary>The row that an image begins with.</summary>
    internal static Image ToRow(CreateImage input, InstanceSize size, string operation, DateTimeOffset at) =>
        new()
        {
            Name = input.Name,
            Source = input.Source,
            State = ImageState.Creating,
            Size = size,
            IsScheduled = input.IsScheduled,
            CreateOrchestration = operation,
            Created = at,
            Updated = at,
        };

    private static async Task<ImageFacts> RunAsync(OrchestrationContext ctx, CreateImage input)
    {
        ctx.SetCustomStatus("reserving the name");
        var source = await ctx.GetAsync(input.Source);
        var row = ToRow(input, source.Size, ctx.Operation(), ctx.UtcNow);
        if (await ctx.ScheduleActivity(CmsSteps.ReserveImage, row, Work.Stubbornly) is Outcome.Refused refused)
        {
            throw new OrchestrationFailedException(refused.Reason);
        }
        ImageFacts? facts = null;
        var reason = await Work.TryAsync(() =>
            ctx.OperateAsync(
                input.Source,
                [InstanceState.Running, InstanceState.Stopped],
                failed: null,
                async instance =>
                {
                    ctx.SetCustomStatus("copying the data");
                    facts = await ctx.ScheduleActivity(
                        Steps.BackUp,
                        new BackUpStep(input.Source, input.Name),
                        Work.Patiently
                    );
                    var done = new FinishImageStep(input.Name, ImageState.Ready, ctx.UtcNow, "It can be restored.");
                    await Images.FinishAsync(ctx, done with { Facts = facts });
                    return ctx.Settled(input.Source, instance.State, $"The image {input.Name} is made.");
                }
            )
        );
        if (reason is not null)
        {
            reason = await CleanUpAsync(ctx, input.Name, reason);
            await Images.FinishAsync(ctx, new FinishImageStep(input.Name, ImageState.Failed, ctx.UtcNow, reason));
            throw new OrchestrationFailedException(reason);
        }
        return facts!;
    }

    private static async Task<string> CleanUpAsync(OrchestrationContext ctx, ImageName name, string reason)
    {
        var left = await Work.TryAsync(() => ctx.DoAsync("cleaning up", Steps.DeleteImage, name));
        return left is null ? reason : $"{reason} What was made is still there: {left}";
    }
}
