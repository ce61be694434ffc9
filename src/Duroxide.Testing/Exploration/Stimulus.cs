namespace Duroxide.Testing;

/// <summary>Something that comes to an instance from outside, once, at a time that the explorer chooses.</summary>
public sealed record Stimulus
{
    Stimulus(InstanceId instance, Func<PayloadCodec, Delivery> delivery, string label)
    {
        Instance = instance;
        Delivery = delivery;
        Label = label;
    }

    /// <summary>The instance that it comes to.</summary>
    public InstanceId Instance { get; }

    /// <summary>What it is, in a few words.</summary>
    public string Label { get; }

    /// <summary>Whether a run is complete without it. Default false: it comes sooner or later.</summary>
    public bool IsOptional { get; init; }

    internal Func<PayloadCodec, Delivery> Delivery { get; }

    internal ValueList<Func<World, bool>> Conditions { get; private init; }

    // The stimulus that must come before this one; -1 for none.
    internal int After { get; init; } = -1;

    /// <summary>An event is raised.</summary>
    public static Stimulus Raise<T>(InstanceId instance, string name, T data) =>
        new(
            instance,
            codec => new Delivery.Data(Channel.Event, name, codec.Encode(data, $"event {name}")),
            $"raises event {name} with {data}"
        );

    /// <summary>A message is sent to a queue.</summary>
    public static Stimulus SendMessage<T>(InstanceId instance, string queue, T data) =>
        new(
            instance,
            codec => new Delivery.Data(Channel.Queue, queue, codec.Encode(data, $"a message for queue {queue}")),
            $"puts {data} into queue {queue}"
        );

    /// <summary>The instance is asked to be cancelled.</summary>
    public static Stimulus Cancel(InstanceId instance, string reason = "cancelled by the test") =>
        new(instance, _ => new Delivery.Cancel(reason), $"requests to cancel ({reason})");

    /// <summary>The same stimulus, which may also never come.</summary>
    public Stimulus Maybe() => this with { IsOptional = true };

    /// <summary>The same stimulus, which cannot come before a condition holds; several conditions must all hold.</summary>
    /// <param name="condition">Says of a world whether it can come now; it must depend on nothing else.</param>
    public Stimulus When(Func<World, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return this with { Conditions = Conditions.With(condition) };
    }

    internal bool IsDue(World world)
    {
        try
        {
            return Conditions.All(condition => condition(world));
        }
        catch (Exception thrown)
        {
            throw new TestExpectationException(
                $"A condition of the stimulus '{this}' threw {UserCode.Describe(thrown)}. It stands at:\n"
                    + string.Join('\n', world.Instances.Values)
            );
        }
    }

    /// <summary>Shows what it is and whom it reaches.</summary>
    public override string ToString() => $"{Label} for {Instance}";
}
