namespace Duroxide;

/// <summary>How important a line is.</summary>
public enum TraceLevel
{
    /// <summary>For following single steps.</summary>
    Debug,

    /// <summary>The ordinary course of things.</summary>
    Information,

    /// <summary>Something unexpected that was dealt with.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}
