namespace Duroxide;

/// <summary>What became of an instance that was to be changed.</summary>
public enum InstanceChange
{
    /// <summary>It is changed.</summary>
    Changed,

    /// <summary>It was so already, and is left as it was.</summary>
    Unchanged,

    /// <summary>It has ended for good, and is left as it is.</summary>
    Ended,

    /// <summary>There is no such instance.</summary>
    NotFound,
}
