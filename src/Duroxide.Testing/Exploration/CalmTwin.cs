namespace Duroxide.Testing;

/// <summary>A calm run in which the same comes as in another one: the same inputs, answers and stimuli, each as soon as it can.</summary>
static class CalmTwin
{
    public static ScenarioRun Of(ScenarioRun run, StepBound bound)
    {
        var answers = Answers(run);
        var given = run.Moves.OfType<Move.Give>().ToHashSet();
        var inputs = run.Moves.OfType<Move.Begin>().ToDictionary(move => move.Instance);
        return ScheduleRunner.Steer(
            run.Scenario.WithoutResults(),
            here =>
                here.Trouble.FirstOrDefault(move => move is Move.Give give && given.Contains(give))
                ?? here.Work.Select(move => Chosen(here.World, move)).FirstOrDefault(),
            bound
        );

        Move Chosen(World world, Move move) =>
            move switch
            {
                Move.Begin begin => inputs.GetValueOrDefault(begin.Instance, begin),
                Move.Answer answer when Key(world, answer) is { } key && answers.TryGetValue(key, out var left) =>
                    answer with
                    {
                        With = left.TryDequeue(out var with) ? with : answer.With,
                    },
                Move.Answer or Move.Turn or Move.RunLate or Move.Fire or Move.Give or Move.Pass or Move.Crash => move,
            };
    }

    static Dictionary<(InstanceId, string, string), Queue<int>> Answers(ScenarioRun run)
    {
        var answers = new Dictionary<(InstanceId, string, string), Queue<int>>();
        foreach (var (move, before) in run.Moves.Zip(run.States))
        {
            if (move is Move.Answer { IsLost: false } answer && Key(before.World, answer) is { } key)
            {
                answers.TryAdd(key, new());
                answers[key].Enqueue(answer.With);
            }
        }
        return answers;
    }

    static (InstanceId, string, string)? Key(World world, Move.Answer answer) =>
        ScenarioState.Call(world[answer.Instance].Activities.Values, answer.Activity, answer.Which) is { } call
            ? (call.Instance, call.Name, call.Input)
            : null;
}
