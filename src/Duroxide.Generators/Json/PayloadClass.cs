namespace Duroxide.Generators;

/// <summary>A class with <c>[PayloadJson]</c>.</summary>
/// <param name="Container">The class.</param>
/// <param name="Types">The types that it was given itself, with all that they consist of.</param>
sealed record PayloadClass(Container Container, ValueArray<PayloadType> Types);
