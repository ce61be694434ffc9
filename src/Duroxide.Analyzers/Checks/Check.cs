namespace Duroxide.Analyzers;

/// <summary>Looks at the operations of some kinds, where they stand in code of one kind.</summary>
abstract class Check(Session session)
{
    public Session Session { get; } = session;

    /// <summary>The code that it is for.</summary>
    public virtual CodeKind Where => CodeKind.Orchestration;

    /// <summary>The operations that it wants to see.</summary>
    public abstract ImmutableArray<OperationKind> Kinds { get; }

    public abstract void Look(OperationAnalysisContext seen);
}
