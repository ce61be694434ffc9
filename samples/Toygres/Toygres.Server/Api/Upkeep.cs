using Duroxide;
using Toygres.Orchestrations;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>What an orchestration that lives for ever says of itself.</summary>
internal static class Upkeep
{
    private static readonly string[] Code =
    [
        "instance-actor",
        "create-semaphore",
        "system-reconciler",
        "system-backups",
        "system-pruner",
    ];

    /// <summary>Whether an orchestration of such code never ends by itself, so that it is no operation.</summary>
    public static bool LivesForEver(string name) =>
        name.StartsWith(Names.Orchestration, StringComparison.Ordinal)
        && Code.Contains(name[Names.Orchestration.Length..]);

    public static async Task<UpkeepView> OfAsync(DuroxideClient engine, InstanceId id, CancellationToken cancel)
    {
        var status = await engine.GetStatusAsync(id, cancel);
        return status.Match(
            notFound: _ => new UpkeepView(id.ToString(), "missing", null),
            running: running => new UpkeepView(id.ToString(), "running", running.Info.CustomStatus),
            completed: ended => new UpkeepView(id.ToString(), "completed", ended.Info.CustomStatus),
            failed: ended => new UpkeepView(id.ToString(), "failed", ended.Failure.Display)
        );
    }
}
