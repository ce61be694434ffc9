using Duroxide;

namespace Toygres.Orchestrations;

public sealed partial class FleetClient
{
    // What takes longer the reconciler takes back within a minute.
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Asks an operation to end, and gives back what it and its children have claimed once they have ended, which is at once where
    /// a worker runs. What was half done is compared and mended.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancel">Ends the wait; the operation ends all the same.</param>
    public async Task<Outcome> CancelAsync(InstanceId operation, string reason, CancellationToken cancel = default)
    {
        if (!await engine.CancelAsync(operation, reason, cancel))
        {
            return new Outcome.Refused($"{operation} has ended already.");
        }
        var began = time.GetTimestamp();
        if (await HasEndedAsync(operation, CancelPatience, cancel))
        {
            // It begins no more children by now, and those that it has end with it.
            var all = new List<string>();
            Collect(await engine.Management.GetTreeAsync(operation, cancellationToken: cancel), all);
            foreach (var one in all)
            {
                if (await HasEndedAsync(one, CancelPatience - time.GetElapsedTime(began), cancel))
                {
                    await GiveBackAsync(one, reason, cancel);
                }
            }
        }
        await engine.RaiseEventAsync(Names.Reconciler, Names.CompareNow, Unit.Value, cancel);
        return new Outcome.Done(operation.ToString());
    }

    private static void Collect(InstanceTree tree, List<string> all)
    {
        all.Add(tree.Instance.ToString());
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

    private async Task GiveBackAsync(string operation, string reason, CancellationToken cancel)
    {
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
}
