using System.ComponentModel;

namespace System;

/// <summary>What the compiler wants for list patterns, and netstandard2.0 has not.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
readonly struct Index(int value, bool fromEnd = false)
{
    readonly int value = value;
    readonly bool fromEnd = fromEnd;

    public int GetOffset(int length) => fromEnd ? length - value : value;

    public static implicit operator Index(int value) => new(value);
}
