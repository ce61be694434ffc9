namespace Duroxide.Testing;

/// <summary>Adds to value lists.</summary>
static class ValueLists
{
    public static ValueList<T> With<T>(this ValueList<T> list, T item) => [.. list, item];
}
