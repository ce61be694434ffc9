using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Upkeep;

namespace Toygres.Orchestrations.Operations;

/// <summary>
/// Makes an instance: empty, out of an image, or as a replica of another one. When it cannot be made nothing of it is left
/// below; its row says why, keeps its name, and can be retried.
/// </summary>
public static class CreateInstanceFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<CreateInstance, CreatedInstance> Orchestration { get; } =
        new(Names.OfOrchestration("create-instance"), RunAsync);

    /// <summary>The row that an instance begins with.</summary>
    internal static Instance ToRow(CreateInstance input, string operation, DateTimeOffset at, Guid id) =>
        new()
        {
            Id = id,
            Name = input.Name,
            UserName = input.UserName,
            State = InstanceState.Creating,
            Size = input.Size,
            DnsName = input.DnsName,
            SourceImage = input.Image,
            Follows = input.Follows,
            Backups = input.Backups,
            Tags = input.Tags ?? new SortedDictionary<string, string>(),
            Operation = operation,
            CreateOrchestration = operation,
            Created = at,
            Updated = at,
        };

    private static async Task<CreatedInstance> RunAsync(OrchestrationContext ctx, CreateInstance input)
    {
        ctx.SetCustomStatus("reserving the name");
        var row = ToRow(input, ctx.Operation(), ctx.UtcNow, ctx.NewGuid());
        if (await ctx.ScheduleActivity(CmsSteps.Reserve, row, Work.Stubbornly) is Outcome.Refused refused)
        {
            throw new OrchestrationFailedException(refused.Reason);
        }
        ctx.SetCustomStatus("waiting for a permit");
        await CreateSemaphore.AcquireAsync(ctx);
        Endpoint? endpoint = null;
        var reason = await Work.TryAsync(async () => endpoint = await MakeAsync(ctx, input));
        if (reason is not null)
        {
            reason = await CleanUpAsync(ctx, input, reason);
            await ctx.FailAsync(input.Name, InstanceState.Failed, reason);
        }
        await CreateSemaphore.ReleaseAsync(ctx);
        return reason is null
            ? new CreatedInstance(input.Name, endpoint!)
            : throw new OrchestrationFailedException(reason);
    }

    private static async Task<Endpoint> MakeAsync(OrchestrationContext ctx, CreateInstance input)
    {
        var password = SecretReference.Of(input.Name, 1);
        var spec = new ClusterSpec(input.Name, input.Size);
        if (input.Follows is { } primary)
        {
            var leader = await Following.GetLeaderAsync(ctx, primary);
            spec = await Following.CopyAsync(ctx, spec, leader, password);
        }
        else
        {
            await LayDownAsync(ctx, input, spec, password);
        }
        var endpoint = await ctx.RunAsync(input.Name, input.Pace);
        if (input.Follows is null)
        {
            await ctx.DoAsync("setting the password", Steps.SetPassword, new PasswordStep(input.Name, password));
        }
        ctx.SetCustomStatus("testing the connection");
        var pulse = await ctx.ScheduleActivity(
            Steps.TestConnection,
            new Target(endpoint, password),
            Work.Patiently with
            {
                Timeout = TimeSpan.FromMinutes(1),
            }
        );
        if (input.IsWatched)
        {
            var actor = Names.Actor(input.Name);
            ctx.StartOrchestration(InstanceActor.Orchestration, actor, new ActorState(input.Name, input.Pace));
            var watched = new OperationStep(input.Name, actor.ToString(), ctx.UtcNow);
            await ctx.ScheduleActivity(CmsSteps.RecordActor, watched, Work.Stubbornly);
        }
        await ctx.SettleAsync(
            ctx.Settled(input.Name, InstanceState.Running, "It runs.") with
            {
                Endpoint = endpoint,
                Size = spec.Size,
                Version = pulse.Version,
                PasswordVersion = 1,
            }
        );
        return endpoint;
    }

    private static async Task LayDownAsync(
        OrchestrationContext ctx,
        CreateInstance input,
        ClusterSpec spec,
        SecretReference password
    )
    {
        await ctx.DoAsync("making a password", Steps.EnsurePassword, password);
        if (input.Image is { } name)
        {
            var image = await Images.GetReadyAsync(ctx, name);
            await ctx.DoAsync($"unpacking {name}", Steps.Restore, new RestoreStep(spec, image.Name));
            return;
        }
        await ctx.DoAsync("making the cluster", Steps.Provision, spec);
    }

    private static async Task<string> CleanUpAsync(OrchestrationContext ctx, CreateInstance input, string reason)
    {
        // Its password stays: who asked for the instance may have chosen it, and another try needs it.
        var left = await Work.TryAsync(() => ctx.DoAsync("cleaning up", Steps.Delete, input.Name));
        return left is null ? reason : $"{reason} What was made is still there: {left}";
    }
}
