using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;

namespace Toygres.Orchestrations.Upkeep;

/// <summary>What an actor takes along.</summary>
/// <param name="Name">The instance that it watches.</param>
/// <param name="Pace">How often it looks.</param>
public sealed record ActorState(InstanceName Name, Pace Pace);

/// <summary>
/// Watches one instance for as long as there is one: looks at it, notes what it sees, has it mended when it is down, and carries
/// queries to it. Its custom status is what it saw last; the answer to a query is the value under the query's id.
/// </summary>
public static class InstanceActor
{
    private const int RoundsPerExecution = 20;
    private const int Attempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswersAreKept = TimeSpan.FromHours(1);

    /// <summary>The orchestration.</summary>
    public static Orchestration<ActorState> Orchestration { get; } =
        new(Names.Orchestration + "instance-actor", RunAsync);

    private enum Happened
    {
        Time,
        Deleted,
        Changed,
        Asked,
    }

    private static async Task RunAsync(OrchestrationContext<ActorState, Unit> ctx, ActorState state)
    {
        for (var round = 0; round < RoundsPerExecution; round++)
        {
            // They are open before anything is looked at, so that nothing that happens meanwhile is missed.
            var deleted = ctx.ScheduleWait<Unit>(Names.InstanceDeleted);
            var changed = ctx.ScheduleWait<Unit>(Names.InstanceChanged);
            var (row, gone) = await FindAsync(ctx, state.Name);
            if (gone)
            {
                ctx.SetCustomStatus("The instance is gone.");
                return;
            }
            if (row is { State: InstanceState.Running, Endpoint: { } endpoint, Password: { } password })
            {
                if (await LookAsync(ctx, row, new Target(endpoint, password), state.Pace))
                {
                    // What its own mending changed is no news to it.
                    changed.Cancel();
                    changed = ctx.ScheduleWait<Unit>(Names.InstanceChanged);
                }
            }
            else if (row is not null)
            {
                ctx.SetCustomStatus($"It is {row.State.ToString().ToLowerInvariant()}.");
            }
            if (!await WaitAsync(ctx, state, row, deleted, changed))
            {
                ctx.SetCustomStatus("The instance is gone.");
                return;
            }
        }
        ctx.PruneValues(before: ctx.UtcNow - AnswersAreKept);
        await ctx.ContinueAsNew(state);
    }

    // When the memory of the fleet is away the actor waits, and does not die.
    private static async Task<(Instance? Row, bool IsGone)> FindAsync(OrchestrationContext ctx, InstanceName name)
    {
        try
        {
            var row = await ctx.ScheduleActivity(CmsSteps.Find, name, Work.Patiently);
            return (row, row is null or { State: InstanceState.Deleting or InstanceState.Deleted });
        }
        catch (ActivityFailedException failed)
        {
            // It died of it once. Those that ran then live on, too.
            if (!ctx.Patched("outlive-the-memory"))
            {
                throw;
            }
            ctx.SetCustomStatus($"The memory of the fleet does not answer: {failed.Message}");
            return (null, false);
        }
    }

    /// <summary>Looks at an instance that is wanted up. True when it was down, and was to be mended.</summary>
    private static async Task<bool> LookAsync(OrchestrationContext ctx, Instance row, Target target, Pace pace)
    {
        Pulse? pulse = null;
        var error = await Work.TryAsync(async () =>
            pulse = await ctx.ScheduleActivity(Steps.TestConnection, target, WarmLook(row.Name))
        );
        var health = error is null ? Health.Healthy : Health.Unhealthy;
        var check = new HealthCheck(row.Name, health, ctx.UtcNow) { Pulse = pulse, Error = error };
        ctx.SetCustomStatus(
            pulse is null
                ? $"It is unhealthy: {error}"
                : $"It is healthy, and answered in {pulse.Milliseconds:F0} ms: {pulse.Version}"
        );
        var noted = await Work.TryAsync(() => NoteAsync(ctx, check));
        if (error is null || noted is not null || row.Operation is not null)
        {
            return false;
        }
        // A failure to mend stands in the row; the next look tries again.
        await Work.TryAsync(() => MendAsync(ctx, row.Name, pace));
        return true;
    }

    private static async Task NoteAsync(OrchestrationContext ctx, HealthCheck check) =>
        await ctx.ScheduleActivity(CmsSteps.RecordHealth, check, Work.Patiently);

    private static async Task MendAsync(OrchestrationContext ctx, InstanceName name, Pace pace) =>
        await ctx.ScheduleSubOrchestration(MendInstanceFlow.Orchestration, new Operation(name, pace));

    // Connections stay open on the node that has the session.
    private static ActivityOptions WarmLook(InstanceName name) =>
        new()
        {
            Session = $"session-{name}",
            Timeout = Patience,
            Retry = RetryPolicy.Linear(TimeSpan.FromSeconds(2), attempts: Attempts) with { RetryTimeouts = true },
        };

    /// <summary>Waits for the next look. False when there is nothing to look at any more.</summary>
    private static async Task<bool> WaitAsync(
        OrchestrationContext ctx,
        ActorState state,
        Instance? row,
        DurableTask<Unit> deleted,
        DurableTask<Unit> changed
    )
    {
        Query? query = null;
        var happened = await ctx.Select(
            deleted.Map(_ => Happened.Deleted),
            changed.Map(_ => Happened.Changed),
            ctx.ReceiveMessage<Query>(Names.Queries)
                .Map(asked =>
                {
                    query = asked;
                    return Happened.Asked;
                }),
            ctx.ScheduleTimer(TimeSpan.FromSeconds(state.Pace.HealthSeconds)).Map(_ => Happened.Time)
        );
        if (happened.Value is Happened.Asked)
        {
            await AnswerAsync(ctx, row, query!);
        }
        return happened.Value is not Happened.Deleted;
    }

    private static async Task AnswerAsync(OrchestrationContext ctx, Instance? row, Query query)
    {
        if (ctx.GetValue<Answer>(query.Id) is not null)
        {
            // Who asks again, with the same id, is answered already.
            if (ctx.Patched("answer-once"))
            {
                return;
            }
        }
        if (row is not { State: InstanceState.Running, Endpoint: { } endpoint, Password: { } password })
        {
            ctx.SetValue(query.Id, new Answer(null, "The instance does not run."));
            return;
        }
        QueryResult? result = null;
        var step = new QueryStep(new Target(endpoint, password), query.Statement);
        var error = await Work.TryAsync(async () =>
            result = await ctx.ScheduleActivity(
                Steps.ExecuteQuery,
                step,
                new() { Session = $"session-{row.Name}", Timeout = Patience }
            )
        );
        ctx.SetValue(query.Id, new Answer(result, error));
    }
}
