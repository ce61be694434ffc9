using System.Text;

namespace Duroxide.Testing;

/// <summary>Tells a run as numbered steps: who did what, and what the workflow made of it.</summary>
static class StoryRenderer
{
    // A run that never ends is told by its beginning and its end.
    const int Begin = 40;
    const int End = 10;

    public static string Tell(ScenarioRun run)
    {
        var text = new StringBuilder();
        var scenario = run.Scenario;
        var number = 0;
        var state = ScenarioState.Open(scenario, Budget.All);
        text.Append(CultureInfo.InvariantCulture, $"{scenario.Name}\n");
        foreach (var start in scenario.Starts)
        {
            Line(text, ++number, Started(start));
        }
        foreach (var (index, move) in run.Moves.Index())
        {
            var next = state.Play(move)!;
            number++;
            if (index < Begin || index >= run.Moves.Count - End)
            {
                Line(text, number, Sentence(state, next, move));
                Reactions(text, state.World, next.World);
            }
            else if (index == Begin)
            {
                text.Append(CultureInfo.InvariantCulture, $"   … {run.Moves.Count - Begin - End} more steps …\n");
            }
            state = next;
        }
        if (run.Violation is { } violation)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"Then this does not hold: {violation.Law}\n{violation.Explanation}\n"
            );
        }
        return text.ToString();
    }

    static void Line(StringBuilder text, int number, string sentence) =>
        text.Append(CultureInfo.InvariantCulture, $"{number, 4}. {sentence}\n");

    static string Sentence(ScenarioState before, ScenarioState after, Move move) =>
        move switch
        {
            Move.Begin begin => Started(after.World[begin.Instance].Header),
            Move.Turn turn => $"{turn.Instance} takes {Taken(before, turn)}.",
            Move.Answer answer => after.World.Runs.Count > before.World.Runs.Count
                ? $"A worker runs {Run(after)}, and {Answered(before, after, answer.Instance)}."
                : $"A worker begins {Begun(before, answer)}, and never answers.",
            Move.Lose => $"A worker runs {Run(after)}, and dies before the result is recorded.",
            Move.RunLate => $"A worker runs {Run(after)}, although it was called off.",
            Move.Fire fire => $"The clock goes to {after.World.Now}: {Timer(before, fire)} of {fire.Instance} fires.",
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

    static string Answered(ScenarioState before, ScenarioState after, InstanceId instance) =>
        after.World[instance].Inbox.Count > before.World[instance].Inbox.Count
            ? "the answer is on its way"
            : "nobody waits for the answer any more";

    static string Timer(ScenarioState before, Move.Fire fire) =>
        before.Timer(fire) is { } timer
        && before.World[fire.Instance].State.Open.TryGetValue(timer.Id, out var operation)
            ? $"the {HistoryText.Naming(operation)}"
            : "a timer";

    static void Reactions(StringBuilder text, World before, World after)
    {
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
    }
}
