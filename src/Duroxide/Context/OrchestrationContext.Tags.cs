namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>The tags of this instance as it was started with them and the code has set them so far, also in earlier executions.</summary>
    public ValueMap<string, string> Tags => run.IsLive() ? run.Host.Tags : default;

    /// <summary>Puts a tag on this instance, or replaces its value: clients find and count instances by tags.</summary>
    /// <remarks>It is not the tag of an activity, which says which worker runs it.</remarks>
    public void SetTag(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        run.Do(new Effect.SetTag(name, value));
    }

    /// <summary>Takes a tag away; does nothing when it is missing.</summary>
    public void ClearTag(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        run.Do(new Effect.SetTag(name, null));
    }
}
