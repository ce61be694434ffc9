namespace Duroxide;

/// <summary>The value of what has no value: the input or output of code that takes or returns nothing.</summary>
public readonly record struct Unit
{
    /// <summary>The only unit there is.</summary>
    public static Unit Value => default;

    /// <summary>Shows the unit as a pair of parentheses.</summary>
    public override string ToString() => "()";
}
