namespace Duroxide.Testing;

/// <summary>A store with its instances, workers and clock, as one immutable value: each step gives another world.</summary>
public sealed record World
{
    internal World(WorldRules rules, Timestamp now)
    {
        Rules = rules;
        Now = now;
    }

    /// <summary>The virtual time.</summary>
    public Timestamp Now { get; internal init; }

    /// <summary>The instances by their ids, children and detached ones included.</summary>
    public ValueMap<InstanceId, InstanceState> Instances { get; internal init; }

    /// <summary>The activities that ran, in order: what the workflow did to the world outside.</summary>
    public ValueList<ActivityRun> Runs { get; internal init; }

    /// <summary>An instance that is known to exist.</summary>
    public InstanceState this[InstanceId id] =>
        Instances.TryGetValue(id, out var instance)
            ? instance
            : throw new ArgumentException(
                $"There is no instance '{id}'. "
                    + (Instances.Count == 0 ? "None was started." : $"There are: {string.Join(", ", Instances.Keys)}."),
                nameof(id)
            );

    /// <summary>The runs of one activity, in order.</summary>
    /// <exception cref="ArgumentException">No activity of that name is registered.</exception>
    public IEnumerable<ActivityRun> RunsOf(string activity)
    {
        Rules.Programs.CheckActivity(activity, nameof(activity));
        return Runs.Where(run => run.Name == activity);
    }

    internal WorldRules Rules { get; }

    /// <summary>The activities that a worker could run now, in order of instance and id.</summary>
    internal IEnumerable<ActivityCall> InFlight => Instances.Values.SelectMany(instance => instance.Activities.Values);

    /// <summary>The timers that are due next, which are several when they are due at the same time.</summary>
    internal IReadOnlyList<(InstanceId Instance, EventId Id, Timestamp Due)> NextTimers
    {
        get
        {
            var all = Instances.Values.SelectMany(i => i.Timers.Select(t => (Instance: i.Id, Id: t.Key, Due: t.Value)));
            return
            [
                .. all.GroupBy(timer => timer.Due).OrderBy(due => due.Key).FirstOrDefault()
                    ?? Enumerable.Empty<(InstanceId, EventId, Timestamp)>(),
            ];
        }
    }

    /// <summary>Creates an instance, unless there is one of that name.</summary>
    internal World Start(Header header) =>
        Instances.ContainsKey(header.Instance) ? this : Put(new(header, new(Now, new Delivery.Start())));

    /// <summary>Sends something to an instance; to nobody, when it does not exist or has ended.</summary>
    internal World Send(InstanceId to, Delivery delivery) => Send(to, delivery, Now);

    /// <summary>Sends what an activity sends while it runs, before it answers.</summary>
    internal World SendAll(ActivityCall call, ValueList<Sent> sent) =>
        sent.Aggregate(this, (world, one) => world.Send(one.To ?? call.Instance, one.Delivery));

    /// <summary>Runs an activity on a worker; the answer goes to the instance unless it is lost on the way.</summary>
    internal World Run(ActivityCall call, Outcome outcome, bool lost = false)
    {
        var instance = this[call.Instance];
        var awaited = instance.Activities.TryGetValue(call.Id, out var open) && open == call;
        var world = this with { Runs = Runs.With(new(call, outcome, awaited && !lost)) };
        if (lost)
        {
            return world;
        }
        return awaited
            ? world
                .Put(instance with { Activities = instance.Activities.Remove(call.Id) })
                .Send(call.Instance, new Delivery.Answer(call.Execution, call.Id, outcome))
            : world.Put(instance with { Withdrawn = instance.Withdrawn.Where(other => other != call).ToValueList() });
    }

    /// <summary>An activity begins and never answers.</summary>
    internal World Hang(ActivityCall call)
    {
        var instance = this[call.Instance];
        return Put(
            instance with
            {
                Activities = instance.Activities.Remove(call.Id),
                Withdrawn = instance.Withdrawn.Where(other => other != call).ToValueList(),
            }
        );
    }

    /// <summary>Lets a timer fire; the clock goes to when it was due, if that lies ahead.</summary>
    internal World Fire(InstanceId id, EventId timer)
    {
        var instance = this[id];
        var due = instance.Timers[timer];
        return (this with { Now = Timestamp.Later(Now, due) })
            .Put(instance with { Timers = instance.Timers.Remove(timer) })
            .Send(id, new Delivery.Answer(instance.Header.Execution, timer, new Outcome.Fired()), due);
    }

    /// <summary>Lets the clock show a later time, while nothing else happens.</summary>
    internal World At(Timestamp time) => this with { Now = Timestamp.Later(Now, time) };

    /// <summary>Throws the program of an instance out of memory; its next turn replays.</summary>
    internal World Forget(InstanceId id) => Put(this[id] with { Live = null });

    internal World Put(InstanceState instance) => this with { Instances = Instances.Set(instance.Id, instance) };

    World Send(InstanceId to, Delivery delivery, Timestamp time) =>
        Instances.TryGetValue(to, out var instance) ? Put(instance.Receive(new(time, delivery))) : this;

    /// <summary>Runs one turn of an instance on the first messages of its inbox, and carries the decision out.</summary>
    internal World Turn(InstanceId id, int most = int.MaxValue) => TurnTaking.Take(this, this[id], most);
}
