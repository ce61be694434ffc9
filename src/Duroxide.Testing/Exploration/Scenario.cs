namespace Duroxide.Testing;

/// <summary>What is to be explored: orchestrations to start, what may come from outside, how activities may end, and what must hold.</summary>
/// <remarks>It never changes: each method gives another scenario.</remarks>
public sealed partial record Scenario
{
    const int MostStimuli = 64;

    /// <summary>Begins a scenario.</summary>
    /// <param name="name">What it is about, for stories.</param>
    /// <param name="programs">The orchestrations under test; a registry will do.</param>
    public Scenario(string name, Programs programs)
    {
        ArgumentNullException.ThrowIfNull(programs);
        Name = name;
        Programs = programs;
    }

    /// <summary>What it is about.</summary>
    public string Name { get; }

    /// <summary>The orchestrations under test.</summary>
    public Programs Programs { get; }

    /// <summary>What comes from outside, in the order in which it was added.</summary>
    public ValueList<Stimulus> Stimuli { get; private init; }

    /// <summary>The limits for what orchestrations ask for. Default the runtime's.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>How many steps <see cref="Play"/> and <see cref="Steer"/> take at most. Default 2,000.</summary>
    public int MaxSteps { get; private init; } = 2_000;

    /// <summary>How long one turn of an orchestration may take, by the clock on the wall, before the test is given up. Default 10 s.</summary>
    public TimeSpan TurnLimit { get; init; } = TimeSpan.FromSeconds(10);

    internal StepBound Bound => new(MaxSteps, $"{nameof(Scenario)}.{nameof(WithMaxSteps)}");

    internal ValueList<Header> Starts { get; private init; }

    internal ValueList<PossibleStart> Beginnings { get; private init; }

    internal ValueList<Law> Laws { get; private init; }

    internal ValueList<Func<World, object?>> Results { get; private init; }

    internal Scenario WithoutResults() => this with { Results = [] };

    internal bool MayWait { get; private init; }

    internal bool MayRunOn { get; private init; }

    internal ValueList<string> Real { get; private init; }

    internal ValueMap<string, ValueList<FakeAnswer>> Fakes { get; private init; }

    /// <summary>Starts an orchestration at the beginning.</summary>
    public Scenario Start<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId instance,
        TInput input
    )
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        return StartEncoded(
            orchestration.Name,
            instance,
            Programs.Codec.Encode(input, $"the input of {orchestration.Name}")
        );
    }

    /// <summary>Starts an orchestration at the beginning, by its name and with encoded input.</summary>
    public Scenario StartEncoded(string name, InstanceId instance, string input) =>
        this with
        {
            Starts = Starts.With(new(instance, ExecutionId.First, name, null, input, Nonce.From(instance.Value))),
        };

    /// <summary>Starts an orchestration at the beginning with one of several inputs, of the explorer's choice.</summary>
    /// <remarks>The plainest input comes first: that is what shrinking prefers.</remarks>
    public Scenario StartWithAny<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId instance,
        params IReadOnlyList<TInput> inputs
    )
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        ArgumentOutOfRangeException.ThrowIfZero(inputs.Count, nameof(inputs));
        var headers = inputs.Select(input => new Header(
            instance,
            ExecutionId.First,
            orchestration.Name,
            null,
            Programs.Codec.Encode(input, $"the input of {orchestration.Name}"),
            Nonce.From(instance.Value)
        ));
        return this with { Beginnings = Beginnings.With(new(instance, headers.ToValueList())) };
    }

    /// <summary>Says how an activity may end: each call ends in one of these ways, of the explorer's choice.</summary>
    /// <remarks>What was said of the activity before is replaced. The plainest answer comes first: that is what shrinking prefers.</remarks>
    /// <exception cref="ArgumentException">No activity of that name is registered; one of another registry is named by its handle.</exception>
    public Scenario Activity(string name, params IReadOnlyList<FakeAnswer> answers)
    {
        Programs.CheckActivity(name, nameof(name));
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count, nameof(answers));
        return this with { Fakes = Fakes.Set(name, answers.ToValueList()) };
    }

    /// <summary>Says how an activity may end: each call ends in one of these ways, of the explorer's choice.</summary>
    /// <remarks>What was said of the activity before is replaced. The plainest answer comes first: that is what shrinking prefers.</remarks>
    public Scenario Activity<TInput, TOutput>(
        ActivityName<TInput, TOutput> activity,
        params IReadOnlyList<FakeAnswer> answers
    )
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count, nameof(answers));
        return this with { Fakes = Fakes.Set(activity.Name, answers.ToValueList()) };
    }

    /// <summary>Lets activities that have no fake run their registered code, again and again in thousands of runs.</summary>
    /// <exception cref="ArgumentException">No activity of that name is registered.</exception>
    public Scenario RunReal(params IReadOnlyList<string> activities) =>
        this with
        {
            Real = [.. Real, .. activities.Select(name => Programs.CheckReal(name, nameof(activities)))],
        };

    /// <summary>Adds what comes from outside, at any time and in any order.</summary>
    public Scenario Given(params IReadOnlyList<Stimulus> stimuli) => Add(stimuli, inOrder: false);

    /// <summary>Adds what comes from outside, at any time but one after the other.</summary>
    public Scenario GivenInOrder(params IReadOnlyList<Stimulus> stimuli) => Add(stimuli, inOrder: true);

    /// <summary>States what must hold after every step.</summary>
    public Scenario Always(string sentence, Func<World, bool> holds) =>
        this with
        {
            Laws = Laws.With(new(sentence, holds, OnlyAtTheEnd: false)),
        };

    /// <summary>States what must hold when nothing more happens.</summary>
    public Scenario Finally(string sentence, Func<World, bool> holds) =>
        this with
        {
            Laws = Laws.With(new(sentence, holds, OnlyAtTheEnd: true)),
        };

    /// <summary>States that a result depends on what comes and not on its order: runs to which the same came give the same.</summary>
    /// <param name="result">The result, as <c>world => world["order-1"].Output</c>; results are compared as values.</param>
    public Scenario OrderDoesNotMatter(Func<World, object?> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return this with { Results = Results.With(result) };
    }

    /// <summary>Allows instances to wait for what never comes; otherwise that is reported.</summary>
    public Scenario MayWaitForever() => this with { MayWait = true };

    /// <summary>Allows runs that have not ended when the steps are used up; otherwise that is reported.</summary>
    public Scenario MayRunForever() => this with { MayRunOn = true };

    /// <summary>Sets how many steps <see cref="Play"/> and <see cref="Steer"/> take at most.</summary>
    /// <param name="steps">The steps; above zero.</param>
    public Scenario WithMaxSteps(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        return this with { MaxSteps = steps };
    }

    internal World Begin(ClockWatch? clock)
    {
        var rules = new WorldRules(Programs, Limits, ReplayEveryTurn: false) { Clock = clock };
        var world = new World(rules, new Timestamp(946_684_800_000));
        return Starts.Aggregate(world, (next, header) => next.Start(header));
    }

    internal int AnswersOf(string activity) => Fakes.TryGetValue(activity, out var answers) ? answers.Count : 1;

    internal bool CanAnswer(ActivityCall call) =>
        call.Name == ValueLookup.ActivityName || Fakes.ContainsKey(call.Name) || Real.Contains(call.Name);

    internal ActivityResult Answer(World world, ActivityCall call, int with) =>
        call.Name == ValueLookup.ActivityName ? ActivityAnswers.LookUp(world, call)
        : Fakes.TryGetValue(call.Name, out var answers) ? answers[with].To(call, Programs.Codec)
        : ActivityAnswers.RunReal(Programs, world, call);

    Scenario Add(IReadOnlyList<Stimulus> stimuli, bool inOrder)
    {
        var all = Stimuli.ToList();
        for (var index = 0; index < stimuli.Count; index++)
        {
            all.Add(stimuli[index] with { After = inOrder && index > 0 ? all.Count - 1 : -1 });
        }
        return all.Count <= MostStimuli
            ? this with
            {
                Stimuli = all.ToValueList(),
            }
            : throw new ArgumentException(
                $"A scenario has at most {MostStimuli} stimuli. Split '{Name}' into several.",
                nameof(stimuli)
            );
    }
}
