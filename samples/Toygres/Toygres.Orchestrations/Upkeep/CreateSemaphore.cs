using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;

namespace Toygres.Orchestrations.Upkeep;

/// <summary>
/// One instance that lives for ever and lets a few create at a time. It asks now and then whether those who have a permit still
/// run, so that none is lost by who ended without a word.
/// </summary>
public static class CreateSemaphore
{
    private const int MessagesPerExecution = 50;

    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(2);

    /// <summary>The orchestration.</summary>
    public static Orchestration<PermitState> Orchestration { get; } =
        new(Names.Orchestration + "create-semaphore", RunAsync);

    /// <summary>Waits for a permit.</summary>
    internal static async Task AcquireAsync(OrchestrationContext ctx)
    {
        while (true)
        {
            // It is open before anybody is asked, so that no answer is missed.
            var granted = ctx.ScheduleWait<Unit>(Names.Permit, new() { Timeout = AskAgain });
            await SendAsync(ctx, isRelease: false);
            try
            {
                await granted;
                return;
            }
            catch (WaitTimeoutException)
            {
                ctx.SetCustomStatus("waiting for a permit, and asking again");
            }
        }
    }

    /// <summary>Gives a permit back.</summary>
    internal static Task ReleaseAsync(OrchestrationContext ctx) => SendAsync(ctx, isRelease: true);

    private static async Task SendAsync(OrchestrationContext ctx, bool isRelease)
    {
        var message = new PermitMessage(ctx.Operation(), isRelease);
        if (ctx.Patched("ask-by-itself"))
        {
            // A start does nothing where there is one; where there is none, the message reaches what this turn starts.
            ctx.StartOrchestration(Orchestration, Names.Semaphore, PermitState.Empty);
            ctx.SendMessage(Names.Semaphore, Names.Permits, message);
        }
        else
        {
            await ctx.ScheduleActivity(EngineSteps.SendPermit, message, Work.Stubbornly);
        }
    }

    private static async Task RunAsync(OrchestrationContext<PermitState, Unit> ctx, PermitState state)
    {
        // Those who wait ask again, so that without a moment of its own it would come when nobody waits.
        var sweep = ctx.UtcNow;
        for (var taken = 0; taken < MessagesPerExecution; taken++)
        {
            ctx.SetCustomStatus($"{state.Active.Count} of {state.Most} create, {state.Waiting.Count} wait");
            var message = ctx.ReceiveMessage<PermitMessage>(Names.Permits);
            var due = ctx.Patched("sweep-by-the-clock") ? ctx.ScheduleTimerUntil(sweep) : ctx.ScheduleTimer(Sweep);
            var next = await ctx.Select(message, due);
            if (next is Either<PermitMessage, Unit>.Second)
            {
                sweep = ctx.UtcNow + Sweep;
            }
            (state, var granted) = next switch
            {
                Either<PermitMessage, Unit>.First(var told) => state.Take(told),
                Either<PermitMessage, Unit>.Second => state.Without(await FindGoneAsync(ctx, state)),
            };
            foreach (var requester in granted)
            {
                if (ctx.Patched("grant-by-itself"))
                {
                    ctx.RaiseEvent(requester, Names.Permit, Unit.Value);
                }
                else
                {
                    await ctx.ScheduleActivity(EngineSteps.Grant, requester, Work.Stubbornly);
                }
            }
        }
        await ctx.ContinueAsNew(state);
    }

    private static async Task<IReadOnlyCollection<string>> FindGoneAsync(OrchestrationContext ctx, PermitState state)
    {
        string[] all = [.. state.Active, .. state.Waiting];
        if (all.Length == 0)
        {
            return [];
        }
        var states = await ctx.ScheduleActivity(EngineSteps.FindStates, all, Work.Stubbornly);
        return [.. all.Where((_, index) => states[index] is not EngineState.Running)];
    }
}
