namespace Duroxide.Core;

/// <summary>The two independent name spaces in which data reaches a running instance.</summary>
public enum Channel
{
    /// <summary>A positional event: it meets a wait that is open when it arrives, or nobody.</summary>
    Event,

    /// <summary>A queue: a message waits for its reader.</summary>
    Queue,
}
