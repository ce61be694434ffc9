using System.Text;

namespace Duroxide.Testing;

/// <summary>Tells a run as numbered steps: who did what, and what the workflow made of it.</summary>
static class StoryRenderer
{
    // A long run is told by its beginning and its end.
    const int Begin = 40;
    const int End = 10;

    public static string Tell(ScenarioRun run)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{run.Scenario.Name}\n");
        var number = 0;
        foreach (var start in run.Scenario.Starts)
        {
            text.Append(Numbered(++number, Started(start)));
        }
        Steps(text, number, [.. Steps(run)]);
        if (run.Violation is { } violation)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"Then this does not hold: {violation.Law}\n{violation.Explanation}\n"
            );
        }
        return text.ToString();
    }

    static void Steps(StringBuilder text, int number, IReadOnlyList<string> steps)
    {
        var (period, repeated) = RepeatedEnd.Of(steps);
        var once = steps.Count - repeated;
        for (var index = 0; index < once; index++)
        {
            if (index < Begin || index >= once - End)
            {
                text.Append(Numbered(number + index + 1, steps[index]));
            }
            else if (index == Begin)
            {
                text.Append(CultureInfo.InvariantCulture, $"   … {once - Begin - End} more steps …\n");
            }
        }
        if (repeated > 0)
        {
            var what = period == 1 ? "this step" : $"these {period} steps";
            text.Append(CultureInfo.InvariantCulture, $"   … {what} again and again, for {repeated} steps more …\n");
        }
    }

    // Each move as a sentence, with what the workflow made of it.
    static IEnumerable<string> Steps(ScenarioRun run)
    {
        var states = run.States.Count > 0 ? run.States : ScheduleRunner.Repeat(run.Scenario, run.Moves).States;
        foreach (var (move, index) in run.Moves.Take(states.Count - 1).Select((move, index) => (move, index)))
        {
            var (before, after) = (states[index], states[index + 1]);
            yield return $"{Sentence(before, after, move)}\n{Reactions(before.World, after.World)}";
        }
    }

    static string Numbered(int number, string step) =>
        string.Create(CultureInfo.InvariantCulture, $"{number, 4}. {step.TrimEnd('\n')}\n");

    static string Sentence(ScenarioState before, ScenarioState after, Move move) =>
        move switch
        {
            Move.Begin begin => Started(after.World[begin.Instance].Header),
            Move.Turn turn => $"{turn.Instance} takes {Taken(before, turn)}.",
            Move.Answer { IsLost: true } =>
                $"A worker runs {Run(after)}, and dies before the result is recorded{Sent(before, after)}.",
            Move.Answer answer => after.World.Runs.Count > before.World.Runs.Count
                ? $"A worker runs {Run(after)}, and {Answered(before, after, answer.Instance)}{Sent(before, after)}."
                : $"A worker begins {Begun(before, answer)}, and never answers{Sent(before, after)}.",
            Move.RunLate => $"A worker runs {Run(after)}, although it was called off{Sent(before, after)}.",
            Move.Fire fire => $"The clock goes to {after.World.Now}: {Timer(before, fire)} of {fire.Instance} fires.",
            Move.Pass => $"Time passes: it is {after.World.Now}, and what is under way takes long.",
            Move.Give give => $"Somebody {before.Scenario.Stimuli[give.Stimulus]}.",
            Move.Crash crash => $"The process that holds {crash.Instance} dies; the instance will be replayed.",
        };

    static string Started(Header start) =>
        $"The client starts {start.Name}({HistoryText.Cut(start.Input)}) as {start.Instance}.";

    static string Taken(ScenarioState before, Move.Turn turn)
    {
        var instance = before.World[turn.Instance];
        var inbox = instance.Inbox;
        var operation = Operations.In(instance.History);
        var taken = inbox.Take(turn.Most).Select(arrival => Taken(arrival.Delivery, operation));
        return string.Join(", then ", taken)
            + (turn.Most < inbox.Count ? $" (and leaves {inbox.Count - turn.Most} for later)" : "");
    }

    static string Taken(Delivery delivery, Func<EventId, Operation?> operation) =>
        delivery is Delivery.Answer answer && operation(answer.Of) is { } of
            ? $"{HistoryText.Naming(of)} {HistoryText.Of(answer.Outcome)}"
            : HistoryText.Of(delivery);

    static string Run(ScenarioState after) =>
        after.World.Runs is [.., var run] ? $"{run.Call}, which {HistoryText.Of(run.Outcome)}" : "an activity";

    static string Begun(ScenarioState before, Move.Answer answer) =>
        ScenarioState.Call(before.Find(answer.Instance)?.Activities.Values, answer.Activity, answer.Which) is { } call
            ? $"{call}"
            : "an activity";

    // What the activity sent to instances while it ran.
    static string Sent(ScenarioState before, ScenarioState after)
    {
        var sent = after
            .World.Instances.Values.SelectMany(instance => instance.Inbox.Select(arrival => (instance.Id, arrival)))
            .Where(one => one.arrival.Delivery is Delivery.Data)
            .Where(one => !before.World[one.Id].Inbox.Any(old => ReferenceEquals(old, one.arrival)));
        return string.Concat(sent.Select(one => $"; it sent {HistoryText.Of(one.arrival.Delivery)} to {one.Id}"));
    }

    static string Answered(ScenarioState before, ScenarioState after, InstanceId instance) =>
        after.World[instance].Inbox.Count > before.World[instance].Inbox.Count
            ? "the answer is on its way"
            : "nobody waits for the answer any more";

    static string Timer(ScenarioState before, Move.Fire fire) =>
        before.Timer(fire) is { } timer
        && before.World[fire.Instance].State.Open.TryGetValue(timer.Id, out var operation)
            ? $"the {HistoryText.Naming(operation)}"
            : "a timer";

    static string Reactions(World before, World after)
    {
        var text = new StringBuilder();
        foreach (var instance in after.Instances.Values)
        {
            var known = before.Instances.TryGetValue(instance.Id, out var old)
                ? old.Recordings.Sum(r => r.History.Count)
                : 0;
            var all = instance.Recordings.SelectMany(r => r.History.Select(happened => (happened.Fact, r.History)));
            foreach (var (fact, history) in all.Skip(known))
            {
                if (fact is Fact.Scheduled or Fact.Applied or Fact.Interrupted or Fact.Ended)
                {
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"       {instance.Id}: {HistoryText.Of(fact, Operations.In(history))}\n"
                    );
                }
            }
        }
        return text.ToString();
    }
}
