namespace Duroxide.Tests;

/// <summary>A random program as data: what an orchestration does step by step, nested as deep as chance has it.</summary>
abstract record RandomProgram
{
    sealed record Ask(string Kind, string Name) : RandomProgram;

    sealed record Sequence(IReadOnlyList<RandomProgram> Steps) : RandomProgram;

    sealed record Race(IReadOnlyList<RandomProgram> Branches, bool WithShared) : RandomProgram;

    sealed record Join(IReadOnlyList<RandomProgram> Branches) : RandomProgram;

    sealed record Retried(string Name) : RandomProgram;

    sealed record Note(string Text) : RandomProgram;

    public static RandomProgram Of(Random random, int depth) =>
        random.Next(depth > 0 ? 10 : 5) switch
        {
            0 => new Ask("activity", AnyName(random)),
            1 => new Ask("event", AnyName(random)),
            2 => new Ask("queue", AnyName(random)),
            3 => new Ask("timer", ""),
            4 => new Note(AnyName(random)),
            5 => new Retried(AnyName(random)),
            6 or 7 => new Race(Some(random, depth), random.Next(2) == 0),
            8 => new Join(Some(random, depth)),
            _ => new Sequence(Some(random, depth)),
        };

    /// <summary>Runs the program on a context, with one handle that all branches share.</summary>
    public async Task<string> Run(OrchestrationContext ctx, DurableTask<string> shared)
    {
        switch (this)
        {
            case Ask ask:
                return await Handle(ctx, ask);
            case Note note:
                ctx.SetValue(note.Text, ctx.NewGuid());
                return note.Text;
            case Retried retried:
                var options = new ActivityOptions { Retry = RetryPolicy.Immediate(2), Timeout = TimeSpan.FromHours(1) };
                return await Caught(() => ctx.Call(retried.Name, options).AsTask());
            case Sequence sequence:
                var text = "";
                foreach (var step in sequence.Steps)
                {
                    text += await step.Run(ctx, shared);
                }
                return text;
            case Race race:
                var branches = race.Branches.Select(branch => Branch(ctx, branch, shared)).ToList();
                if (race.WithShared)
                {
                    branches.Add(ctx.Branch(() => Caught(async () => await shared)));
                }
                var winner = await ctx.Select(branches);
                return $"<{winner.Index}:{winner.Value}>";
            case Join join:
                return $"[{string.Join(',', await ctx.Join(join.Branches.Select(b => Branch(ctx, b, shared))))}]";
        }
        throw new InvalidOperationException($"{this} is not known.");
    }

    // A single ask races as a bare handle, everything else as a branch of several steps.
    static Branch<string> Branch(OrchestrationContext ctx, RandomProgram program, DurableTask<string> shared) =>
        program is Ask { Kind: not "activity" } ask ? Bare(ctx, ask) : ctx.Branch(() => program.Run(ctx, shared));

    static Task<string> Handle(OrchestrationContext ctx, Ask ask) => Caught(async () => await Bare(ctx, ask));

    static DurableTask<string> Bare(OrchestrationContext ctx, Ask ask) =>
        ask.Kind switch
        {
            "activity" => ctx.Call(ask.Name),
            "event" => ctx.ScheduleWait<string>(ask.Name),
            "queue" => ctx.DequeueEvent<string>(ask.Name),
            _ => ctx.ScheduleTimer(TimeSpan.FromMinutes(1)).Map(_ => "t"),
        };

    static async Task<string> Caught(Func<Task<string>> steps)
    {
        try
        {
            return await steps();
        }
        catch (ActivityFailedException failed)
        {
            return $"!{failed.Message}";
        }
    }

    static IReadOnlyList<RandomProgram> Some(Random random, int depth) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Of(random, depth - 1))];

    static string AnyName(Random random) => random.Next(2) == 0 ? "x" : "y";
}
