namespace Duroxide.Cli;

/// <summary>Shows which executions a prune would delete, and changes nothing.</summary>
/// <param name="session">The store.</param>
/// <param name="options">Which executions are pruned.</param>
sealed class PrunePreview(Session session, PruneOptions options)
{
    const int AtOnce = 1000;
    const int MostShown = 20;

    readonly List<Doomed> shown = [];
    long instances;
    long executions;
    long events;

    /// <summary>Shows what would be deleted of one instance.</summary>
    public async Task OneAsync(InstanceId instance)
    {
        await AddAsync(await session.Management.GetInstanceAsync(instance, session.Cancellation));
        Print();
    }

    /// <summary>Shows what would be deleted of many.</summary>
    /// <param name="query">Which.</param>
    /// <param name="most">How many at most.</param>
    public async Task ManyAsync(InstanceQuery query, long most)
    {
        for (var looked = 0L; looked < most; )
        {
            var page = await session.Management.ListInstancesAsync(
                query with
                {
                    Limit = (int)Math.Min(most - looked, AtOnce),
                },
                session.Cancellation
            );
            foreach (var info in page)
            {
                await AddAsync(info);
            }
            looked += page.Count;
            if (page.Next is not { } next)
            {
                break;
            }
            query = query with { After = next };
            session.Terminal.Error.WriteLine($"{looked} looked at …");
        }
        Print();
    }

    async Task AddAsync(InstanceInfo info)
    {
        // Most have one execution, and then there is nothing to read.
        if (info.Execution == ExecutionId.First)
        {
            return;
        }
        var all = await session.Management.ListExecutionsAsync(info.Instance, session.Cancellation);
        var old = all.SkipLast(Math.Max(1, options.KeepLast ?? 1)).Where(IsOldEnough).ToList();
        if (old.Count == 0)
        {
            return;
        }
        (instances, executions) = (instances + 1, executions + old.Count);
        events += old.Sum(execution => execution.Events);
        if (shown.Count < MostShown)
        {
            shown.Add(new(info.Instance, old));
        }
    }

    bool IsOldEnough(ExecutionInfo execution) => options.EndedBefore is not { } limit || execution.Ended < limit;

    void Print()
    {
        if (session.Printer.IsJson)
        {
            session.Printer.Json(
                new
                {
                    Preview = "deleted",
                    Instances = instances,
                    Executions = executions,
                    Events = events,
                    First = shown.Select(one => new
                    {
                        Instance = one.Instance.Value,
                        Executions = one.Executions.Select(Rows.Of),
                    }),
                }
            );
            return;
        }
        session.Printer.Rows(
            shown,
            [
                ("Instance", one => one.Instance.Value),
                ("Executions", one => one.Numbers),
                ("Events", one => $"{one.Executions.Sum(execution => execution.Events)}"),
                ("First ended", one => Shown.Time(one.Executions[0].Ended)),
                ("Last ended", one => Shown.Time(one.Executions[^1].Ended)),
            ],
            one => one
        );
        var first = instances > shown.Count ? $" The first {shown.Count} instances are shown." : "";
        session.Printer.Line(
            $"{(executions == 1 ? "1 execution" : $"{executions} executions")} of {Many.Of(instances)} would be deleted, with {events} events.{first}"
        );
    }

    /// <summary>An instance with those of its executions that would be deleted.</summary>
    sealed record Doomed(InstanceId Instance, IReadOnlyList<ExecutionInfo> Executions)
    {
        /// <summary>The numbers of the executions, in words.</summary>
        public string Numbers =>
            Executions.Count == 1
                ? $"{Executions[0].Execution}"
                : $"{Executions.Count}: {Executions[0].Execution} to {Executions[^1].Execution}";
    }
}
