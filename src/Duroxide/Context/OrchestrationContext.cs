namespace Duroxide;

/// <summary>What an orchestration's code may use: everything here is recorded, and the same on every replay.</summary>
/// <remarks>It belongs to the orchestration's own flow: using it from another thread fails the instance.</remarks>
public partial class OrchestrationContext
{
    readonly OrchestrationRun run;

    private protected OrchestrationContext(OrchestrationRun run)
    {
        this.run = run;
        Name = run.Host.Header.Name;
        Version = run.Host.Version;
        run.Context = this;
    }

    /// <summary>The id of this instance; while a fork repeats the history that it keeps, that of the instance which made it.</summary>
    public InstanceId Instance => run.Host.Self.Instance;

    /// <summary>Which execution of the instance this is; continue-as-new begins the next one.</summary>
    public ExecutionId Execution => run.Host.Self.Execution;

    /// <summary>The name of the orchestration.</summary>
    public string Name { get; }

    /// <summary>The version of the orchestration that this execution runs for its whole life.</summary>
    public SemanticVersion Version { get; }

    /// <summary>Whether the code is only repeating what it did before.</summary>
    /// <remarks>For diagnostics alone: code that decides by it is not deterministic.</remarks>
    public bool IsReplaying => run.IsLive() && run.Host.IsReplaying;

    /// <summary>The time of the event that the code is reacting to, in UTC.</summary>
    public DateTimeOffset UtcNow
    {
        get
        {
            run.IsLive();
            return run.Host.Now.ToDateTimeOffset();
        }
    }

    /// <summary>Makes a new id: no other call of any instance has it, and every replay makes the same.</summary>
    public Guid NewGuid() => run.IsLive() ? run.Host.NewGuid() : Guid.Empty;

    static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;
}
