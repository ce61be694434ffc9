using Microsoft.Extensions.Logging.Abstractions;

namespace Duroxide.Testing;

/// <summary>Finds the answer to an activity's call: from a fake, from a recording, or by running the real one.</summary>
sealed class ActivityAnswers(Programs programs)
{
    readonly Dictionary<string, (IReadOnlyList<FakeAnswer> Answers, int Next)> fakes = new(StringComparer.Ordinal);
    readonly Dictionary<Operation, Queue<Outcome>> recorded = [];
    readonly HashSet<string> losing = new(StringComparer.Ordinal);
    readonly HashSet<string> real = new(StringComparer.Ordinal);
    bool refusesReal;

    public void Fake(string activity, IReadOnlyList<FakeAnswer> answers)
    {
        if (answers.Count == 0)
        {
            throw new ArgumentException($"Give the fake of '{activity}' at least one answer.", nameof(answers));
        }
        fakes[activity] = (answers, 0);
    }

    /// <summary>From now on only the activities that are named run their real code.</summary>
    public void RefuseReal() => refusesReal = true;

    public void RunReal(string activity) => real.Add(programs.CheckReal(activity, nameof(activity)));

    public void LoseNextResult(string activity) => losing.Add(activity);

    public bool IsLost(ActivityCall call) => losing.Remove(call.Name);

    /// <summary>Remembers the answers that a recording has behind an event, for calls that are equal to the recorded ones.</summary>
    public void Remember(ValueList<HistoryEvent> history, EventId after)
    {
        var operation = Operations.In(history);
        foreach (var fact in history.Where(e => e.Id.CompareTo(after) > 0).Select(e => e.Fact).OfType<Fact.Resolved>())
        {
            if (operation(fact.Of) is (Operation.Activity or Operation.SubOrchestration) and var asked)
            {
                recorded.TryAdd(asked, new());
                recorded[asked].Enqueue(fact.Outcome);
            }
        }
    }

    /// <summary>The recorded answer of a child; null when there is none left.</summary>
    public Outcome? Recorded(Operation child) =>
        recorded.TryGetValue(child, out var answers) && answers.TryDequeue(out var outcome) ? outcome : null;

    /// <summary>What comes of a call.</summary>
    public ActivityResult Answer(World world, ActivityCall call)
    {
        if (call.Name == ValueLookup.ActivityName)
        {
            return LookUp(world, call);
        }
        if (fakes.TryGetValue(call.Name, out var fake))
        {
            fakes[call.Name] = (fake.Answers, Math.Min(fake.Next + 1, fake.Answers.Count - 1));
            return fake.Answers[fake.Next].To(call, programs.Codec);
        }
        if (recorded.TryGetValue(call.Activity, out var answers) && answers.TryDequeue(out var outcome))
        {
            return outcome;
        }
        if (refusesReal && !real.Contains(call.Name))
        {
            throw new TestExpectationException(
                $"{call} has no fake and no recorded answer. What goes on from a recording does nothing in earnest unless it is "
                    + $"told to: add Fake(\"{call.Name}\", …), or let the registered code run with RunReal(\"{call.Name}\")."
            );
        }
        return RunReal(programs, world, call);
    }

    /// <summary>Reads another instance's value, as the runtime's own activity does.</summary>
    public static Outcome LookUp(World world, ActivityCall call)
    {
        var (instance, key) = ValueLookup.ReadQuestion(call.Input);
        var value =
            world.Instances.TryGetValue(instance, out var found) && found.Values.TryGetValue(key, out var stored)
                ? stored.Data
                : null;
        return new Outcome.Succeeded(ValueLookup.Answer(value));
    }

    /// <summary>Runs the registered activity on this thread, to its end.</summary>
    public static Outcome RunReal(Programs programs, World world, ActivityCall call)
    {
        var activity =
            programs.Registry.FindActivity(call.Name)
            ?? throw new InvalidOperationException($"{call} has no code: fake activity '{call.Name}' or register it.");
        var header = world[call.Instance].Header;
        var context = new ActivityContext
        {
            ActivityName = call.Name,
            Attempt = call.Activity.Attempt,
            FirstAttempt = call.Activity.FirstAttempt,
            IdempotencyKey = call.IdempotencyKey,
            Execution = call.Execution,
            Id = call.Id,
            Instance = call.Instance,
            Logger = NullLogger.Instance,
            OrchestrationName = header.Name,
            OrchestrationVersion = header.Version ?? SemanticVersion.Initial,
            Session = call.Activity.Session,
            Tag = call.Activity.Tag,
        };
        try
        {
            return new Outcome.Succeeded(
                activity.RunAsync(context, call.Input, programs.Codec).GetAwaiter().GetResult()
            );
        }
        catch (Exception thrown)
        {
            return new Outcome.Failed(Failures.OfActivity(thrown));
        }
    }
}
