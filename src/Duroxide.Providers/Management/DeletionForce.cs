namespace Duroxide;

/// <summary>What is deleted although it runs.</summary>
public enum DeletionForce
{
    /// <summary>Nothing: a tree in which something runs stays whole.</summary>
    None,

    /// <summary>A root that runs goes with its tree, unless a child runs: then the tree stays whole.</summary>
    Roots,

    /// <summary>Whatever runs in the tree goes, too.</summary>
    Trees,
}
