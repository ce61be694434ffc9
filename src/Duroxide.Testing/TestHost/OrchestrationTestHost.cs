namespace Duroxide.Testing;

/// <summary>Runs orchestrations offline, on one thread and a virtual clock: the same test gives the same history, every time.</summary>
/// <remarks>
/// After each call everything has happened that can happen without time passing and without the world outside. Children
/// and detached orchestrations run along. No file, port, thread or sleep is involved.
/// </remarks>
public sealed partial class OrchestrationTestHost
{
    readonly ActivityAnswers activityAnswers;
    readonly TestHostOptions options;
    readonly HashSet<ActivityCall> held = [];

    /// <summary>Opens a host.</summary>
    /// <param name="programs">The orchestrations under test; a registry will do.</param>
    /// <param name="options">How the host runs.</param>
    public OrchestrationTestHost(Programs programs, TestHostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(programs);
        this.options = options ?? new();
        Programs = programs;
        activityAnswers = new(programs);
        World = new(
            new(programs, this.options.Limits, this.options.ReplayEveryTurn),
            Timestamp.From(this.options.Start)
        );
    }

    /// <summary>The orchestrations under test.</summary>
    public Programs Programs { get; }

    /// <summary>How everything stands now: an immutable value that a test may keep.</summary>
    public World World { get; private set; }

    /// <summary>The virtual time.</summary>
    public DateTimeOffset UtcNow => World.Now.ToDateTimeOffset();

    /// <summary>How one instance stands now.</summary>
    public InstanceState this[InstanceId instance] => World[instance];

    /// <summary>The calls that wait for an answer by hand, in order of instance and event.</summary>
    public IReadOnlyList<ActivityCall> InFlight => [.. World.InFlight];

    /// <summary>Answers each call of an activity by a function.</summary>
    public OrchestrationTestHost Fake<TInput, TOutput>(
        ActivityName<TInput, TOutput> activity,
        Func<TInput, TOutput> answer
    )
    {
        ArgumentNullException.ThrowIfNull(activity);
        activityAnswers.Fake(activity.Name, [FakeAnswer.Computes(answer)]);
        return this;
    }

    /// <summary>Answers the calls of an activity one after the other; the last answer stays for all further calls.</summary>
    public OrchestrationTestHost Fake(string activity, params IReadOnlyList<FakeAnswer> answers)
    {
        activityAnswers.Fake(Programs.CheckActivity(activity, nameof(activity)), answers);
        return this;
    }

    /// <summary>Lets activities that have no fake run their registered code, in a host that continues from a recording; any other does so anyway.</summary>
    /// <exception cref="ArgumentException">No activity of that name is registered.</exception>
    public OrchestrationTestHost RunReal(params IReadOnlyList<string> activities)
    {
        foreach (var activity in activities)
        {
            activityAnswers.RunReal(activity);
        }
        return this;
    }

    /// <summary>Lets the next result of an activity be lost, as when a worker dies after the work: the activity runs again.</summary>
    public OrchestrationTestHost LoseNextResult(string activity)
    {
        activityAnswers.LoseNextResult(Programs.CheckActivity(activity, nameof(activity)));
        return this;
    }

    /// <summary>Starts an orchestration.</summary>
    public InstanceState Start<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId instance,
        TInput input
    )
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        return StartEncoded(orchestration.Name, instance, Encode(input, "the input of " + orchestration.Name));
    }

    /// <summary>Starts an orchestration by its name, with encoded input.</summary>
    /// <param name="name">The orchestration's name.</param>
    /// <param name="instance">The id of the new instance.</param>
    /// <param name="input">The encoded input.</param>
    /// <param name="version">The version; null for the one that the registry's policy names.</param>
    public InstanceState StartEncoded(string name, InstanceId instance, string input, SemanticVersion? version = null)
    {
        if (World.Instances.ContainsKey(instance))
        {
            throw new InvalidOperationException($"There is an instance '{instance}' already. Choose another id.");
        }
        World = World.Start(new(instance, ExecutionId.First, name, version, input, Nonce.From(instance.Value)));
        Settle();
        return World[instance];
    }

    /// <summary>Raises an event.</summary>
    public void Raise<T>(InstanceId instance, string name, T data) =>
        Send(instance, new Delivery.Data(Channel.Event, name, Encode(data, "event " + name)));

    /// <summary>Sends a message to a queue.</summary>
    public void SendMessage<T>(InstanceId instance, string queue, T data) =>
        Send(instance, new Delivery.Data(Channel.Queue, queue, Encode(data, "a message for queue " + queue)));

    /// <summary>Requests that an instance be cancelled.</summary>
    public void Cancel(InstanceId instance, string reason) => Send(instance, new Delivery.Cancel(reason));

    /// <summary>Answers a call that is in flight.</summary>
    public void Answer(ActivityCall call, FakeAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(answer);
        var result = answer.To(call, Programs.Codec);
        World = World.SendAll(call, result.Sent);
        if (result.Outcome is { } outcome)
        {
            held.Remove(call);
            World = World.Run(call, outcome);
        }
        Settle();
    }

    /// <summary>Lets time pass; timers fire in the order in which they are due, each to its end.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Settle();
        var target = World.Now.Plus(by);
        var left = options.MaxSteps;
        while (World.NextTimers is [var next, ..] && next.Due <= target)
        {
            Guard(ref left);
            World = World.Fire(next.Instance, next.Id);
            Settle();
        }
        World = World with { Now = target };
    }

    /// <summary>Lets time pass until an instance has ended; fails when it waits for something other than time.</summary>
    public InstanceState RunToEnd(InstanceId instance)
    {
        var left = options.MaxSteps;
        Settle();
        while (World[instance].IsRunning)
        {
            if (World.NextTimers is not [var next, ..])
            {
                throw Wrong(instance, "was to run to its end, but waits for something that time does not bring");
            }
            Guard(ref left);
            World = World.Fire(next.Instance, next.Id);
            Settle();
        }
        return World[instance];
    }

    /// <summary>Kills the process: every program is forgotten, and what the workers were at is run again.</summary>
    public void Crash()
    {
        foreach (var id in World.Instances.Keys)
        {
            World = World.Forget(id);
        }
        held.Clear();
        Settle();
    }

    /// <summary>The result of an instance; fails, with the history in the message, unless it completed.</summary>
    public T Output<T>(InstanceId instance) =>
        World[instance].Output is { } output
            ? Programs.Codec.Decode<T>(output, $"the output of {instance}")
            : throw Wrong(instance, "was to have completed, but has not");

    /// <summary>The failure of an instance; fails, with the history in the message, unless it failed.</summary>
    public Failure FailureOf(InstanceId instance) =>
        World[instance].Failure ?? throw Wrong(instance, "was to have failed, but has not");

    /// <summary>A stored value of an instance; fails when there is none.</summary>
    public T Value<T>(InstanceId instance, string key) =>
        World[instance].Values.TryGetValue(key, out var value)
            ? Programs.Codec.Decode<T>(value.Data, $"value '{key}' of {instance}")
            : throw Wrong(instance, $"was to have a value under '{key}', but has none");

    /// <summary>Opens the debugger on the current execution of an instance.</summary>
    public TimeTravel Debug(InstanceId instance) => new(World[instance].Recording, Programs, options.Limits);
}
