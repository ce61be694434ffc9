namespace Duroxide.Cli;

/// <summary>Shows one instance.</summary>
static class ShowCommand
{
    // Where what is said of an instance begins.
    const int Column = 15;

    public static Command Create()
    {
        var instance = Instance.Argument();
        return StoreCommand.Reading(
            "show",
            "Shows an instance: its status, input and output, what it waits for, its values, executions and children.",
            [instance],
            session => RunAsync(session, session.Get(instance))
        );
    }

    static async Task<int> RunAsync(Session session, string instance)
    {
        var management = session.Management;
        var info = await management.GetInstanceAsync(instance, session.Cancellation);
        var status = await session.Client.GetStatusAsync(instance, session.Cancellation);
        // Of one that is parked, the history may not be readable: the reason says so.
        var (input, waits) = info.Parked is null ? await ReadAsync(session, info) : (null, []);
        var values = await session.Client.GetValuesAsync(instance, session.Cancellation);
        var executions = await management.ListExecutionsAsync(instance, session.Cancellation);
        var tree = await management.GetTreeAsync(instance, limit: 100, session.Cancellation);
        if (session.Printer.IsJson)
        {
            session.Printer.Json(
                new
                {
                    Instance = Rows.Of(info),
                    Input = input,
                    Output = Output(status),
                    Error = Error(status),
                    Waits = waits.Select(Rows.Of),
                    Values = values.ToDictionary(value => value.Key, value => value.Value.Data),
                    Executions = executions.Select(Rows.Of),
                    Children = tree.All.Skip(1).Select(child => child.Value),
                }
            );
            return ExitCode.Done;
        }
        Head(session.Printer, info, status, input);
        Section(session.Printer, "Waits for", waits, WaitColumns);
        Section(
            session.Printer,
            "Values",
            [.. values],
            [
                ("Key", value => value.Key),
                ("Value", value => value.Value.Data),
                ("Updated", value => Shown.Time(value.Value.Updated.ToDateTimeOffset())),
            ]
        );
        Section(session.Printer, "Executions", executions, ExecutionColumns);
        Section(
            session.Printer,
            "Children",
            [.. Flat(tree, 0).Skip(1)],
            [
                ("Instance", child => new string(' ', 2 * (child.Depth - 1)) + child.Info.Instance.Value),
                ("Orchestration", child => child.Info.Name),
                ("Status", child => Shown.Status(child.Info)),
            ]
        );
        return ExitCode.Done;
    }

    static (string, Func<InstanceWait, string>)[] WaitColumns =>
        [
            ("Event", wait => $"{wait.Id}"),
            ("For", wait => $"{wait.Kind}"),
            ("Name", wait => wait.Child?.Value ?? wait.Name),
            ("Since", wait => Shown.Time(wait.Since)),
            ("Due", wait => Shown.Time(wait.Due)),
            ("Attempt", wait => wait.Attempt > 0 ? $"{wait.Attempt}" : ""),
            ("Runs", wait => wait.IsLeased ? "yes" : ""),
            ("Input", wait => wait.Input ?? ""),
        ];

    static (string, Func<ExecutionInfo, string>)[] ExecutionColumns =>
        [
            ("Execution", execution => $"{execution.Execution}"),
            ("Status", execution => $"{execution.Status}"),
            ("Version", execution => execution.Version?.ToString() ?? ""),
            ("Started", execution => Shown.Time(execution.Started)),
            ("Ended", execution => Shown.Time(execution.Ended)),
            ("Events", execution => $"{execution.Events}"),
        ];

    static async Task<(string? Input, IReadOnlyList<InstanceWait> Waits)> ReadAsync(Session session, InstanceInfo info)
    {
        var first = await session.Management.ReadHistoryAsync(
            info.Instance,
            info.Execution,
            limit: 1,
            cancellationToken: session.Cancellation
        );
        return (first?.Header?.Input, await session.Management.GetWaitsAsync(info.Instance, session.Cancellation));
    }

    static void Head(Printer printer, InstanceInfo info, OrchestrationStatus status, string? input)
    {
        printer.Line($"Instance       {info.Instance}");
        printer.Line($"Orchestration  {info.Name} {info.Version}");
        printer.Line($"Status         {Shown.Status(info)}");
        foreach (
            var (title, text) in new[]
            {
                ("Input", input),
                ("Output", Output(status)),
                ("Error", Error(status)),
                ("Custom status", info.CustomStatus),
                ("Parked", info.Parked),
                ("Suspended", info.Suspended?.Reason),
                ("Parent", info.Parent?.Value),
                ("Tags", info.Tags.Count > 0 ? Shown.Tags(info.Tags) : null),
            }
        )
        {
            if (text is not null)
            {
                printer.Line(
                    $"{title, -14} {Shown.Beginning(text, Column, "--json has them, and history --payloads")}"
                );
            }
        }
        printer.Line($"Created        {Shown.Time(info.Created)}");
        printer.Line($"Updated        {Shown.Time(info.Updated)}");
    }

    static void Section<T>(
        Printer printer,
        string title,
        IReadOnlyCollection<T> rows,
        (string, Func<T, string>)[] columns
    )
    {
        if (rows.Count > 0)
        {
            printer.Line($"\n{title}");
            printer.Rows(rows, columns, row => row!);
        }
    }

    static IEnumerable<(int Depth, InstanceInfo Info)> Flat(InstanceTree tree, int depth) =>
        tree.Children.SelectMany(child => Flat(child, depth + 1)).Prepend((depth, tree.Info));

    static string? Output(OrchestrationStatus status) => (status as OrchestrationStatus.Completed)?.Output;

    static string? Error(OrchestrationStatus status) => (status as OrchestrationStatus.Failed)?.Failure.Display;
}
