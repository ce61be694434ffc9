using Duroxide;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Upkeep;

namespace Toygres.Orchestrations.Activities;

/// <summary>Does what orchestrations ask of the engine, by the client that each activity finds.</summary>
internal static class EngineActivities
{
    private const int MostErrors = 10;
    private const int MostForgotten = 1000;
    private const int ExecutionsKept = 3;

    public static RegistryBuilder AddEngineSteps(this RegistryBuilder code, ICms cms) =>
        code.Add(Does(EngineSteps.Tell, TellAsync))
            .Add(Does(EngineSteps.SendPermit, SendPermitAsync))
            .Add(Does(EngineSteps.Grant, GrantAsync))
            .Add(Does(EngineSteps.FindStates, FindStatesAsync))
            .Add(Does(EngineSteps.ReviveActor, ReviveActorAsync))
            .Add(Does(EngineSteps.GetBatchStatus, (ctx, names) => GetBatchStatusAsync(ctx, cms, names)))
            .Add(Does(EngineSteps.Prune, PruneAsync));

    private static Activity<TInput, TOutput> Does<TInput, TOutput>(
        ActivityName<TInput, TOutput> name,
        Func<ActivityContext, TInput, Task<TOutput>> run
    ) => new(name.Name, run);

    private static DuroxideClient Client(ActivityContext ctx) => ctx.GetFeature<DuroxideClient>()!;

    private static async Task<Unit> TellAsync(ActivityContext ctx, TellStep step)
    {
        // An actor that is not there learns what happened from the memory of the fleet when it begins.
        await Client(ctx).RaiseEventAsync(Names.Actor(step.Instance), step.Event, Unit.Value, ctx.CancellationToken);
        return Unit.Value;
    }

    private static async Task<Unit> SendPermitAsync(ActivityContext ctx, PermitMessage message)
    {
        var client = Client(ctx);
        if (!await client.SendMessageAsync(Names.Semaphore, Names.Permits, message, ctx.CancellationToken))
        {
            await client.StartOrchestrationAsync(
                CreateSemaphore.Orchestration,
                Names.Semaphore,
                PermitState.Empty,
                cancellationToken: ctx.CancellationToken
            );
            await client.SendMessageAsync(Names.Semaphore, Names.Permits, message, ctx.CancellationToken);
        }
        return Unit.Value;
    }

    private static async Task<Unit> GrantAsync(ActivityContext ctx, string requester)
    {
        await Client(ctx).RaiseEventAsync(requester, Names.Permit, Unit.Value, ctx.CancellationToken);
        return Unit.Value;
    }

    private static async Task<IReadOnlyList<EngineState>> FindStatesAsync(
        ActivityContext ctx,
        IReadOnlyList<string> orchestrations
    )
    {
        var states = new List<EngineState>();
        foreach (var orchestration in orchestrations)
        {
            states.Add(StateOf(await Client(ctx).GetStatusAsync(orchestration, ctx.CancellationToken)));
        }
        return states;
    }

    /// <summary>What a status says of whether an orchestration runs.</summary>
    public static EngineState StateOf(OrchestrationStatus status) =>
        status.Match(
            notFound: _ => EngineState.Unknown,
            running: _ => EngineState.Running,
            completed: _ => EngineState.Ended,
            failed: _ => EngineState.Ended
        );

    /// <summary>Lets an actor that has ended run again.</summary>
    public static async Task ReviveAsync(DuroxideClient client, ActorState state, CancellationToken cancel)
    {
        var actor = Names.Actor(state.Name);
        var status = await client.GetStatusAsync(actor, cancel);
        if (status is OrchestrationStatus.Completed or OrchestrationStatus.Failed)
        {
            await client.Management.DeleteInstanceAsync(actor, cancellationToken: cancel);
        }
        await client.StartOrchestrationAsync(InstanceActor.Orchestration, actor, state, cancellationToken: cancel);
    }

    private static async Task<Unit> ReviveActorAsync(ActivityContext ctx, ActorState state)
    {
        await ReviveAsync(Client(ctx), state, ctx.CancellationToken);
        return Unit.Value;
    }

    private static async Task<BatchStatus> GetBatchStatusAsync(
        ActivityContext ctx,
        ICms cms,
        IReadOnlyList<InstanceName> names
    )
    {
        var rows = (await cms.ListAsync(ctx.CancellationToken)).ToDictionary(row => row.Name);
        var (completed, errors) = (0, new List<string>());
        foreach (var name in names)
        {
            var row = rows.GetValueOrDefault(name);
            if (row is { Started: not null })
            {
                completed++;
            }
            else if (row?.State is InstanceState.Failed)
            {
                errors.Add($"{name}: {row.Failure}");
            }
            else if (row is null)
            {
                switch (await Client(ctx).GetStatusAsync(Names.Create(name), ctx.CancellationToken))
                {
                    case OrchestrationStatus.Failed { Failure: var failure }:
                        errors.Add($"{name}: {failure.Display}");
                        break;
                    // Somebody has deleted it since.
                    case OrchestrationStatus.Completed:
                        completed++;
                        break;
                    case OrchestrationStatus.Running or OrchestrationStatus.NotFound:
                        // It has not begun yet.
                        break;
                }
            }
        }
        var creating = names.Count - completed - errors.Count;
        return new BatchStatus(names.Count, completed, errors.Count, creating, [.. errors.TakeLast(MostErrors)]);
    }

    private static async Task<PruneReport> PruneAsync(ActivityContext ctx, DateTimeOffset before)
    {
        var management = Client(ctx).Management;
        var ended = await management.DeleteInstancesAsync(
            new DeleteQuery { EndedBefore = before, Limit = MostForgotten },
            cancellationToken: ctx.CancellationToken
        );
        var old = await management.PruneInstancesAsync(
            new InstanceQuery(),
            new PruneOptions { KeepLast = ExecutionsKept },
            cancellationToken: ctx.CancellationToken
        );
        return new PruneReport(ended.Instances, old.Executions);
    }
}
