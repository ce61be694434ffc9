using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;

namespace Toygres.Orchestrations;

public sealed partial class FleetClient
{
    private const string FailOverPrefix = "failover";

    // What takes longer the reconciler takes back within a minute.
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Asks an operation to end, and gives back what it and its children have claimed once they have ended, which is at once where
    /// a worker runs. What was half done is compared and mended; what nobody would mend is refused, or taken away here.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancel">Ends the wait; the operation ends all the same.</param>
    public async Task<Outcome> CancelAsync(InstanceId operation, string reason, CancellationToken cancel = default)
    {
        var isOver = (await engine.GetStatusAsync(operation, cancel)).Match(
            notFound: _ => false,
            running: _ => false,
            completed: _ => true,
            failed: _ => true
        );
        if (!isOver && CancelProblem(operation) is { } problem)
        {
            return new Outcome.Refused(problem);
        }
        if (!await engine.CancelAsync(operation, reason, cancel))
        {
            return new Outcome.Refused($"{operation} has ended already.");
        }
        var began = time.GetTimestamp();
        if (await HasEndedAsync(operation, CancelPatience, cancel))
        {
            // It begins no more children by now, and those that it has end with it.
            var all = new List<InstanceTree>();
            Collect(await engine.Management.GetTreeAsync(operation, cancellationToken: cancel), all);
            foreach (var one in all)
            {
                if (await HasEndedAsync(one.Instance, CancelPatience - time.GetElapsedTime(began), cancel))
                {
                    await GiveBackAsync(one, reason, cancel);
                }
            }
            await DeleteTrialsAsync(all, cancel);
        }
        await engine.RaiseEventAsync(Names.Reconciler, Names.CompareNow, Unit.Value, cancel);
        return new Outcome.Done(operation.ToString());
    }

    /// <summary>Why an operation is not to be cancelled; null when it may be. Its id says so before a worker knows it.</summary>
    public static string? CancelProblem(InstanceId operation) =>
        operation.ToString().StartsWith($"{FailOverPrefix}-", StringComparison.Ordinal)
            ? $"{operation} is a fail-over, and is not cancelled: cut off, it can leave two that write. Wait until it has ended; then rejoin the old primary, and fail over to it, if it is to have its place again."
            : null;

    private static void Collect(InstanceTree tree, List<InstanceTree> all)
    {
        all.Add(tree);
        foreach (var child in tree.Children)
        {
            Collect(child, all);
        }
    }

    private async Task<bool> HasEndedAsync(InstanceId operation, TimeSpan patience, CancellationToken cancel)
    {
        try
        {
            await engine.WaitForEndAsync(operation, patience > TimeSpan.Zero ? patience : TimeSpan.Zero, cancel);
            return true;
        }
        catch (ClientException late) when (late.Error is ClientError.Timeout)
        {
            return false;
        }
    }

    private async Task GiveBackAsync(InstanceTree ended, string reason, CancellationToken cancel)
    {
        var operation = ended.Instance.ToString();
        if (ended.Info.Name == CreateInstanceFlow.Orchestration.Name)
        {
            var message = new PermitMessage(operation, IsRelease: true);
            await engine.SendMessageAsync(Names.Semaphore, Names.Permits, message, cancel);
        }
        var rows = await fleet.Cms.ListAsync(cancel);
        foreach (var name in rows.Where(row => row.Operation == operation).Select(row => row.Name))
        {
            await fleet.Cms.DecideAsync(
                [name],
                found =>
                    Lifecycle.Abandon(found[0], operation, time.GetUtcNow(), $"{operation} was cancelled: {reason}"),
                with: null,
                cancel
            );
            await engine.RaiseEventAsync(Names.Actor(name), Names.InstanceChanged, Unit.Value, cancel);
        }
    }

    // What a backup made to see that it can be restored is nobody's, and has a row: no reconciler takes it for a stray.
    private async Task DeleteTrialsAsync(IReadOnlyList<InstanceTree> ended, CancellationToken cancel)
    {
        var makers = ended
            .Where(one => one.Info.Name == BackupFlow.Orchestration.Name)
            .SelectMany(backup => backup.Children)
            .Select(child => child.Instance.ToString())
            .ToHashSet();
        var rows = makers.Count == 0 ? [] : await fleet.Cms.ListAsync(cancel);
        foreach (var trial in rows.Where(row => makers.Contains(row.CreateOrchestration)))
        {
            await engine.StartOrchestrationAsync(
                DeleteInstanceFlow.Orchestration,
                Names.Of("delete", trial.Name.Value, NewId()),
                new Operation(trial.Name, pace),
                cancellationToken: cancel
            );
        }
    }
}
