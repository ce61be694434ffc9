namespace Duroxide.Testing;

/// <summary>A scenario in the middle of a run: the world, and what may still happen to it.</summary>
sealed record ScenarioState(Scenario Scenario, World World, Budget Budget)
{
    /// <summary>One bit for each stimulus that has come.</summary>
    public ulong Given { get; init; }

    /// <summary>How long things may take, in seconds: a minute, an hour, a day, thirty days, a year.</summary>
    public static ValueList<int> Delays { get; } = [60, 3_600, 86_400, 2_592_000, 31_536_000];

    /// <summary>The call for which there is neither a fake nor leave to run its code; null when there is none.</summary>
    public ActivityCall? Unfaked { get; init; }

    /// <summary>The scenario before anything has happened.</summary>
    public static ScenarioState Open(Scenario scenario, Budget budget, ClockWatch? clock = null) =>
        new(scenario, scenario.Begin(clock), budget);

    /// <summary>The first instance that is still to be started; null when all have begun.</summary>
    public PossibleStart? NextBeginning
    {
        get
        {
            foreach (var beginning in Scenario.Beginnings)
            {
                if (!World.Instances.ContainsKey(beginning.Instance))
                {
                    return beginning;
                }
            }
            return null;
        }
    }

    /// <summary>Lists the moves that bring the work forward, in the order of a calm run: turns, answers, stimuli, time.</summary>
    /// <remarks>All that is to start has started before anything else happens.</remarks>
    public void AddWork(List<Move> moves)
    {
        if (NextBeginning is { } beginning)
        {
            for (var with = 0; with < beginning.Headers.Count; with++)
            {
                moves.Add(new Move.Begin(beginning.Instance, with));
            }
            return;
        }
        foreach (var instance in World.Instances.Values)
        {
            if (instance.Inbox.Count > 0)
            {
                moves.Add(new Move.Turn(instance.Id));
            }
        }
        foreach (var instance in World.Instances.Values)
        {
            AddCalls(
                moves,
                instance.Activities.Values,
                static (i, name, with, which) => new Move.Answer(i, name, with, which)
            );
        }
        AddStimuli(moves, optional: false);
        AddTimers(moves);
    }

    /// <summary>Lists the moves without which a run is complete too.</summary>
    public void AddTrouble(List<Move> moves)
    {
        AddStimuli(moves, optional: true);
        foreach (var instance in World.Instances.Values)
        {
            if (Budget.LateRuns)
            {
                AddCalls(
                    moves,
                    instance.Withdrawn,
                    static (i, name, with, which) => new Move.RunLate(i, name, with, which)
                );
            }
            if (Budget.LostResults > 0)
            {
                AddCalls(
                    moves,
                    instance.Activities.Values,
                    static (i, name, with, which) => new Move.Answer(i, name, with, which, IsLost: true)
                );
            }
            if (Budget.Crashes > 0 && instance.Live is not null)
            {
                moves.Add(new Move.Crash(instance.Id));
            }
        }
    }

    /// <summary>Lists the moves by which time passes while something is under way.</summary>
    public void AddDelays(List<Move> moves)
    {
        var isUnderWay = World.InFlight.Any() || World.Instances.Values.Any(instance => instance.Inbox.Count > 0);
        if (Budget.Delays > 0 && isUnderWay && NextBeginning is null)
        {
            moves.AddRange(Delays.Where(CanPass).Select(seconds => new Move.Pass(seconds)));
        }
    }

    // A timer that is due fires in time: what may be late is everything else.
    bool CanPass(int seconds) =>
        World.NextTimers is not [var next, ..]
        || next.Due.CompareTo(World.Now.Plus(TimeSpan.FromSeconds(seconds))) >= 0;

    /// <summary>The first move of a calm run; null when the run is complete.</summary>
    public Move? Calm()
    {
        var moves = new List<Move>();
        AddWork(moves);
        return moves.Count > 0 ? moves[0] : null;
    }

    /// <summary>Makes a move; null when it cannot be made here.</summary>
    public ScenarioState? Play(Move move) =>
        move switch
        {
            Move.Begin begin => NextBeginning is { } next
            && next.Instance == begin.Instance
            && next.With(begin.With) is { } header
                ? this with
                {
                    World = World.Start(header),
                }
                : null,
            Move.Turn turn => Find(turn.Instance) is { Inbox.Count: > 0 }
                ? this with
                {
                    World = World.Turn(turn.Instance, turn.Most),
                }
                : null,
            Move.Answer answer => (!answer.IsLost || Budget.LostResults > 0)
            && Call(Find(answer.Instance)?.Activities.Values, answer.Activity, answer.Which) is { } call
                ? Run(call, answer.With, answer.IsLost)
                : null,
            Move.RunLate late => Call(Find(late.Instance)?.Withdrawn, late.Activity, late.Which) is { } call
                ? Run(call, late.With, lost: false)
                : null,
            Move.Fire fire => Fire(fire),
            Move.Pass pass => Budget.Delays > 0 && pass.Seconds > 0 && CanPass(pass.Seconds)
                ? this with
                {
                    World = World.At(World.Now.Plus(TimeSpan.FromSeconds(pass.Seconds))),
                    Budget = Budget with { Delays = Budget.Delays - 1 },
                }
                : null,
            Move.Give give => Give(give.Stimulus),
            Move.Crash crash => Budget.Crashes > 0 && Find(crash.Instance) is { Live: not null }
                ? this with
                {
                    World = World.Forget(crash.Instance),
                    Budget = Budget with { Crashes = Budget.Crashes - 1 },
                }
                : null,
        };

    /// <summary>The call that a move means; null when there is none.</summary>
    public static ActivityCall? Call(IEnumerable<ActivityCall>? calls, string activity, int which) =>
        calls?.Where(call => call.Name == activity).Skip(which).FirstOrDefault();

    public InstanceState? Find(InstanceId id) => World.Instances.TryGetValue(id, out var instance) ? instance : null;

    /// <summary>The timer that a move means; null when it is not among those due next.</summary>
    public (InstanceId Instance, EventId Id, Timestamp Due)? Timer(Move.Fire fire)
    {
        var due = World.NextTimers.Where(timer => timer.Instance == fire.Instance).Skip(fire.Which).ToList();
        return due.Count > 0 ? due[0] : null;
    }

    ScenarioState? Fire(Move.Fire fire) =>
        Timer(fire) is { } timer ? At(fire.Instance, World.Fire(fire.Instance, timer.Id)) : null;

    ScenarioState? Run(ActivityCall call, int with, bool lost)
    {
        var answers = Scenario.AnswersOf(call.Name);
        if (with >= answers)
        {
            return null;
        }
        if (!Scenario.CanAnswer(call))
        {
            return this with { Unfaked = call };
        }
        var result = Scenario.Answer(World, call, with);
        var sent = World.SendAll(call, result.Sent);
        var world = result.Outcome is { } outcome ? sent.Run(call, outcome, lost) : sent.Hang(call);
        return lost
            ? this with
            {
                World = world,
                Budget = Budget with { LostResults = Budget.LostResults - 1 },
            }
            : At(call.Instance, world);
    }

    ScenarioState? Give(int index) =>
        index < Scenario.Stimuli.Count && IsOpen(index)
            ? (this with { Given = Given | 1UL << index }).At(
                Scenario.Stimuli[index].Instance,
                World.Send(Scenario.Stimuli[index].Instance, Scenario.Stimuli[index].Delivery(Scenario.Programs.Codec))
            )
            : null;

    // Batching changes no history, so without it an instance that was idle reacts at once.
    ScenarioState At(InstanceId instance, World world) =>
        this with
        {
            World =
                !Budget.Batches && Find(instance) is { Inbox.Count: 0 } && world[instance].Inbox.Count > 0
                    ? world.Turn(instance)
                    : world,
        };

    void AddCalls(List<Move> moves, IEnumerable<ActivityCall> calls, Func<InstanceId, string, int, int, Move> move)
    {
        Dictionary<string, int>? seen = null;
        foreach (var call in calls)
        {
            seen ??= new(StringComparer.Ordinal);
            var which = seen.GetValueOrDefault(call.Name);
            seen[call.Name] = which + 1;
            for (var with = 0; with < Scenario.AnswersOf(call.Name); with++)
            {
                moves.Add(move(call.Instance, call.Name, with, which));
            }
        }
    }

    void AddStimuli(List<Move> moves, bool optional)
    {
        for (var index = 0; index < Scenario.Stimuli.Count; index++)
        {
            if (Scenario.Stimuli[index].IsOptional == optional && IsOpen(index))
            {
                moves.Add(new Move.Give(index));
            }
        }
    }

    // What would come to an instance that has ended is told to its sender and changes nothing.
    bool IsOpen(int index)
    {
        var stimulus = Scenario.Stimuli[index];
        return (Given & 1UL << index) == 0
            && (stimulus.After < 0 || (Given & 1UL << stimulus.After) != 0)
            && Find(stimulus.Instance) is { IsRunning: true }
            && stimulus.IsDue(World);
    }

    void AddTimers(List<Move> moves)
    {
        InstanceId? last = null;
        var which = 0;
        foreach (var timer in World.NextTimers)
        {
            which = timer.Instance == last ? which + 1 : 0;
            last = timer.Instance;
            moves.Add(new Move.Fire(timer.Instance, which));
        }
    }
}
