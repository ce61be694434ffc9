using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>What the operations have in common.</summary>
internal static class Work
{
    /// <summary>How often a server that starts is looked at before it is given up.</summary>
    public const int MostLooks = 300;

    // What dies that often dies of something else.
    private const int MostStarts = 3;

    /// <summary>For calls of a driver: some seconds of trouble pass by themselves.</summary>
    public static ActivityOptions Patiently { get; } =
        new()
        {
            Retry = RetryPolicy.Exponential(attempts: 6, first: TimeSpan.FromSeconds(1), max: TimeSpan.FromSeconds(15)),
        };

    /// <summary>For calls of the memory of the fleet, without which nothing goes on: it may be away for many minutes.</summary>
    public static ActivityOptions Stubbornly { get; } =
        new()
        {
            Retry = RetryPolicy.Exponential(
                attempts: 30,
                first: TimeSpan.FromSeconds(1),
                max: TimeSpan.FromSeconds(30)
            ),
        };

    /// <summary>What the operation is called in the memory of the fleet.</summary>
    public static string Operation(this OrchestrationContext ctx) => ctx.Instance.ToString();

    /// <summary>Runs steps, and gives the reason when one fails; null when none does.</summary>
    public static async Task<string?> TryAsync(Func<Task> steps)
    {
        try
        {
            await steps();
            return null;
        }
        catch (DurableException failed)
        {
            return failed.Message;
        }
    }

    public static async Task DoAsync<TInput>(
        this OrchestrationContext ctx,
        string status,
        ActivityName<TInput, Unit> step,
        TInput input
    )
    {
        ctx.SetCustomStatus(status);
        await ctx.ScheduleActivity(step, input, Patiently);
    }

    /// <summary>Finds an instance that must be there.</summary>
    public static async Task<Instance> GetAsync(this OrchestrationContext ctx, InstanceName name) =>
        await ctx.ScheduleActivity(CmsSteps.Find, name, Stubbornly)
        ?? throw new OrchestrationFailedException($"There is no instance {name}.");

    /// <summary>Claims instances, or fails with the reason why it may not have them.</summary>
    public static async Task ClaimAsync(
        this OrchestrationContext ctx,
        IReadOnlyList<InstanceName> names,
        params InstanceState[] states
    )
    {
        ctx.SetCustomStatus("claiming the instance");
        var claim = new ClaimStep(names, ctx.Operation(), ctx.UtcNow, states);
        if (await ctx.ScheduleActivity(CmsSteps.Claim, claim, Stubbornly) is Outcome.Refused refused)
        {
            throw new OrchestrationFailedException(refused.Reason);
        }
    }

    /// <summary>Starts an instance and waits until it takes sessions.</summary>
    public static async Task<Endpoint> RunAsync(
        this OrchestrationContext ctx,
        InstanceName name,
        Pace pace,
        int mostLooks = MostLooks
    )
    {
        await ctx.DoAsync("starting the server", Steps.Start, name);
        for (var look = 1; ; look++)
        {
            ctx.SetCustomStatus($"waiting for sessions, look {look}");
            var state = await ctx.ScheduleActivity(Steps.Check, name, Patiently);
            if (state is ObservedState.Ready)
            {
                return await ctx.ScheduleActivity(Steps.GetEndpoint, name, Patiently);
            }
            if (look == mostLooks || state is not ObservedState.Starting)
            {
                throw new OrchestrationFailedException(
                    $"{name} takes no sessions after {look} looks: it is {state.ToString().ToLowerInvariant()}. Read its log."
                );
            }
            await ctx.ScheduleTimer(TimeSpan.FromSeconds(pace.PollSeconds));
        }
    }

    /// <summary>Starts an instance and works on it. When its server dies meanwhile, all of that is done again.</summary>
    /// <param name="ctx">The orchestration.</param>
    /// <param name="name">The instance.</param>
    /// <param name="steps">Start it, and do what it must live through; each can be done again.</param>
    public static async Task<T> PersistAsync<T>(this OrchestrationContext ctx, InstanceName name, Func<Task<T>> steps)
        where T : class
    {
        for (var start = 1; ; start++)
        {
            T? done = null;
            var reason = await TryAsync(async () => done = await steps());
            if (reason is null)
            {
                return done!;
            }
            var isDead = await ctx.ScheduleActivity(Steps.Check, name, Patiently) is ObservedState.Stopped;
            if (start == MostStarts || !isDead)
            {
                throw new OrchestrationFailedException(reason);
            }
            ctx.SetCustomStatus($"its server died, and is started again: {reason}");
        }
    }

    /// <summary>Says what an instance has become, and tells its actor.</summary>
    public static async Task SettleAsync(this OrchestrationContext ctx, SettleStep step)
    {
        await ctx.ScheduleActivity(CmsSteps.Settle, step, Stubbornly);
        await ctx.TellAsync(step.Name, Names.InstanceChanged);
        ctx.SetCustomStatus(step.Message);
    }

    /// <summary>Says why an operation failed, tells the actor, and fails.</summary>
    public static async Task FailAsync(
        this OrchestrationContext ctx,
        InstanceName name,
        InstanceState? state,
        string reason
    )
    {
        var step = new FailStep(name, ctx.Operation(), ctx.UtcNow, state, reason);
        await ctx.ScheduleActivity(CmsSteps.Fail, step, Stubbornly);
        await ctx.TellAsync(name, Names.InstanceChanged);
        ctx.SetCustomStatus($"failed: {reason}");
    }

    /// <summary>Tells the actor of an instance something.</summary>
    /// <remarks>An actor that is not there learns what happened from the memory of the fleet when it begins.</remarks>
    public static async Task TellAsync(this OrchestrationContext ctx, InstanceName name, string happened)
    {
        if (ctx.Patched("tell-by-itself"))
        {
            ctx.RaiseEvent(Names.Actor(name), happened, Unit.Value);
            return;
        }
        await ctx.ScheduleActivity(EngineSteps.Tell, new TellStep(name, happened), Stubbornly);
    }

    /// <summary>Claims one instance, works on it, and settles what it has become, or says why not.</summary>
    public static async Task OperateAsync(
        this OrchestrationContext ctx,
        InstanceName name,
        InstanceState[] states,
        InstanceState? failed,
        Func<Instance, Task<SettleStep>> steps
    )
    {
        await ctx.ClaimAsync([name], states);
        SettleStep? settled = null;
        var reason = await TryAsync(async () => settled = await steps(await ctx.GetAsync(name)));
        if (reason is not null)
        {
            await ctx.FailAsync(name, failed, reason);
            throw new OrchestrationFailedException(reason);
        }
        await ctx.SettleAsync(settled!);
    }

    /// <summary>What an operation has made of an instance.</summary>
    public static SettleStep Settled(
        this OrchestrationContext ctx,
        InstanceName name,
        InstanceState state,
        string message
    ) => new(name, ctx.Operation(), ctx.UtcNow, state, message);
}
