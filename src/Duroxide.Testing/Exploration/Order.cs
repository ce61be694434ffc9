namespace Duroxide.Testing;

/// <summary>Holds runs in which the same came in different orders against each other.</summary>
/// <remarks>
/// Runs are compared when the same came to each instance in them: the same inputs, answers, events, messages, timers and
/// requests. Then only the order can have made a difference.
/// </remarks>
sealed class Order
{
    public const string Law = "The same in any order gives the same result.";

    readonly Dictionary<(int Result, string Arrivals), World> first = [];

    /// <summary>What does not hold when a run is held against its calm twin; null when all does.</summary>
    public static Violation? Broken(ScenarioRun run, StepBound bound)
    {
        if (run.Scenario.Results.Count == 0)
        {
            return null;
        }
        var order = new Order();
        var calm = CalmTwin.Of(run, bound);
        return (calm.Holds ? order.Broken(run.Scenario, calm.World) : null) ?? order.Broken(run.Scenario, run.World);
    }

    /// <summary>What does not hold when a run is held against those before; null when all does.</summary>
    public Violation? Broken(Scenario scenario, World world)
    {
        if (scenario.Results.Count == 0)
        {
            return null;
        }
        var arrivals = Arrivals(world).ToList();
        var key = string.Join('\n', arrivals.Order(StringComparer.Ordinal));
        foreach (var (result, of) in scenario.Results.Select((of, index) => (index, of)))
        {
            if (!first.TryAdd((result, key), world) && !Equals(of(first[(result, key)]), of(world)))
            {
                var other = first[(result, key)];
                return new(
                    Law,
                    $"The result is '{of(world)}' when they come in this order:\n{Lines(arrivals)}\n"
                        + $"and it is '{of(other)}' when the same come in this one:\n{Lines(Arrivals(other))}"
                );
            }
        }
        return null;
    }

    static string Lines(IEnumerable<string> arrivals) => string.Join('\n', arrivals.Select(arrival => $"   {arrival}"));

    // All that reached the instances, in the order in which they took it. A record shows all that it holds.
    static IEnumerable<string> Arrivals(World world)
    {
        foreach (var instance in world.Instances.Values)
        {
            foreach (var recording in instance.Recordings)
            {
                var operation = Operations.In(recording.History);
                foreach (var fact in recording.History.Select(happened => happened.Fact))
                {
                    if (fact is Fact.Started)
                    {
                        yield return $"{instance.Id}: start with {recording.Header.Input}";
                    }
                    else if (fact is Fact.Resolved resolved)
                    {
                        yield return $"{instance.Id}: {Of(operation(resolved.Of))} {Of(resolved.Outcome)}";
                    }
                    else if (fact is Fact.Arrived arrived)
                    {
                        yield return $"{instance.Id}: {arrived.Channel} {arrived.Name} with {arrived.Data}";
                    }
                    else if (fact is Fact.Interrupted)
                    {
                        yield return $"{instance.Id}: {HistoryText.Of(fact, operation)}";
                    }
                }
            }
        }
    }

    static string Of(Operation? operation) =>
        operation switch
        {
            Operation.Activity asked => $"{asked.Name}({asked.Input})",
            Operation.SubOrchestration asked => $"{asked.Name}({asked.Input})",
            Operation.Timer or Operation.Event or Operation.Message => HistoryText.Naming(operation),
            null => "an operation",
        };

    static string Of(Outcome outcome) =>
        outcome switch
        {
            Outcome.Succeeded succeeded => $"returned {succeeded.Result}",
            Outcome.Failed failed => $"failed: {failed.Failure.Display}",
            Outcome.Fired => "fired",
        };
}
