namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>The custom status as the code has set it so far, also in earlier executions; null for none.</summary>
    public string? CustomStatus => run.IsLive() ? run.Host.Status : null;

    /// <summary>Publishes a custom status, a text that clients can read and wait for.</summary>
    public void SetCustomStatus(string status)
    {
        ArgumentNullException.ThrowIfNull(status);
        run.Do(new Effect.SetCustomStatus(status));
    }

    /// <summary>Takes the custom status away.</summary>
    public void ClearCustomStatus() => run.Do(new Effect.SetCustomStatus(null));
}
