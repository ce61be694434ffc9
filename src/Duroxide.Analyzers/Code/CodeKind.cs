namespace Duroxide.Analyzers;

/// <summary>What a piece of code is to Duroxide.</summary>
enum CodeKind
{
    /// <summary>Ordinary code, which may do what it likes.</summary>
    Ordinary,

    /// <summary>Code that is replayed.</summary>
    Orchestration,

    /// <summary>Code that does the work.</summary>
    Activity,
}
