namespace Duroxide;

/// <summary>Which schema a store has.</summary>
/// <param name="Found">The version that is stored.</param>
/// <param name="Wanted">The version that this build works with.</param>
public sealed record StoreSchema(int Found, int Wanted)
{
    /// <summary>Whether the store has the schema of this build.</summary>
    public bool IsRight => Found == Wanted;
}
