namespace Duroxide.Nodes;

/// <summary>What a node is built from.</summary>
enum Release
{
    /// <summary>Version 1.0.0 of each orchestration.</summary>
    Old,

    /// <summary>Version 1.1.0 beside it.</summary>
    NewCode,

    /// <summary>The same on the next version of the framework.</summary>
    NewFramework,
}
