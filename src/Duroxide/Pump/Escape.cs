namespace Duroxide;

/// <summary>What proves that code left the durable world.</summary>
enum Escape
{
    /// <summary>A foreign thread handed the code's continuation back.</summary>
    ForeignThread,

    /// <summary>A foreign thread handed the code's continuation back, out of a method of .NET.</summary>
    LibraryThread,

    /// <summary>The context was used from outside the turn.</summary>
    ContextOffTurn,

    /// <summary>The orchestration's method ended on a foreign thread.</summary>
    EndedOffTurn,

    /// <summary>The turn is over, the code has not ended, and there is nothing left that could answer it.</summary>
    Stuck,

    /// <summary>Nothing is proven, but in strict mode a suspicion is enough.</summary>
    Suspected,
}

/// <summary>What makes an escape likely.</summary>
[Flags]
enum Suspicion
{
    /// <summary>Nothing is suspected.</summary>
    None = 0,

    /// <summary>The code's execution context showed up on another thread.</summary>
    Thread = 1,

    /// <summary>A timer was armed in a turn.</summary>
    Timer = 2,

    /// <summary>The turn's thread was blocked.</summary>
    Blocked = 4,
}
