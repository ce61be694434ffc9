namespace Duroxide.Generators;

/// <summary>A type of which JSON is written, as code whose names are those of the whole program.</summary>
/// <param name="Name">The type.</param>
/// <param name="Word">Its name as one word, which another type may have too.</param>
/// <param name="Creation">The expression that makes its JSON, with <see cref="Own"/> for the word that it gets.</param>
/// <param name="Accessors">Members by which what is not public is reached, likewise.</param>
/// <param name="Refusal">Why there is no JSON of it; null where there is.</param>
sealed record PayloadType(
    string Name,
    string Word,
    string Creation,
    ValueArray<string> Accessors,
    string? Refusal = null
)
{
    /// <summary>Stands for the word of the type, which is known when all types are.</summary>
    public const string Own = "\u0001";
}
