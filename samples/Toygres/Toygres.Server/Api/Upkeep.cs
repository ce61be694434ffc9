using Duroxide;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>What an orchestration that lives for ever says of itself.</summary>
internal static class Upkeep
{
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
