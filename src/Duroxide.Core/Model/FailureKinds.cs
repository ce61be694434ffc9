namespace Duroxide;

/// <summary>Which rule of durable execution the code breaks.</summary>
public enum ConfigurationKind
{
    /// <summary>The code no longer asks for what history says it asked for.</summary>
    Nondeterminism,

    /// <summary>The code awaited, or was called from, something that cannot be replayed.</summary>
    NotDurable,
}

/// <summary>Whose code failed, and how.</summary>
public enum ApplicationKind
{
    /// <summary>An activity threw.</summary>
    ActivityFailed,

    /// <summary>An orchestration failed by what it asked for, or by an activity or a child whose failure it did not catch.</summary>
    OrchestrationFailed,

    /// <summary>An orchestration threw an exception of its own.</summary>
    Panicked,

    /// <summary>The instance was cancelled; the message is the reason.</summary>
    Cancelled,
}
