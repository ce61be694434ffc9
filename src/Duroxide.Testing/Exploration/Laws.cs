namespace Duroxide.Testing;

/// <summary>Holds a scenario's laws against a world: those of the test, and those that hold for every workflow.</summary>
static class Laws
{
    public const string Deterministic = "The code does what its history says it did.";
    public const string Durable = "The code awaits only what is durable.";
    public const string Faked = "Every activity that is called has a fake.";
    public const string NoDeadlock = "Nobody waits for what never comes.";
    public const string Ends = "Every run comes to an end.";
    public const string Bounded = "Every run ends within its steps.";

    const string Advice =
        "The code is the same, so something decides that is not durable: look for the clock, random numbers, new guids, "
        + "static state, IsReplaying, or the order of a set.";

    /// <summary>What does not hold in the middle of a run; null when all does.</summary>
    public static Violation? Broken(ScenarioState state) =>
        Unfaked(state) ?? Nondeterminism(state.World) ?? Escape(state.World) ?? First(state, atTheEnd: false);

    /// <summary>What does not hold when nothing more happens.</summary>
    public static Violation? BrokenAtEnd(ScenarioState state) =>
        Broken(state) ?? Deadlock(state) ?? First(state, atTheEnd: true);

    /// <summary>What the code says when what it did since an earlier state is replayed; null when it does the same.</summary>
    public static Violation? Departed((InstanceId Instance, Divergence Divergence)? departure) =>
        departure is { } found
            ? new(
                Deterministic,
                $"{found.Instance} was replayed, and departs from its history at event {found.Divergence.At}.\n{Advice}\n"
                    + DivergenceTable.Of(found.Divergence)
            )
            : null;

    /// <summary>The same moves led elsewhere when they were made once more.</summary>
    public static Violation Elsewhere(string bothCourses) =>
        new(
            Deterministic,
            $"The same moves were made twice, and the second time led elsewhere.\n{Advice}\n{bothCourses}"
        );

    /// <summary>The run is back where it was before, and no order of what is to come leads to an end.</summary>
    public static Violation Endless(ScenarioState state, int period) =>
        new(
            Ends,
            $"All stands as it stood {Steps(period)} before, so this happens again and again, and nothing that may come leads "
                + $"to an end. If that is meant, say MayRunForever().\n{Describe(state.World)}"
        );

    /// <summary>The run has not ended within its steps, which proves nothing but that they are used up.</summary>
    public static Violation? OutOfSteps(ScenarioState state, StepBound bound) =>
        state.Scenario.MayRunOn
            ? null
            : new(
                Bounded,
                $"The bound of {Steps(bound.Steps)} is spent while there is work to do. Raise {bound.Option} for code that "
                    + $"needs more, or say MayRunForever() for code that is to run on.\n{Describe(state.World)}"
            );

    static string Steps(int count) => count == 1 ? "1 step" : $"{count} steps";

    static Violation? Unfaked(ScenarioState state) =>
        state.Unfaked is { } call
            ? new(
                Faked,
                $"{call} has no fake. Say how it may end with Activity(\"{call.Name}\", …), or let its registered code run with "
                    + $"RunReal(\"{call.Name}\")."
            )
            : null;

    static Violation? Nondeterminism(World world)
    {
        foreach (var instance in world.Instances.Values)
        {
            if (instance.Divergence is { } divergence)
            {
                return Departed((instance.Id, divergence));
            }
        }
        return null;
    }

    static Violation? Escape(World world)
    {
        foreach (var instance in world.Instances.Values)
        {
            if (instance.Failure is Failure.Configuration { Kind: ConfigurationKind.NotDurable } failure)
            {
                return new(Durable, $"{instance.Id}: {failure.Display}");
            }
        }
        return null;
    }

    static Violation? Deadlock(ScenarioState state)
    {
        var waiting = state.Scenario.MayWait
            ? null
            : state.World.Instances.Values.FirstOrDefault(instance => instance.IsRunning);
        return waiting is null
            ? null
            : new(NoDeadlock, $"Nothing more can happen, but {waiting}\nIf that is meant, say MayWaitForever().");
    }

    static Violation? First(ScenarioState state, bool atTheEnd)
    {
        // A law speaks of instances that have begun.
        if (state.NextBeginning is not null)
        {
            return null;
        }
        foreach (var law in state.Scenario.Laws)
        {
            if (law.OnlyAtTheEnd == atTheEnd && Judge(law, state.World) is { } violation)
            {
                return violation;
            }
        }
        return null;
    }

    // A law that throws says nothing, and a run of which a law says nothing does not hold.
    static Violation? Judge(Law law, World world)
    {
        try
        {
            return law.Holds(world) ? null : new(law.Name, Describe(world));
        }
        catch (Exception thrown)
        {
            return new(law.Name, $"The law threw {UserCode.Describe(thrown)}\n{Describe(world)}");
        }
    }

    static string Describe(World world) =>
        string.Join('\n', world.Instances.Values.Select(instance => $"   {instance}"));
}
