namespace Duroxide.Nodes;

/// <summary>Orchestrations of each kind; each returns the tokens of its steps, in order.</summary>
sealed class Workflows
{
    public const string Queue = "numbers";
    public const int Messages = 3;
    public const int OfSteps = 0;
    public const int OfParent = 1;
    public const int OfEvent = 2;
    public const int OfQueue = 3;
    public const int OfSession = 4;
    public const int OfAgain = 5;
    public const int OfRun = 6;
    public const int OfLongRun = 7;
    public const int StepsOfRun = 40;

    /// <summary>How many of the kinds a soak takes: all but the long ones.</summary>
    public const int SoakKinds = 6;

    const string Go = "go";
    const int Extra = 1000;
    const int Executions = 3;
    const int StepsOfLongRun = 1000;
    const int Sessions = 20;

    readonly Release release;
    readonly Activity<string, string> step;
    readonly Activity<string> signal = new(
        "nodes/signal",
        (ctx, step) => ctx.GetFeature<DuroxideClient>()!.RaiseEventAsync(ctx.Instance, Go, step, ctx.CancellationToken)
    );
    readonly Orchestration<Job, string[]> child;
    readonly IReadOnlyList<Orchestration<Job, string[]>> all;
    int turns;

    public Workflows(Book book, string node, Release release)
    {
        this.release = release;
        step = new(
            "nodes/step",
            async (_, name) =>
            {
                var token = await book.WriteAsync(name, node);
                await Task.Delay(StepTime, TimeProvider.System);
                return token;
            }
        );
        child = new("nodes/child", ChildAsync);
        all =
        [
            new(Names[OfSteps], StepsAsync),
            new(Names[OfParent], ParentAsync),
            new(Names[OfEvent], EventAsync),
            new(Names[OfQueue], QueueAsync),
            new(Names[OfSession], SessionAsync),
            new(Names[OfAgain], AgainAsync),
            new(Names[OfRun], (ctx, job) => RunAsync(ctx, job, StepsOfRun)),
            new(Names[OfLongRun], (ctx, job) => RunAsync(ctx, job, StepsOfLongRun)),
        ];
    }

    /// <summary>What an orchestration is given: its number, and what it did in the executions before.</summary>
    public sealed record Job(string Name, int Number, params string[] Done);

    /// <summary>The version that newer nodes have besides, which does one step more.</summary>
    public static SemanticVersion Newer { get; } = new(1, 1, 0);

    /// <summary>How long a step takes besides.</summary>
    public TimeSpan StepTime { get; init; }

    /// <summary>The orchestration of each kind.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "nodes/steps",
        "nodes/parent",
        "nodes/event",
        "nodes/queue",
        "nodes/session",
        "nodes/again",
        "nodes/run",
        "nodes/long",
    ];

    /// <summary>About how many turns went on with code here.</summary>
    public int Turns => Volatile.Read(ref turns);

    /// <summary>The steps of an orchestration, as it must have done them.</summary>
    public static IReadOnlyList<string> StepsOf(int kind, string name, SemanticVersion? version) =>
        [
            .. kind switch
            {
                OfParent => [$"{name}/a/0", $"{name}/b/0", $"{name}/0"],
                OfEvent => [$"{name}/0"],
                _ => new[] { $"{name}/0", $"{name}/1", $"{name}/2" },
            },
            .. version == Newer ? [$"{name}/{Extra}"] : Array.Empty<string>(),
        ];

    /// <summary>The name of the orchestration that a step is of.</summary>
    public static string InstanceOf(string step) => step[..step.LastIndexOf('/')];

    public Registry Registry()
    {
        var builder = new RegistryBuilder().Add(step).Add(signal).Add(child);
        foreach (var orchestration in all)
        {
            builder.Add(orchestration);
            if (release != Release.Old)
            {
                builder.Add(Renewed(orchestration), Newer);
            }
        }
        return builder.Build();
    }

    // It begins and ends otherwise, so that neither version can replay a history of the other.
    Orchestration<Job, string[]> Renewed(Orchestration<Job, string[]> old) =>
        new(
            old.Name,
            async (ctx, job) =>
            {
                await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(1));
                return [.. await old.Run(ctx, job), await StepAsync(ctx, job, Extra)];
            }
        );

    async Task<string[]> StepsAsync(OrchestrationContext ctx, Job job) =>
        [
            await StepAsync(ctx, job, 0),
            await PauseAsync(ctx, job, await StepAsync(ctx, job, 1)),
            await StepAsync(ctx, job, 2),
        ];

    async Task<string[]> ParentAsync(OrchestrationContext ctx, Job job)
    {
        var a = ctx.ScheduleSubOrchestration(child, new Job($"{job.Name}/a", job.Number));
        var b = ctx.ScheduleSubOrchestration(child, new Job($"{job.Name}/b", job.Number + 1));
        return [.. await a, .. await b, await StepAsync(ctx, job, 0)];
    }

    async Task<string[]> ChildAsync(OrchestrationContext ctx, Job job) =>
        [await PauseAsync(ctx, job, await StepAsync(ctx, job, 0))];

    async Task<string[]> EventAsync(OrchestrationContext ctx, Job job)
    {
        var raised = ctx.ScheduleWait<string>(Go);
        await ctx.ScheduleActivity(signal, job.Name, Retry);
        return await raised == job.Name ? [await StepAsync(ctx, job, 0)] : [];
    }

    // Who sends asks again when the answer is lost, so a number may come twice.
    async Task<string[]> QueueAsync(OrchestrationContext ctx, Job job)
    {
        SortedSet<int> seen = [];
        List<string> tokens = [];
        while (tokens.Count < Messages)
        {
            if (seen.Add(await ctx.ReceiveMessage<int>(Queue)))
            {
                tokens.Add(await StepAsync(ctx, job, tokens.Count));
            }
        }
        return [.. tokens];
    }

    async Task<string[]> SessionAsync(OrchestrationContext ctx, Job job)
    {
        var options = Retry with { Session = $"session {job.Number % Sessions}" };
        List<string> tokens = [];
        for (var number = 0; number < 3; number++)
        {
            tokens.Add(await ctx.ScheduleActivity(step, $"{job.Name}/{number}", options));
        }
        return [.. tokens];
    }

    async Task<string[]> RunAsync(OrchestrationContext ctx, Job job, int steps)
    {
        List<string> tokens = [];
        for (var number = 0; number < steps; number++)
        {
            tokens.Add(await StepAsync(ctx, job, number));
        }
        return [.. tokens];
    }

    async Task<string[]> AgainAsync(OrchestrationContext<Job, string[]> ctx, Job job)
    {
        string[] done = [.. job.Done, await StepAsync(ctx, job, job.Done.Length)];
        return done.Length == Executions ? done : await ctx.ContinueAsNew(job with { Done = done });
    }

    async Task<string> StepAsync(OrchestrationContext ctx, Job job, int number)
    {
        var token = await ctx.ScheduleActivity(step, $"{job.Name}/{number}", Retry);
        if (!ctx.IsReplaying)
        {
            Interlocked.Increment(ref turns);
        }
        return token;
    }

    static async Task<string> PauseAsync(OrchestrationContext ctx, Job job, string token)
    {
        await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(20 + job.Number * 37 % 300));
        return token;
    }

    // A signal may meet a connection that was just ended.
    static ActivityOptions Retry => new() { Retry = RetryPolicy.Fixed(TimeSpan.FromMilliseconds(100), attempts: 20) };
}
