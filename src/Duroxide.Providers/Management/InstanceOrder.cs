namespace Duroxide;

/// <summary>In which order instances are listed. One that changes between two pages may come twice, or not at all, where they are listed by their changes.</summary>
public enum InstanceOrder
{
    /// <summary>Those created last come first.</summary>
    NewestFirst,

    /// <summary>Those created first come first.</summary>
    OldestFirst,

    /// <summary>Those that changed last come first.</summary>
    LastChangedFirst,

    /// <summary>Those that have not changed for the longest time come first.</summary>
    FirstChangedFirst,

    /// <summary>By the bytes of the id in UTF-8.</summary>
    ById,

    /// <summary>By the bytes of the id in UTF-8, the highest first.</summary>
    ByIdDescending,
}
