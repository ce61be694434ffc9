namespace Duroxide.Tests;

/// <summary>
/// Runs an orchestration through the core with scripted arrivals. Every turn is taken twice, by the live program and by
/// one that starts over from history, and both must decide the same.
/// </summary>
sealed class Driver : IDisposable
{
    public static readonly Timestamp Epoch = Timestamp.From(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    OrchestrationRegistration registration;
    readonly DeterminismOptions options;
    readonly List<HistoryEvent> history = [];
    readonly Header header;
    OrchestrationProgram program;
    Execution execution;
    Timestamp now = Epoch;

    Driver(OrchestrationRegistration registration, Header header, DeterminismOptions options)
    {
        this.registration = registration;
        this.header = header;
        this.options = options;
        program = NewProgram();
        execution = Execution.Resume(program, header, [], Limits.Default);
    }

    public IReadOnlyList<HistoryEvent> History => history;

    public List<TraceLine> Traces { get; } = [];

    /// <summary>What the program reported while none of its code was meant to run.</summary>
    public TaskCompletionSource<Failure> Escaped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ExecutionId ExecutionId => header.Execution;

    public Decision Last { get; private set; } = null!;

    public Ending? Ending => Last?.Ending;

    public string Output => Assert.IsType<Ending.Completed>(Ending).Output;

    public Failure Failure => Assert.IsType<Ending.Failed>(Ending).Failure;

    public OrchestrationProgram Program => program;

    /// <summary>Whether each turn is also replayed; off where the code escapes and no two runs are alike.</summary>
    public bool Replays { get; set; } = true;

    public static Driver Of<TInput, TOutput>(
        Func<OrchestrationContext<TInput, TOutput>, TInput, Task<TOutput>> code,
        TInput input,
        DeterminismOptions? options = null,
        Func<Header, Header>? change = null
    )
    {
        var registry = new RegistryBuilder().Add(new Orchestration<TInput, TOutput>("tested", code)).Build();
        var text = PayloadCodec.Default.Encode(input, "input");
        var header = new Header(
            "instance",
            ExecutionId.First,
            "tested",
            SemanticVersion.Initial,
            text,
            Nonce.From("instance")
        );
        return new(registry.FindOrchestration("tested")!, change?.Invoke(header) ?? header, options ?? Watchful);
    }

    public static Driver Of<TOutput>(
        Func<OrchestrationContext<Unit, TOutput>, Task<TOutput>> code,
        DeterminismOptions? options = null,
        Func<Header, Header>? change = null
    ) => Of<Unit, TOutput>((context, _) => code(context), Unit.Value, options, change);

    /// <summary>The options of tests that end well: nothing may even be suspected.</summary>
    public static DeterminismOptions Watchful { get; } = new() { Strict = true };

    public Driver Start(Limits? limits = null)
    {
        if (limits is not null)
        {
            execution = Execution.Resume(program, header, [], limits);
        }
        return Take(new Delivery.Start());
    }

    public Driver Complete(EventId id, string result) => Answer(id, new Outcome.Succeeded(result));

    public Driver Complete(string activity, string result) => Complete(OpenActivity(activity), result);

    public Driver Fail(string activity, string message = "broken") =>
        Answer(
            OpenActivity(activity),
            new Outcome.Failed(new Failure.Application(ApplicationKind.ActivityFailed, message))
        );

    public Driver Answer(EventId id, Outcome outcome) => Take(new Delivery.Answer(header.Execution, id, outcome));

    public Driver Raise(string name, string data) => Take(new Delivery.Data(Channel.Event, name, data));

    public Driver Enqueue(string queue, string data) => Take(new Delivery.Data(Channel.Queue, queue, data));

    /// <summary>Fires the open timer that is due first, at its time.</summary>
    public Driver Fire()
    {
        var (id, due) = OpenTimers().MinBy(timer => (timer.Due, timer.Id));
        now = Timestamp.Later(now, due);
        return Answer(id, new Outcome.Fired());
    }

    /// <summary>Lets what arrives next come from a store whose clock was set back.</summary>
    public Driver SetBack(TimeSpan by)
    {
        now = now.Plus(-by);
        return this;
    }

    public Driver Take(params Delivery[] deliveries)
    {
        var arrivals = deliveries.Select(delivery => new Arrival(now, delivery)).ToList();
        var before = history.ToList();
        Last = execution.Continue(arrivals);
        history.AddRange(Last.Events);
        Traces.AddRange(Last.Traces);
        if (Replays)
        {
            using var fresh = NewProgram();
            var again = Execution.Resume(fresh, header, before, Limits.Default).Continue(arrivals);
            Assert.Equal(Last.Events.AsEnumerable(), again.Events.AsEnumerable());
            Assert.Equal(Last.Actions.AsEnumerable(), again.Actions.AsEnumerable());
        }
        return this;
    }

    /// <summary>Throws the live program away and starts over from history.</summary>
    public Driver Restart()
    {
        program.Dispose();
        program = NewProgram();
        execution = Execution.Resume(program, header, [.. history], Limits.Default);
        return this;
    }

    /// <summary>Starts over from history with other code.</summary>
    public Driver Deploy<TOutput>(Func<OrchestrationContext<Unit, TOutput>, Task<TOutput>> code)
    {
        var orchestration = new Orchestration<Unit, TOutput>("tested", (context, _) => code(context));
        registration = new RegistryBuilder().Add(orchestration).Build().FindOrchestration("tested")!;
        return Restart();
    }

    /// <summary>The execution that follows a continue-as-new.</summary>
    public Driver Next() => Begin().Start();

    /// <summary>The execution that follows a continue-as-new, before it starts.</summary>
    public Driver Begin() =>
        new(registration, Last.Next! with { Version = SemanticVersion.Initial }, options) { now = now };

    public IReadOnlyList<T> Asked<T>()
        where T : Operation =>
        [.. history.Select(e => e.Fact).OfType<Fact.Scheduled>().Select(s => s.Operation).OfType<T>()];

    public IReadOnlyList<EventId> Cancelled =>
        [
            .. history
                .Select(e => e.Fact)
                .OfType<Fact.Applied>()
                .Select(a => a.Effect)
                .OfType<Effect.Cancel>()
                .Select(c => c.Of),
        ];

    public IReadOnlyList<T> Applied<T>()
        where T : Effect => [.. history.Select(e => e.Fact).OfType<Fact.Applied>().Select(a => a.Effect).OfType<T>()];

    public EventId OpenActivity(string name) =>
        execution.State.Open.First(entry => entry.Value is Operation.Activity asked && asked.Name == name).Key;

    /// <summary>The first activity of a name that was asked for, answered or not.</summary>
    public EventId Asking(string name) =>
        history.First(e => e.Fact is Fact.Scheduled { Operation: Operation.Activity asked } && asked.Name == name).Id;

    public IEnumerable<EventId> OpenOfActivities =>
        from entry in execution.State.Open
        where entry.Value is Operation.Activity
        select entry.Key;

    public int OpenCount => execution.State.Open.Count;

    public ExecutionState State => execution.State;

    public void Dispose() => program.Dispose();

    IEnumerable<(EventId Id, Timestamp Due)> OpenTimers() =>
        from entry in execution.State.Open
        where entry.Value is Operation.Timer
        let asked = history.Single(e => e.Id == entry.Key)
        select (entry.Key, asked.Time.Plus(((Operation.Timer)entry.Value).Delay));

    OrchestrationProgram NewProgram() =>
        registration.CreateProgram(PayloadCodec.Default, options, failure => Escaped.TrySetResult(failure));
}
