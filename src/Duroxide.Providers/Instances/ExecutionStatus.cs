namespace Duroxide;

/// <summary>How far an execution is.</summary>
public enum ExecutionStatus
{
    /// <summary>It has not ended.</summary>
    Running,

    /// <summary>It returned.</summary>
    Completed,

    /// <summary>It failed or was cancelled.</summary>
    Failed,

    /// <summary>It ended, and the instance continues in the next execution.</summary>
    ContinuedAsNew,
}
