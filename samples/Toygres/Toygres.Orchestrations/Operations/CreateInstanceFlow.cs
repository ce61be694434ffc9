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
        new(Names.Orchestration + "create-instance", RunAsync);

    private static ActivityOptions Test { get; } = Work.Patiently with { Timeout = TimeSpan.FromMinutes(1) };

    // A minute is over also when a worker was held up for as long, which says nothing of the server.
    private static ActivityOptions TestAgain { get; } = Test with { Retry = Test.Retry! with { RetryTimeouts = true } };

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
            Runtime = input.Runtime,
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
        await ReserveAsync(ctx, input);
        ctx.SetCustomStatus("waiting for a permit");
        await CreateSemaphore.AcquireAsync(ctx);
        var (made, reason) = await TryMakeAsync(
            ctx,
            input,
            () => ctx.PersistAsync(input.Name, () => EnterAsync(ctx, input, Work.MostLooks))
        );
        await CreateSemaphore.ReleaseAsync(ctx);
        return made ?? throw new OrchestrationFailedException(reason!);
    }

    /// <summary>Enters the row, or fails when its name is not free.</summary>
    internal static async Task ReserveAsync(OrchestrationContext ctx, CreateInstance input)
    {
        ctx.SetCustomStatus("reserving the name");
        var row = ToRow(input, ctx.Operation(), ctx.UtcNow, ctx.NewGuid());
        if (await ctx.ScheduleActivity(CmsSteps.Reserve, row, Work.Stubbornly) is Outcome.Refused refused)
        {
            throw new OrchestrationFailedException(refused.Reason);
        }
    }

    /// <summary>Makes the instance; when it cannot, cleans up and gives the reason.</summary>
    /// <param name="ctx">The orchestration.</param>
    /// <param name="input">What is made.</param>
    /// <param name="enter">Starts its server and comes in.</param>
    internal static async Task<(CreatedInstance? Made, string? Reason)> TryMakeAsync(
        OrchestrationContext ctx,
        CreateInstance input,
        Func<Task<Entered>> enter
    )
    {
        Endpoint? endpoint = null;
        var reason = await Work.TryAsync(async () => endpoint = await MakeAsync(ctx, input, enter));
        if (reason is null)
        {
            return (new CreatedInstance(input.Name, endpoint!), null);
        }
        reason = await CleanUpAsync(ctx, input, reason);
        await ctx.FailAsync(input.Name, InstanceState.Failed, reason);
        return (null, reason);
    }

    private static async Task<Endpoint> MakeAsync(
        OrchestrationContext ctx,
        CreateInstance input,
        Func<Task<Entered>> enter
    )
    {
        var password = SecretReference.Of(input.Name, 1);
        var spec = new ClusterSpec(input.Name, input.Size) { Runtime = input.Runtime };
        if (input.Follows is { } primary)
        {
            var leader = await Following.GetLeaderAsync(ctx, primary);
            spec = await Following.CopyAsync(ctx, spec, leader, password);
        }
        else
        {
            await LayDownAsync(ctx, input, spec, password);
        }
        var (endpoint, pulse) = await enter();
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

    /// <summary>Starts the server, gives it its password, and comes in by it. A replica has that of its primary.</summary>
    internal static async Task<Entered> EnterAsync(OrchestrationContext ctx, CreateInstance input, int mostLooks)
    {
        var password = SecretReference.Of(input.Name, 1);
        var endpoint = await ctx.RunAsync(input.Name, input.Pace, mostLooks);
        if (input.Follows is null)
        {
            await ctx.DoAsync("setting the password", Steps.SetPassword, new PasswordStep(input.Name, password));
        }
        ctx.SetCustomStatus("testing the connection");
        var pulse = await ctx.ScheduleActivity(
            Steps.TestConnection,
            new Target(endpoint, password),
            ctx.Patched("test-again") ? TestAgain : Test
        );
        return new Entered(endpoint, pulse);
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

/// <summary>Where a server was entered, and what it said.</summary>
/// <param name="Endpoint">Where.</param>
/// <param name="Pulse">What it said.</param>
internal sealed record Entered(Endpoint Endpoint, Pulse Pulse);
