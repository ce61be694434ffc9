namespace Duroxide.Tests;

/// <summary>A random program as data: what an orchestration does step by step, nested as deep as chance has it.</summary>
abstract record RandomProgram
{
    public sealed record Ask(string Kind, string Name) : RandomProgram;

    sealed record Keep(int Slot, Ask What, bool IsMapped) : RandomProgram;

    sealed record Await(int Slot) : RandomProgram;

    sealed record Cancel(int Slot) : RandomProgram;

    sealed record RaceKept(IReadOnlyList<int> Slots) : RandomProgram;

    sealed record JoinKept(IReadOnlyList<int> Slots) : RandomProgram;

    sealed record EachKept(IReadOnlyList<int> Slots, RandomProgram Between) : RandomProgram;

    sealed record Sequence(IReadOnlyList<RandomProgram> Steps) : RandomProgram;

    sealed record Race(IReadOnlyList<RandomProgram> Branches) : RandomProgram;

    sealed record Join(IReadOnlyList<RandomProgram> Branches) : RandomProgram;

    sealed record Retried(string Name) : RandomProgram;

    sealed record Note(string Text) : RandomProgram;

    sealed record ContinueAsNew : RandomProgram;

    const int SlotCount = 3;

    /// <summary>The steps of a whole orchestration; it begins with some handles, or most that use them would find none.</summary>
    public static IReadOnlyList<RandomProgram> Whole(Random random) =>
        [
            .. Enumerable.Range(0, SlotCount).Where(_ => random.Next(3) > 0).Select(slot => Kept(random, slot)),
            .. Enumerable.Range(0, random.Next(2, 5)).Select(_ => Of(random, random.Next(1, 4))),
            .. Enumerable.Range(0, random.Next(2)).Select(_ => new ContinueAsNew()),
        ];

    static RandomProgram Of(Random random, int depth) =>
        random.Next(depth > 0 ? 20 : 14) switch
        {
            0 or 1 => AnyAsk(random),
            2 or 3 or 4 => Kept(random, random.Next(SlotCount)),
            5 or 6 => new Await(random.Next(SlotCount)),
            7 or 8 => new Cancel(random.Next(SlotCount)),
            9 => new RaceKept(SomeSlots(random)),
            10 => new JoinKept(SomeSlots(random)),
            11 => new Note(AnyName(random)),
            12 => new Retried(AnyName(random)),
            13 => random.Next(3) == 0 ? new ContinueAsNew() : AnyAsk(random),
            14 or 15 => new Race(Some(random, depth)),
            16 => new Join(Some(random, depth)),
            17 => new EachKept(SomeSlots(random), Of(random, depth - 1)),
            18 => Overheard(random, random.Next(SlotCount)),
            _ => new Sequence(Some(random, depth)),
        };

    /// <summary>Runs the program; it never fails but by what is wrong with the engine.</summary>
    public async Task<string> Run(RandomRun run)
    {
        switch (this)
        {
            case Ask ask:
                return await Caught(async () => run.See(ask, await Bare(run.Context, ask)));
            case Keep keep:
                run.Keep(keep.Slot, keep.What.Kind == "queue", Mapped(Bare(run.Context, keep.What), keep.IsMapped));
                return "";
            case Await wait:
                return run[wait.Slot] is { } kept ? await Caught(async () => run.See(kept, await kept.Handle)) : "";
            case Cancel cancel:
                run[cancel.Slot]?.Handle.Cancel();
                return "";
            case RaceKept race:
                return await Caught(() => RaceAll(run, run.Kept(race.Slots)));
            case JoinKept join:
                return await Caught(() => JoinAll(run, run.Kept(join.Slots)));
            case EachKept each:
                return await Caught(() => HandleEach(run, run.Kept(each.Slots), each.Between));
            case Note note:
                run.Context.SetValue(note.Text, run.Context.NewGuid());
                return note.Text;
            case Retried retried:
                var options = new ActivityOptions { Retry = RetryPolicy.Immediate(2), Timeout = TimeSpan.FromHours(1) };
                return await Caught(() => run.Context.Call(retried.Name, options).AsTask());
            case ContinueAsNew when run.Context.Execution.Value < 4:
                return await run.Context.ContinueAsNew<int, string>(run.Context.NewGuid().GetHashCode() & 0xFF);
            case ContinueAsNew:
                return "";
            case Sequence sequence:
                return await InOrder(run, sequence.Steps);
            case Race race:
                return await RaceBranches(run, race.Branches);
            case Join join:
                return await Caught(() => JoinBranches(run, join.Branches));
        }
        throw new InvalidOperationException($"{this} is not known.");
    }

    public static async Task<string> InOrder(RandomRun run, IEnumerable<RandomProgram> steps)
    {
        var text = "";
        foreach (var step in steps)
        {
            text += await step.Run(run);
        }
        return text;
    }

    static async Task<string> RaceBranches(RandomRun run, IReadOnlyList<RandomProgram> programs)
    {
        var branches = programs.Select(program => BranchOf(run, program)).ToList();
        return await Caught(async () =>
        {
            var winner = await run.Context.Select(branches);
            var value = programs[winner.Index] is Ask ask ? run.See(ask, winner.Value) : winner.Value;
            return $"<{winner.Index}:{value}>";
        });
    }

    static async Task<string> JoinBranches(RandomRun run, IReadOnlyList<RandomProgram> programs)
    {
        var results = await run.Context.Join(programs.Select(program => BranchOf(run, program)));
        return string.Concat(
            results.Zip(programs, (result, program) => program is Ask ask ? run.See(ask, result) : result)
        );
    }

    static async Task<string> RaceAll(RandomRun run, IReadOnlyList<KeptHandle> kept)
    {
        if (kept.Count == 0)
        {
            return "";
        }
        var winner = await run.Context.Select(kept.Select(one => one.Handle));
        return run.See(kept[winner.Index], winner.Value);
    }

    static async Task<string> JoinAll(RandomRun run, IReadOnlyList<KeptHandle> kept)
    {
        var results = await run.Context.Join(kept.Select(one => one.Handle));
        return string.Concat(results.Zip(kept, (result, one) => run.See(one, result)));
    }

    static async Task<string> HandleEach(RandomRun run, IReadOnlyList<KeptHandle> kept, RandomProgram between)
    {
        var text = "";
        await foreach (var done in run.Context.AsCompleted(kept.Select(one => one.Handle)))
        {
            var one = kept.First(one => one.Handle == done);
            text += await Caught(async () => run.See(one, await done)) + await between.Run(run);
        }
        return text;
    }

    // A single ask takes part as a bare handle, everything else as a branch of several steps.
    static Branch<string> BranchOf(RandomRun run, RandomProgram program) =>
        program is Ask ask ? Bare(run.Context, ask) : run.Context.Branch(() => program.Run(run));

    static DurableTask<string> Mapped(DurableTask<string> handle, bool mapped) =>
        mapped ? handle.Map(text => text) : handle;

    static DurableTask<string> Bare(OrchestrationContext ctx, Ask ask) =>
        ask.Kind switch
        {
            "activity" => ctx.Call(ask.Name),
            "event" => ctx.ScheduleWait<string>(ask.Name),
            "queue" => ctx.ReceiveMessage<string>(ask.Name),
            "child" => ctx.ScheduleSubOrchestration<string, string>(ask.Name, ""),
            _ => ctx.ScheduleTimer(TimeSpan.FromMinutes(1)).Map(_ => "t"),
        };

    // What may go wrong is a failure that was drawn, and the use of a handle that was given up.
    static async Task<string> Caught(Func<Task<string>> steps)
    {
        try
        {
            return await steps();
        }
        catch (DurableException failed)
        {
            return $"!{failed.Message}";
        }
        catch (InvalidOperationException gone) when (gone.Message.Contains("cancelled", StringComparison.Ordinal))
        {
            return "gone";
        }
    }

    // Somebody outside of a branch waits for what the branch asked for when it loses: rare by chance.
    static Join Overheard(Random random, int slot) =>
        new([
            new Race([new Sequence([Kept(random, slot), new Await(slot)]), AnyAsk(random)]),
            random.Next(2) == 0 ? new Await(slot) : new JoinKept([slot]),
        ]);

    static Keep Kept(Random random, int slot) => new(slot, AnyAsk(random), random.Next(4) == 0);

    static Ask AnyAsk(Random random) =>
        new(new[] { "activity", "event", "queue", "queue", "timer", "child" }[random.Next(6)], AnyName(random));

    static IReadOnlyList<int> SomeSlots(Random random) =>
        [.. Enumerable.Range(0, SlotCount).Where(_ => random.Next(2) == 0).OrderBy(_ => random.Next())];

    static IReadOnlyList<RandomProgram> Some(Random random, int depth) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Of(random, depth - 1))];

    static string AnyName(Random random) => random.Next(2) == 0 ? "x" : "y";
}
