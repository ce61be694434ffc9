namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>The status as the code has set it so far, also in earlier executions; null for none.</summary>
    public string? Status => run.IsLive() ? run.Host.Status : null;

    /// <summary>Publishes a status text that clients can read and wait for.</summary>
    public void SetCustomStatus(string status)
    {
        ArgumentNullException.ThrowIfNull(status);
        run.Do(new Effect.SetCustomStatus(status));
    }

    /// <summary>Takes the status away.</summary>
    public void ClearCustomStatus() => run.Do(new Effect.SetCustomStatus(null));
}
