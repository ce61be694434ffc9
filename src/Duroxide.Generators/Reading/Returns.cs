namespace Duroxide.Generators;

/// <summary>How a method gives its result.</summary>
enum Returns
{
    Task,
    Value,
    Nothing,
}
