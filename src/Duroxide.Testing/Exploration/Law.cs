namespace Duroxide.Testing;

/// <summary>Something that must be so, in the words of the test.</summary>
/// <param name="Name">The sentence.</param>
/// <param name="Holds">Whether it is so in a world.</param>
/// <param name="OnlyAtTheEnd">Whether it is asked only of worlds in which nothing more happens.</param>
sealed record Law(string Name, Func<World, bool> Holds, bool OnlyAtTheEnd);

/// <summary>A law that did not hold.</summary>
/// <param name="Law">The sentence that is not true.</param>
/// <param name="Explanation">How the world stood.</param>
public sealed record Violation(string Law, string Explanation);
