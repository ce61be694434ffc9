namespace Duroxide.Analyzers;

/// <summary>What the checks of one compilation share.</summary>
sealed class Session
{
    public Session(Compilation compilation, DurableTypes types)
    {
        Types = types;
        Kinds = new(types);
        Hazards = new(types);
        Graph = new(compilation, types, Kinds, Hazards);
    }

    public DurableTypes Types { get; }

    public CodeKinds Kinds { get; }

    public Hazards Hazards { get; }

    public CallGraph Graph { get; }

    public Definitions Definitions { get; } = new();
}
