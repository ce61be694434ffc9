using Duroxide.Core;
using Npgsql;

namespace Duroxide.Nodes;

/// <summary>Looks through all that a cluster left behind for what must not be.</summary>
sealed class Proof(DuroxideClient client, NpgsqlDataSource source, string schema, WorkerSettings worker)
{
    static readonly string[] Emptied = ["turns", "messages", "held_messages", "timers", "activities", "parked"];

    readonly List<string> faults = [];
    readonly List<SemanticVersion> versions = [];
    int instances;
    int events;

    public async Task<SoakReport> JudgeAsync(
        SoakSettings settings,
        IReadOnlyList<Befallen> befallen,
        IReadOnlyList<Attempt> attempts,
        TimeSpan took
    )
    {
        var byStep = attempts.ToLookup(attempt => attempt.Step);
        var steps = 0;
        foreach (var number in Enumerable.Range(0, settings.Orchestrations))
        {
            var name = Soak.NameOf(number);
            var status = await client.GetStatusAsync(name);
            var version = (status as OrchestrationStatus.Completed)?.Info.Version;
            var expected = Workflows.StepsOf(Soak.KindOf(number), name, version);
            steps += expected.Count;
            JudgeEnding(name, status, expected, byStep);
            JudgeOrder(expected, byStep, befallen);
            string[] family = Soak.KindOf(number) == Workflows.OfParent ? [name, .. await ChildrenAsync(name)] : [name];
            foreach (var member in family)
            {
                await JudgeHistoryAsync(member);
            }
        }
        JudgeAttempts(steps, byStep, befallen);
        await JudgeStoreAsync();
        return new(settings, took, befallen, faults)
        {
            Steps = steps,
            Attempts = attempts.Count,
            Instances = instances,
            Events = events,
            Versions = versions.CountBy(version => version).ToDictionary(),
            ByNode = attempts.CountBy(attempt => attempt.Node).ToDictionary(),
        };
    }

    // Each step answered with the token of one of its own attempts, and in its place.
    void JudgeEnding(
        string name,
        OrchestrationStatus status,
        IReadOnlyList<string> expected,
        ILookup<string, Attempt> attempts
    )
    {
        if (status is not OrchestrationStatus.Completed completed)
        {
            faults.Add($"{name}: {(status is OrchestrationStatus.Failed failed ? failed.Failure.Display : status)}");
            return;
        }
        var tokens = client.Decode<string[]>(completed.Output);
        var isWhole =
            tokens.Length == expected.Count
            && expected.Zip(tokens).All(pair => attempts[pair.First].Any(attempt => attempt.Token == pair.Second));
        if (!isWhole)
        {
            faults.Add($"{name}: returned [{string.Join(", ", tokens)}] for [{string.Join(", ", expected)}]");
        }
    }

    // A step begins when the result of the one before is recorded, and after that the one before never begins again; but a
    // node that was frozen just before it began knows nothing of that yet, and its answer is refused.
    void JudgeOrder(IReadOnlyList<string> steps, ILookup<string, Attempt> attempts, IReadOnlyList<Befallen> befallen)
    {
        foreach (
            var (before, after) in steps
                .Zip(steps.Skip(1))
                .Where(pair => Workflows.InstanceOf(pair.First) == Workflows.InstanceOf(pair.Second))
        )
        {
            if (attempts[after].FirstOrDefault() is not { } next)
            {
                continue;
            }
            foreach (var late in attempts[before].Where(attempt => attempt.Begun > next.Begun))
            {
                var wasFrozen = befallen.Any(one =>
                    one.Kind == Trouble.Freeze
                    && one.Node == late.Node
                    && one.From <= late.Begun
                    && late.Begun - one.From < worker.WorkLease * 3
                );
                if (!wasFrozen)
                {
                    faults.Add($"{before} began again on {late.Node} after {after} had begun on {next.Node}");
                }
            }
        }
    }

    async Task JudgeHistoryAsync(InstanceId instance)
    {
        instances++;
        foreach (var execution in await client.Management.ListExecutionsAsync(instance))
        {
            var history = await client.ReadHistoryAsync(instance, execution.Execution);
            var facts = history!.Events;
            events += facts.Count;
            var began = ((Fact.Started)facts[0].Fact).Version;
            versions.Add(began);
            if (began != execution.Version)
            {
                faults.Add(
                    $"{instance}, execution {execution.Execution}: began as {began}, ended as {execution.Version}"
                );
            }
            var isInOrder = facts.Select((one, index) => one.Id.Value == index + 1).All(isNext => isNext);
            var answers = facts.Select(one => one.Fact).OfType<Fact.Resolved>().ToList();
            var isAnsweredOnce = answers.DistinctBy(answer => answer.Of).Count() == answers.Count;
            var isEndedOnce = facts.Count(one => one.Fact is Fact.Ended) == 1 && facts[^1].Fact is Fact.Ended;
            if (!isInOrder || !isAnsweredOnce || !isEndedOnce)
            {
                faults.Add(
                    $"{instance}, execution {execution.Execution}: in order {isInOrder}, answered once {isAnsweredOnce}, ended once {isEndedOnce}"
                );
            }
        }
    }

    // What a process had begun when something befell it may begin again elsewhere, and nothing else may.
    void JudgeAttempts(int steps, ILookup<string, Attempt> attempts, IReadOnlyList<Befallen> befallen)
    {
        if (attempts.Count != steps)
        {
            faults.Add($"{attempts.Count} steps were begun, and there are {steps}");
        }
        var extra = attempts.Sum(step => step.Count() - 1);
        var most = befallen.Count(one => one.Kind != Trouble.Disconnect) * worker.Work;
        if (extra > most)
        {
            faults.Add($"{extra} steps were begun again, and the troubles explain at most {most}");
        }
    }

    async Task JudgeStoreAsync()
    {
        foreach (var table in Emptied)
        {
            if (await CountAsync($"SELECT count(*) FROM {schema}.{table}") is var left and > 0)
            {
                faults.Add($"{left} rows are left in {table}");
            }
        }
        // Every lease has a number of its own, and one turn at most is written under it.
        var twice = await CountAsync(
            $"""
            SELECT count(*) FROM (
                SELECT 1 FROM {schema}.history WHERE fence <> 0 GROUP BY instance, fence HAVING count(*) > 1
            ) o
            """
        );
        if (twice > 0)
        {
            faults.Add($"{twice} leases wrote more than one turn");
        }
    }

    async Task<IReadOnlyList<string>> ChildrenAsync(string name) =>
        [.. (await client.Management.GetTreeAsync(name)).Children.Select(child => child.Instance.Value)];

    async Task<long> CountAsync(string sql)
    {
        await using var ask = source.CreateCommand(sql);
        return (long)(await ask.ExecuteScalarAsync())!;
    }
}
