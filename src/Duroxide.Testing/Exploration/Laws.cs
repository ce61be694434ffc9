namespace Duroxide.Testing;

/// <summary>Holds a scenario's laws against a world: those of the test, and those that hold for every workflow.</summary>
static class Laws
{
    public const string Deterministic = "The code does what its history says it did.";
    public const string Durable = "The code awaits only what is durable.";
    public const string NoDeadlock = "Nobody waits for what never comes.";
    public const string Ends = "Every run comes to an end.";

    /// <summary>What does not hold in the middle of a run; null when all does.</summary>
    public static Violation? Broken(ScenarioState state) =>
        Nondeterminism(state.World) ?? Escape(state.World) ?? First(state, atTheEnd: false);

    /// <summary>What does not hold when nothing more happens.</summary>
    public static Violation? BrokenAtEnd(ScenarioState state) =>
        Broken(state) ?? Deadlock(state) ?? First(state, atTheEnd: true);

    /// <summary>The run did not come to its end within its steps.</summary>
    public static Violation? Endless(ScenarioState state, int steps) =>
        state.Scenario.MayRunOn
            ? null
            : new(Ends, $"After {steps} steps there is still work to do:\n{Standing(state.World)}");

    static Violation? Nondeterminism(World world)
    {
        foreach (var instance in world.Instances.Values)
        {
            if (instance.Divergence is { } divergence)
            {
                return new(
                    Deterministic,
                    $"{instance.Id}, at event {divergence.At}: history has '{divergence.Recorded}', the code "
                        + $"{(divergence.Asked is { } asked ? $"has '{asked}'" : "asked for nothing")} ({divergence.Cause})."
                );
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
        return waiting is null ? null : new(NoDeadlock, $"Nothing more can happen, but {waiting}");
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
            if (law.OnlyAtTheEnd == atTheEnd && !law.Holds(state.World))
            {
                return new(law.Name, Standing(state.World));
            }
        }
        return null;
    }

    static string Standing(World world) =>
        string.Join('\n', world.Instances.Values.Select(instance => $"   {instance}"));
}
